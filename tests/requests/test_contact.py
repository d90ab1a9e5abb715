"""The contact of a case becomes another one in its edit; its account never does (C6, D13, E5, T27, T28)."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.refused import OutOfReach
from models.account import Account
from models.case import Case
from models.person import Person
from tests.cases.steps import find
from tests.cases.views import colleague
from tests.mail.acts import mails
from tests.requests.doors import by_door, edit_by_door, events, told
from tests.requests.filing import ANSWERS, HAVEN, make_able
from tests.requests.steps import fill_in, held
from tests.worlds import World

MANY = 60


@pytest.fixture
def haven(world: World) -> World:
    make_able(world)
    colleague(world, HAVEN, "Wim")
    return world


def join(world: World, first: str, last: str, account: str = HAVEN, *, active: bool = True) -> None:
    """One more contact of the account, who does not sign in."""
    with world.session() as session:
        home = session.scalars(select(Account.id).where(Account.name == account)).one()
        mail = f"{first.lower()}@haven.example"
        name = {"first_name": first, "last_name": last, "username": mail, "email": mail, "password": ""}
        session.add(Person(**name, home_account_id=home, active=active, is_staff=False, language="nl"))
        session.commit()


def question(world: World, code: str = "question") -> Case:
    """A case of Sam's, of which he is the contact."""
    return by_door(world, "sam", code, {**ANSWERS[code], "account": world.account_id(HAVEN)})


def change(world: World, client: FlaskClient, case: Case, **answers: Any) -> Any:
    return fill_in(world, client, f"/cases/{case.number}/edit", "", **answers)


def contact(world: World, case: Case) -> int:
    return find(world, case.number).owner_id


@pytest.mark.parametrize("who", ["sam", "noor", "bo"])
def test_customers_and_desk_choose_another_contact_of_the_account_and_the_history_tells(
    haven: World, who: str
) -> None:
    case, client = question(haven), haven.sign_in(who)
    assert change(haven, client, case, contact=str(haven.person_id("wim"))).status_code == 302
    assert contact(haven, case) == haven.person_id("wim")
    assert events(haven, case)[-1] == ("owner_changed", "page")
    history = re.sub(r"\s+", " ", client.get(f"/cases/{case.number}/history").text)
    assert "Owner changed" in history
    assert "Owner: <del>Sam de Boer</del>" in history and "Wim Kok" in history


def test_who_is_the_contact_now_and_who_was_are_told_by_mail_each_in_the_own_language(haven: World) -> None:
    case, wim = question(haven), haven.person_id("wim")
    mails(haven)
    change(haven, haven.sign_in("bo"), case, contact=str(wim))
    sent = {mail.address.partition("@")[0]: mail.text for mail in mails(haven) if mail.reaction == "owner"}
    assert sent.keys() == {"wim", "sam"}
    assert f"Bo Jansen heeft Wim Kok contactpersoon gemaakt van melding {case.number}." in sent["sam"]
    assert f"Bo Jansen made you the contact of case {case.number}." in sent["wim"]


def test_what_else_was_changed_is_an_event_of_its_own_and_a_stale_edit_shows_both(haven: World) -> None:
    case, wim = question(haven), str(haven.person_id("wim"))
    sam, noor = haven.sign_in("sam"), haven.sign_in("noor")
    mine = {**held(sam.get(f"/cases/{case.number}/edit").text), "f-subject": "Mine"}
    assert change(haven, noor, case, contact=wim, subject="Both").status_code == 302
    assert [kind for kind, _door in events(haven, case)][-2:] == ["owner_changed", "edited"]
    stale = haven.post(sam, f"/cases/{case.number}/edit", mine)
    assert stale.status_code == 409 and "Wim Kok" in stale.text and "Both" in stale.text


@pytest.mark.parametrize("whom", ["eva", "lot", "noor", "bo", "kim", "gone"])
def test_t27_nobody_but_a_contact_of_the_account_is_taken(haven: World, whom: str) -> None:
    join(haven, "Gone", "Away", active=False)
    case, other = question(haven), str(haven.person_id(whom))
    for who in ("sam", "bo"):
        answer = change(haven, haven.sign_in(who), case, contact=other, subject="Kept as typed")
        assert answer.status_code == 422, who
        assert told(answer.text) == {"Choose “Contact” from the list."}
        assert 'value="Kept as typed"' in answer.text
    assert contact(haven, case) == haven.person_id("sam")


def test_a_parents_person_who_opens_cases_for_the_account_may_be_the_contact(haven: World) -> None:
    case, noor = question(haven), haven.sign_in("noor")
    assert change(haven, noor, case, contact=str(haven.person_id("noor"))).status_code == 302
    assert contact(haven, case) == haven.person_id("noor")
    assert change(haven, haven.sign_in("sam"), case, subject="Hers still").status_code == 302
    assert contact(haven, case) == haven.person_id("noor")


def test_t28_a_parallel_account_that_edits_is_not_asked_for_the_contact(haven: World) -> None:
    case, lot = question(haven), haven.sign_in("lot")
    page = lot.get(f"/cases/{case.number}/edit").text
    assert 'name="f-contact"' not in page and "Another account of your organisation" in page
    assert change(haven, lot, case, contact=str(haven.person_id("lot")), subject="Theirs").status_code == 302
    assert (find(haven, case.number).subject, contact(haven, case)) == ("Theirs", haven.person_id("sam"))


@pytest.mark.parametrize(("who", "may"), [("sam", True), ("noor", True), ("lot", False)])
def test_t28_the_session_itself_lets_nobody_take_over_a_case_of_a_parallel_account(
    haven: World, who: str, may: bool
) -> None:
    case, by = question(haven), haven.person_id(who)
    with haven.session(who) as session:
        row = session.scalars(select(Case).where(Case.id == case.id)).one()
        row.owner_id = by
        row.version += 1
        if may:
            session.flush()
        else:
            with pytest.raises(OutOfReach):
                session.flush()


@pytest.mark.parametrize("who", ["sam", "noor", "bo", "lot"])
def test_the_account_stays_and_the_form_says_so_and_why(haven: World, who: str) -> None:
    case, client = question(haven), haven.sign_in(who)
    page = client.get(f"/cases/{case.number}/edit").text
    assert 'name="f-account"' not in page
    assert "A case stays with the account that it was opened for: who may see it follows from that." in page
    assert (f"<b>{HAVEN}</b>" in page) is ("Open a new case there" in page) is (who != "lot")
    change(haven, client, case, account=str(haven.account_id("Rijnmond Logistiek")), subject="Again")
    assert find(haven, case.number).account_id == haven.account_id(HAVEN)


def test_a_type_that_does_not_ask_for_a_contact_has_one_that_may_change_all_the_same(haven: World) -> None:
    case, sam = question(haven, "professional_service"), haven.sign_in("sam")
    page = sam.get(f"/cases/{case.number}/edit").text
    assert 'name="f-case_contact"' in page and "Wim Kok" in page
    assert "Eva" not in page.partition("<main")[2]
    assert change(haven, sam, case, case_contact=str(haven.person_id("wim"))).status_code == 302
    assert contact(haven, case) == haven.person_id("wim")
    assert "case_contact" not in find(haven, case.number).values
    edit_by_door(haven, "bo", case, {"case_contact": haven.person_id("sam")})
    assert contact(haven, case) == haven.person_id("sam")


def crowd(world: World) -> None:
    for number in range(MANY):
        join(world, f"Wim{number:02}", "Veel")


def test_among_many_a_contact_is_looked_up_in_the_form_and_nothing_typed_is_lost(haven: World) -> None:
    crowd(haven)
    case, sam = question(haven), haven.sign_in("sam")
    page = sam.get(f"/cases/{case.number}/edit").text
    assert "<select" not in page.partition("<main")[2] and "Sam de Boer" in page
    typed = {"subject": "Kept as typed", "contact-search": "wim4"}
    found = change(haven, sam, case, **typed)
    assert found.status_code == 200 and 'value="Kept as typed"' in found.text
    assert "Wim47 Veel" in found.text and "Wim17" not in found.text
    assert found.text.count(" checked autofocus>") == 1  # the page opens where one goes on
    one = change(haven, sam, case, **{"contact-search": "wim42@haven.example"})
    assert one.status_code == 200 and "Wim42 Veel" in one.text
    assert haven.post(sam, f"/cases/{case.number}/edit", held(one.text)).status_code == 302
    assert contact(haven, case) == haven.person_id("wim42")


@pytest.mark.parametrize("name", ["eva", "kim", "nobody at all", "%", "'; --"])
def test_t24_a_name_of_somebody_else_finds_nobody_and_says_so(haven: World, name: str) -> None:
    crowd(haven)
    case = question(haven)
    answer = change(haven, haven.sign_in("sam"), case, subject="Kept", **{"contact-search": name})
    assert answer.status_code == 422 and 'value="Kept"' in answer.text
    assert told(answer.text) == {"Nobody of that name belongs to this account. Try a shorter part of it."}


def test_of_the_new_contact_the_case_is_new_until_it_is_looked_at(haven: World) -> None:
    case, wim = question(haven), haven.person_id("wim")
    with haven.session() as session:
        session.execute(update(Case).values(last_note_at=Case.created_at, owner_seen_at=Case.created_at))
        session.commit()
    change(haven, haven.sign_in("sam"), case, contact=str(wim))
    assert find(haven, case.number).owner_seen_at is None
