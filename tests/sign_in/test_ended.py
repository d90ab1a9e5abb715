"""T6: a copied cookie is worthless after sign-out, time-outs, deactivation and every change of rights."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from models.account import Account, AccountAccess
from models.person import Person, SignIn
from models.role import RoleText
from tests.sign_in.browser import is_in
from tests.worlds import World


def sam(session: Session) -> Person:
    return session.scalars(select(Person).where(Person.first_name == "Sam")).one()


def account(session: Session, name: str) -> Account:
    return session.scalars(select(Account).where(Account.name == name)).one()


def deactivate(session: Session) -> None:
    sam(session).active = False


def deactivate_account(session: Session) -> None:
    account(session, "Rijnmond Haven").is_active = False


def change_password(session: Session) -> None:
    sam(session).password = "another hash"


def change_mail(session: Session) -> None:
    sam(session).email = "samuel@haven.rijnmond.example"


def change_account(session: Session) -> None:
    sam(session).home_account_id = account(session, "Elders & Zoon").id


def change_role(session: Session) -> None:
    agent = session.scalars(select(RoleText).where(RoleText.code == "agent")).one()
    sam(session).roles = [agent.role]


def give_access(session: Session) -> None:
    session.add(AccountAccess(person_id=sam(session).id, account_id=account(session, "Elders & Zoon").id))


ENDINGS = [
    deactivate,
    deactivate_account,
    change_password,
    change_mail,
    change_account,
    change_role,
    give_access,
]


@pytest.mark.parametrize("change", ENDINGS)
def test_t6_a_change_of_the_person_ends_the_sign_in_and_no_other(
    world: World, change: Callable[[Session], None]
) -> None:
    client, other = world.sign_in("sam"), world.sign_in("noor")
    with world.session() as session:
        change(session)
        session.commit()
    answer = client.get("/cases/")
    assert (answer.status_code, "ended=ended" in answer.location) == (302, True)
    assert is_in(other)


def test_t6_a_change_of_name_and_telephone_leaves_the_sign_in_alone(world: World) -> None:
    client = world.sign_in("sam")
    with world.session() as session:
        sam(session).last_name, sam(session).phone = "de Groot", "010 123"
        session.commit()
    assert is_in(client)


def test_t6_a_cookie_copied_before_sign_out_is_worthless_after_it(world: World) -> None:
    client, thief = world.sign_in("noor"), world.client()
    with client.session_transaction() as cookie, thief.session_transaction() as copy:
        copy.update(cookie)
    assert is_in(thief)
    world.post(client, "/logout/")
    assert not is_in(thief)


def after(world: World, monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    now = clock.now() + wait
    monkeypatch.setattr(clock, "now", lambda: now)


@pytest.mark.parametrize(("wait", "lasts"), [(timedelta(minutes=119), True), (timedelta(minutes=121), False)])
def test_t6_a_sign_in_that_nothing_is_done_with_ends(
    world: World, monkeypatch: pytest.MonkeyPatch, wait: timedelta, lasts: bool
) -> None:
    client = world.sign_in("noor")
    after(world, monkeypatch, wait)
    assert is_in(client) is lasts
    if not lasts:
        assert "ended=idle" in client.get("/cases/").location


def test_t6_a_sign_in_in_use_lasts_twelve_hours_and_no_longer(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.sign_in("noor")
    for _hour in range(11):
        after(world, monkeypatch, timedelta(hours=1, minutes=5))
        assert is_in(client)
    after(world, monkeypatch, timedelta(minutes=10))
    assert "ended=expired" in client.get("/cases/").location


def test_t6_a_page_that_looks_for_new_notes_by_itself_keeps_no_sign_in_awake(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.sign_in("noor")
    for _half_hour in range(5):
        after(world, monkeypatch, timedelta(minutes=30))
        status = client.get("/cases/1/notes", headers={"Sec-Fetch-Dest": "empty"}).status_code
    assert status == 401
    assert not is_in(client)


def test_t6_how_a_sign_in_ended_is_on_record(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = world.sign_in("noor")
    after(world, monkeypatch, timedelta(hours=3))
    client.get("/cases/")
    with world.session() as session:
        assert session.scalars(select(SignIn.ended_why)).all() == ["idle"]


def test_a_form_sent_while_the_sign_in_is_due_to_be_noted_is_not_held_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = world.sign_in("noor")
    after(world, monkeypatch, timedelta(minutes=10))
    assert world.post(client, "/cases/new/question", {"description": "text"}).status_code < 500


@pytest.mark.parametrize("code", ["<b>evil</b>", "nonsense", ""])
def test_the_reason_on_the_sign_in_page_is_one_of_ours_or_none(sqlite_world: World, code: str) -> None:
    assert 'role="status">' in sqlite_world.client().get("/login/?ended=idle").text.split("<main", 1)[1]
    page = sqlite_world.client().get("/login/", query_string={"ended": code}).text
    assert 'role="status">' not in page.split("<main", 1)[1].split("</main", 1)[0]
    assert "<b>evil</b>" not in page
