"""Signing in and out through the page."""

from sqlalchemy import select

from models.person import Person, SignIn, SignInAttempt
from tests.sign_in.browser import is_in, try_password
from tests.worlds import World


def test_the_right_password_signs_in_and_leads_home(world: World) -> None:
    client = world.client()
    answer = try_password(world, "noor", client=client)
    assert (answer.status_code, answer.location) == (303, "/")
    assert is_in(client)


def test_the_mail_address_may_be_typed_in_capitals_with_blanks_around(world: World) -> None:
    assert try_password(world, "  NOOR@Rijnmond.Example ").status_code == 303


def test_a_wrong_password_keeps_the_mail_address_and_says_what_is_wrong(world: World) -> None:
    client = world.client()
    answer = try_password(world, "noor", "wrong", client=client)
    assert answer.status_code == 422
    assert "noor@rijnmond.example" in answer.text and "is not right" in answer.text
    assert not is_in(client)


def test_an_empty_form_says_what_is_missing(world: World) -> None:
    answer = try_password(world, "", "")
    assert answer.status_code == 422
    assert "Enter your mail address." in answer.text and "Enter your password." in answer.text


def test_signing_out_ends_the_sign_in_and_says_so(world: World) -> None:
    client = world.sign_in("noor")
    answer = world.post(client, "/logout/")
    assert "You have signed out." in client.get(answer.location).text
    assert not is_in(client)


def test_tries_and_sign_ins_are_on_record(world: World) -> None:
    try_password(world, "noor", "wrong")
    world.post(
        client := world.client(), "/login/", {"mail": "noor@rijnmond.example", "password": "Loket-demo-2026"}
    )
    world.post(client, "/logout/")
    with world.session() as session:
        assert list(session.scalars(select(SignInAttempt.outcome).order_by(SignInAttempt.id))) == [
            "wrong",
            "signed_in",
        ]
        assert list(session.execute(select(SignIn.ended_why, SignIn.address))) == [
            ("signed_out", "127.0.0.1")
        ]


def test_who_is_signed_in_and_opens_the_sign_in_page_goes_home(world: World) -> None:
    assert world.sign_in("noor").get("/login/").location == "/"


def test_signing_in_as_somebody_else_ends_the_former_sign_in_of_the_browser(world: World) -> None:
    client = world.sign_in("noor")
    assert try_password(world, "sam", client=client).status_code == 303
    with world.session() as session:
        live = select(Person.first_name).join(SignIn).where(SignIn.ended_at.is_(None))
        assert session.scalars(live).all() == ["Sam"]


def test_a_page_asked_for_before_signing_in_is_reached_after_it(world: World) -> None:
    client = world.client()
    asked = client.get("/cases/?q=paper jam&lang=en")
    assert asked.location.startswith("/login/?next=")
    answer = try_password(world, "noor", client=client, query=asked.location.removeprefix("/login/"))
    assert answer.location == "/cases/?q=paper%20jam&lang=en"
