"""The records of signing in: administrators see all, everybody the own ones, and time takes them away."""

from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import select, update

from app import clock
from app.access.sign_in import start_sign_in
from app.jobs.clear_up import clear_up
from models.person import SignIn, SignInAttempt
from tests.files.queries import queries
from tests.sign_in.browser import try_password
from tests.worlds import World

PAGE = "/setup/sign-ins/"


def page(world: World, query: str = "", who: str = "ada") -> str:
    answer = world.sign_in(who).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    return unescape(answer.text)


def body(text: str) -> str:
    """The rows alone: the words of the filter would be found as well."""
    return text.partition("<tbody")[2]


def sign_in_many(world: World, who: str, number: int) -> None:
    person_id = world.person_id(who)
    with world.session() as session:
        for count in range(number):
            start_sign_in(session, person_id=person_id, address=f"10.0.0.{count}", user_agent="Test")
        session.commit()


def test_an_administrator_sees_who_came_in_from_where_and_why_it_ended(world: World) -> None:
    try_password(world, "noor", address="192.0.2.7")
    try_password(world, "noor", address="192.0.2.8")
    rows = body(page(world, "q=noor"))
    assert "Noor Visser" in rows and "noor@rijnmond.example" in rows
    assert rows.index("192.0.2.8") < rows.index("192.0.2.7")
    assert rows.index("Signed in now") < rows.index("Signed in elsewhere")


def test_the_tries_that_failed_are_shown_with_the_address_tried(world: World) -> None:
    try_password(world, "noor", "wrong", address="192.0.2.7")
    try_password(world, "nobody@elsewhere.example", "wrong", address="192.0.2.9")
    rows = body(page(world, "outcome=failed"))
    assert "noor@rijnmond.example" in rows and "nobody@elsewhere.example" in rows and "192.0.2.9" in rows
    assert "nobody@" not in body(page(world, "outcome=wrong&q=Visser"))
    assert "noor@" not in body(page(world, "outcome=wrong&q=nobody@"))
    assert body(page(world, "outcome=throttled")) == ""


def test_the_records_are_narrowed_by_person_and_by_outcome(world: World) -> None:
    try_password(world, "noor")
    try_password(world, "sam")
    world.post(world.sign_in("noor"), "/logout/")
    assert "Sam de Boer" not in body(page(world, "q=visser noor"))
    assert "Sam de Boer" in body(page(world, "outcome=live"))
    assert "Noor Visser" not in body(page(world, "outcome=live"))
    assert "Noor Visser" in body(page(world, "outcome=signed_out"))


def test_a_sign_in_that_nobody_came_back_to_counts_as_over(world: World) -> None:
    try_password(world, "noor")
    with world.session() as session:
        session.execute(update(SignIn).values(seen_at=clock.now() - timedelta(hours=3)))
        session.commit()
    assert "Nothing done for long" in body(page(world, "q=noor"))
    assert "Noor Visser" in body(page(world, "outcome=idle"))
    assert "Noor Visser" not in body(page(world, "outcome=live"))


def test_pages_follow_one_another_and_cost_the_same(world: World) -> None:
    sign_in_many(world, "noor", 1)
    ada = world.sign_in("ada")
    ada.get(f"{PAGE}?q=noor")
    with queries() as for_one:
        ada.get(f"{PAGE}?q=noor")
    sign_in_many(world, "noor", 60)
    with queries() as for_many:
        first = ada.get(f"{PAGE}?q=noor").text
    assert len(for_one) == len(for_many) <= 6
    following = unescape(first).partition('rel="next" href="')[2].partition('"')[0]
    rest = ada.get(f"{PAGE}{following}").text
    assert (body(first).count("<tr"), body(rest).count("<tr")) == (50, 11)


@pytest.mark.parametrize("person", ["noor", "bo", "chris", "tess"])
def test_the_records_of_all_are_for_administrators(world: World, person: str) -> None:
    assert world.sign_in(person).get(PAGE).status_code == 403


def test_t24_everybody_sees_the_own_sign_ins_and_no_others(world: World) -> None:
    try_password(world, "sam", address="192.0.2.50")
    try_password(world, "noor", address="192.0.2.60")
    own = world.sign_in("noor").get("/sign-ins/").text
    assert "192.0.2.60" in own and "192.0.2.50" not in own
    assert "192.0.2.50" not in world.sign_in("ada").get("/sign-ins/").text


@pytest.mark.parametrize("query", ["outcome=x", "after=x", "q=%25_", "before=WzFd", "q=" + "x" * 5000])
def test_no_address_makes_an_error(world: World, query: str) -> None:
    page(world, query)


def test_the_worker_removes_what_is_older_than_the_setting_says(world: World) -> None:
    try_password(world, "noor", "wrong")
    sign_in_many(world, "noor", 2)
    with world.session() as session:
        first = session.scalars(select(SignIn.id).order_by(SignIn.id)).first()
        long_ago = clock.now() - timedelta(days=91)
        session.execute(update(SignIn).where(SignIn.id == first).values(ended_at=long_ago))
        session.execute(update(SignInAttempt).values(at=long_ago))
        session.commit()
    try_password(world, "noor", "wrong")
    clear_up(world.app)
    with world.session() as session:
        assert first not in set(session.scalars(select(SignIn.id)))
        assert len(session.scalars(select(SignIn)).all()) == 1
        assert len(session.scalars(select(SignInAttempt)).all()) == 1
