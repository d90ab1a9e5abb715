"""The words change with the rows, in the same transaction, however the rows are written."""

import pytest
from sqlalchemy import delete, insert, select, update

from app import clock
from app.accounts.place import place
from app.check import flaws
from app.demo.load import load_demo
from app.refused import NotAllowed, OutOfReach
from app.search.sound import flaws as flaws_of_search
from app.search.sound import write_anew
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.person import Person
from models.search import CaseWords
from tests.access.seeding import a_case, seed
from tests.cases.steps import find, opened
from tests.search.steps import cases, found, note
from tests.worlds import World


def test_what_is_taken_back_was_never_found(world: World) -> None:
    number = opened(world, "sam")
    with world.session() as session:
        case = session.merge(find(world, number))
        case.subject = "Merel"
        session.flush()
        session.rollback()
    assert cases(world.sign_in("sam"), "merel") == []
    assert cases(world.sign_in("sam"), "jam") == [number]


def test_an_edit_changes_what_a_case_is_found_by_and_its_notes_stay(world: World) -> None:
    number = opened(world, "sam")
    note(world, "sam", number, "Purple")
    with world.session() as session:
        session.merge(find(world, number)).subject = "Merel"
        session.commit()
    sam = world.sign_in("sam")
    assert cases(sam, "merel purple") == [number]
    assert cases(sam, "jam") == []


def test_rows_written_in_bulk_are_found(world: World) -> None:
    number = opened(world, "sam")
    row = {"case_id": find(world, number).id, "author_id": world.person_id("sam"), "side": "customer"}
    with world.session() as session:
        at = {"created_at": clock.now(), "is_internal": False}
        session.execute(insert(Note), [{**row, **at, "body": f"wombat{n}"} for n in range(3)])
        session.commit()
    assert cases(world.sign_in("sam"), "wombat0 wombat2") == [number]


def test_notes_that_move_with_a_merge_or_go_take_their_words_along(world: World) -> None:
    one, other = opened(world, "sam"), opened(world, "sam")
    bo, author = world.sign_in("bo"), world.person_id("bo")
    first, second = find(world, one).id, find(world, other).id
    said = {"case_id": first, "author_id": author, "side": "desk", "body": "wombat", "is_internal": True}
    with world.session() as session:
        session.add(Note(**said, created_at=clock.now()))
        session.commit()
        assert cases(bo, "wombat") == [one]
    with world.session() as session:
        session.execute(update(Note).values(case_id=second))
        session.execute(update(Case).where(Case.id == first).values(merged_into_id=second))
        session.commit()
        assert cases(bo, "wombat") == [other]
    with world.session() as session:
        session.execute(delete(Note))
        assert list(session.scalars(select(CaseWords.id).where(CaseWords.is_internal.is_(True)))) == []
        session.commit()
    assert cases(bo, "wombat") == []


def test_t29_a_case_that_moves_to_another_account_is_found_there_alone(world: World) -> None:
    number, elders = opened(world, "sam"), world.account_id("Elders & Zoon")
    note(world, "bo", number, "wombat", is_internal=True)
    with world.session() as session:
        session.execute(update(Case).values(account_id=elders, root_id=elders))
        session.commit()
    assert cases(world.sign_in("eva"), "jam") == [number]
    assert cases(world.sign_in("sam"), "jam") == []
    assert cases(world.sign_in("bo"), "wombat") == [number]


def test_t29_cases_of_an_account_that_moves_below_another_are_found_from_there(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        haven, delta = (session.get(Account, rows[name].account) for name in ("Rijnmond Haven", "Delta"))
        assert haven is not None
        place(session, haven, delta)
        session.execute(update(Case).where(Case.account_id == haven.id).values(root_id=haven.root_id))
        session.commit()
    haven_case = rows["Rijnmond Haven"].number
    assert haven_case in cases(world.sign_in("dirk"), "canary haven")
    assert cases(world.sign_in("noor"), "canary haven") == []


def test_names_that_change_are_found_by_the_new_one(world: World) -> None:
    account, person = world.account_id("Rijnmond Haven"), world.person_id("sam")
    with world.session() as session:
        session.execute(update(Account).where(Account.id == account).values(name="Wombat Werf"))
        session.execute(update(Person).where(Person.id == person).values(phone="010-7654321"))
        session.commit()
    noor = world.sign_in("noor")
    assert found(noor, "wombat") == [f"/accounts/{account}"]
    assert found(noor, "010 7654321") == [f"/contacts/{person}"]
    assert found(noor, "haven", kind="accounts") == []


def test_a_case_that_goes_leaves_nothing_behind(world: World) -> None:
    elders, eva = world.account_id("Elders & Zoon"), world.person_id("eva")
    with world.session() as session:
        case = a_case(session, session.get_one(Account, elders), eva, "Wombat")
        session.delete(case)
        session.commit()
        assert list(session.scalars(select(CaseWords.id))) == []
    assert cases(world.sign_in("bo"), "wombat") == []


def test_a_very_long_conversation_refuses_no_note(world: World) -> None:
    number = opened(world, "sam")
    for part in range(4):
        words = " ".join(f"𝒘{'𝒙' * 34}{part}{n}" for n in range(500))
        note(world, "sam", number, words)
    assert cases(world.sign_in("sam"), "jam") == [number]


def test_nobody_writes_the_index_by_hand(world: World) -> None:
    number, elders = opened(world, "sam"), world.account_id("Elders & Zoon")
    with world.session("sam") as session:
        row = session.scalars(select(CaseWords)).one()
        row.account_id = elders
        with pytest.raises((OutOfReach, NotAllowed)):
            session.flush()
        session.rollback()
    assert cases(world.sign_in("sam"), "jam") == [number]


SPOILT = {
    "a case is lacking": delete(CaseWords).where(CaseWords.is_internal.is_(False)),
    "the internal row is lacking": delete(CaseWords).where(CaseWords.is_internal.is_(True)),
    "it stands elsewhere": update(CaseWords).values(root_id=999),
    "it has another owner": update(CaseWords).values(owner_id=999),
    "its state is another": update(CaseWords).values(is_open=False),
    "its subject is lacking": update(CaseWords).values(head=""),
    "its notes are lacking": update(CaseWords).values(words=CaseWords.head),
}


@pytest.mark.parametrize("what", SPOILT)
def test_check_names_what_search_does_not_know_and_writing_anew_mends_it(world: World, what: str) -> None:
    number = opened(world, "sam")
    note(world, "sam", number, "purple")
    note(world, "bo", number, "wombat", is_internal=True)
    with world.session() as session:
        assert list(flaws_of_search(session)) == []
        session.execute(SPOILT[what].execution_options(synchronize_session=False))
        session.commit()
        assert [str(number) in flaw for flaw in flaws(session)] == [True]
        assert sum(write_anew(session)) == 1
        session.commit()
        assert list(flaws(session)) == []
    assert cases(world.sign_in("bo"), "wombat jam purple") == [number]
    assert cases(world.sign_in("sam"), "wombat") == []


def test_the_words_of_the_demonstration_are_complete(world: World) -> None:
    with world.session() as session:
        load_demo(session)
        session.flush()
        assert list(flaws_of_search(session)) == []
        many = session.scalars(select(CaseWords.id)).all()
    assert len(many) > 200
