"""A7, A8: two contacts that are one person become one, after a page that shows who sees what then."""

from typing import Any

import pytest
from sqlalchemy import select

from models.account import AccountAccess
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent
from models.person import Person, SignIn
from models.person_event import PersonEvent
from tests.access.seeding import Rows, seed
from tests.accounts.test_rearranging_pages import ELDERS, HAVEN, confirm, plain, sees
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

INTO_EVA = "?into=eva@elders.example"


def page_of(rows: dict[str, Rows], account: str = HAVEN) -> str:
    return f"/contacts/{rows[account].person}/merge"


def merged(world: World, rows: dict[str, Rows]) -> None:
    """Sam becomes one with Eva."""
    assert confirm(world, world.sign_in("chris"), page_of(rows), INTO_EVA).status_code == 303


def test_a8_the_preview_says_who_becomes_whom_and_who_gains_sight(world: World) -> None:
    rows = seed(world)
    found = plain(world.sign_in("chris").get(page_of(rows) + INTO_EVA))
    assert "Sam de Boer (sam@haven.rijnmond.example) becomes one with Eva Elders" in found
    assert "Cases that get another owner: 1." in found
    assert "Eva Elders then also acts for Rijnmond Haven." in found
    assert "1 person gains sight of cases Eva Elders Elders & Zoon" in found
    assert "loses sight" not in found


def test_t29_the_kept_one_sees_what_both_saw_and_the_other_is_signed_out(world: World) -> None:
    rows, sam = seed(world), world.sign_in("sam")
    assert not sees(world, "eva", rows, HAVEN)
    merged(world, rows)
    assert sees(world, "eva", rows, HAVEN)
    assert sees(world, "eva", rows, ELDERS)
    assert sam.get("/").status_code == 302
    with world.session() as session:
        gone = session.get_one(Person, rows[HAVEN].person)
        assert (gone.active, gone.merged_into_id) == (False, rows[ELDERS].person)
        kept = session.get_one(Person, rows[ELDERS].person)
        assert (kept.email, kept.active) == ("eva@elders.example", True)
        live = select(SignIn.id).where(SignIn.person_id == gone.id, SignIn.ended_at.is_(None))
        assert session.scalars(live).all() == []


def test_cases_notes_files_and_accesses_follow(world: World) -> None:
    rows = seed(world)
    sam, eva = rows[HAVEN], rows[ELDERS].person
    with world.session() as session:
        session.get_one(Note, sam.note).author_id = sam.person
        session.get_one(Attachment, sam.attachment).person_id = sam.person
        session.commit()
    merged(world, rows)
    with world.session() as session:
        assert session.get_one(Case, sam.case).owner_id == eva
        assert session.get_one(Note, sam.note).author_id == eva
        assert session.get_one(Attachment, sam.attachment).person_id == eva
        accesses = session.execute(select(AccountAccess.person_id, AccountAccess.account_id)).all()
        assert list(map(tuple, accesses)) == [(eva, sam.account)]


def test_the_history_of_each_case_tells_of_another_owner(world: World) -> None:
    rows = seed(world)
    sam = rows[HAVEN]
    merged(world, rows)
    with world.session() as session:
        told = session.scalars(select(CaseEvent).where(CaseEvent.kind == "owner_changed")).one()
        assert (told.case_id, told.changes) == (sam.case, {"owner": [sam.person, rows[ELDERS].person]})
    page = plain(world.sign_in("chris").get(f"/cases/{sam.number}/history"))
    assert "Owner changed Owner: Sam de Boer Eva Elders" in page


def test_both_remember_it_and_the_merged_one_leads_to_the_other(world: World) -> None:
    rows = seed(world)
    merged(world, rows)
    chris = world.sign_in("chris")
    gone, kept = (plain(chris.get(f"/contacts/{rows[name].person}")) for name in (HAVEN, ELDERS))
    assert "Merged into another contact, with all that was theirs. Go to Eva Elders" in gone
    assert "Merged into Eva Elders · Chris Bakker" in gone
    assert "Took over what Sam de Boer had · Chris Bakker" in kept
    with world.session() as session:
        kinds = session.execute(select(PersonEvent.person_id, PersonEvent.kind).order_by(PersonEvent.id))
        assert list(map(tuple, kinds)) == [
            (rows[HAVEN].person, "merged"),
            (rows[ELDERS].person, "took_over"),
        ]


def test_a_merged_contact_never_takes_part_again(world: World) -> None:
    rows = seed(world)
    merged(world, rows)
    chris, path = world.sign_in("chris"), f"/contacts/{rows[HAVEN].person}"
    answer = world.post(chris, f"{path}/activation")
    assert answer.status_code == 422
    assert "takes part instead" in words_of(answer)
    ada = world.sign_in("ada")
    edit = f"/setup/people/edit/{rows[HAVEN].person}"
    answer = send(world, ada, edit, form_at(ada, edit, "email"), active="y")
    assert answer.status_code == 422
    assert "was merged into another" in words_of(answer)
    again = chris.get(f"{path}/merge{INTO_EVA}")
    assert "was merged into another already" in words_of(again)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sam@haven.rijnmond.example", "this is the one that would end"),
        ("bo@desk.example", "No contact has this name"),
        ("zzz", "No contact has this name"),
        ("", "Choose a contact"),
        ("rijnmond", "More than one contact fits"),
        ("9" * 3000, "No contact has this name"),
    ],
)
def test_what_cannot_be_is_said(world: World, typed: str, words: str) -> None:
    rows = seed(world)
    answer = world.sign_in("chris").get(page_of(rows), query_string={"into": typed})
    assert answer.status_code == 422
    assert words in words_of(answer)


def test_what_was_shown_is_what_is_confirmed_else_it_is_shown_again(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    fields = form_at(chris, page_of(rows) + INTO_EVA, "seen")
    with world.session() as session:
        session.add(AccountAccess(person_id=rows[HAVEN].person, account_id=rows["Delta"].account))
        session.commit()
    assert send(world, chris, page_of(rows), fields).status_code == 409
    assert world.post(chris, page_of(rows), {"into": "Eva", "seen": "x"}).status_code == 409
    assert not sees(world, "eva", rows, HAVEN)


def test_t22_only_who_keeps_contacts_may_do_it_and_never_with_our_own_people(world: World) -> None:
    rows = seed(world)
    for who in ("sam", "noor", "bo", "tess"):
        client = world.sign_in(who)
        assert client.get(page_of(rows)).status_code == 403, who
        assert world.post(client, page_of(rows), {"into": "Eva"}).status_code == 403, who
        assert client.get("/contacts/choices?field=into&into=eva").status_code == 403, who
    assert world.sign_in("ada").get(page_of(rows)).status_code == 200
    bo = world.person_id("bo")
    assert world.sign_in("chris").get(f"/contacts/{bo}/merge{INTO_EVA}").status_code == 404


def test_suggestions_name_contacts_that_take_part_and_none_of_our_own(world: World) -> None:
    rows = seed(world)
    merged(world, rows)
    chris = world.sign_in("chris")

    def offered(typed: str) -> Any:
        return chris.get("/contacts/choices", query_string={"field": "into", "into": typed}).text

    assert '<option value="Eva Elders (eva@elders.example)">' in offered("elders")
    assert offered("sam") == offered("bo@desk") == offered(" ") == ""
