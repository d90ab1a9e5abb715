"""T27, T30, T31: what may be written of a case, field by field, each refusal beside what does pass."""

from typing import Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import load_only

from app import clock
from app.access.writing.by_verbs import put
from models.account import Account
from models.case import Case, FormNonce
from models.conversation import Attachment, Note
from models.event import CaseEvent, PendingEvent
from models.scale import Priority, Status
from tests.access.seeding import seed
from tests.access.writes import Hands, Write, passes
from tests.worlds import World

OWN, PARALLEL, FOREIGN = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon"


def _to_account(name: str, of: str = OWN) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        account = hands.get(Account, rows[name].account)
        case = hands.get(Case, rows[of].case)
        case.account_id, case.root_id = account.id, account.root_id

    return write


def _by_relation(hands: Hands, rows: Any) -> None:
    hands.get(Case, rows[OWN].case).account = hands.get(Account, rows[FOREIGN].account)


def _unread(hands: Hands, rows: Any) -> None:
    """A foreign case whose account was never loaded, claimed for the own account."""
    case = hands.one(
        select(Case).where(Case.id == rows[FOREIGN].case).options(load_only(Case.subject, Case.version))
    )
    own = hands.get(Account, rows[OWN].account)
    case.account_id, case.root_id = own.id, own.root_id


def _root_of_another(hands: Hands, rows: Any) -> None:
    hands.get(Case, rows[OWN].case).root_id = rows[FOREIGN].account


def _another_key(hands: Hands, rows: Any) -> None:
    hands.get(Case, rows[OWN].case).id = 4711


def test_t27_a_case_stays_where_it_is_however_it_is_moved(world: World) -> None:
    rows = seed(world)
    for write in (_to_account(FOREIGN), _to_account(PARALLEL), _to_account(OWN, of=FOREIGN)):
        assert not passes(world, "sam", rows, write)
    for write in (_by_relation, _unread, _root_of_another, _another_key):
        assert not passes(world, "sam", rows, write), write.__name__
    assert passes(world, "bo", rows, _to_account(FOREIGN))


def _set(model: Any, of: str, /, **values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = hands.get(model, getattr(rows[OWN], of))
        for name, value in values.items():
            setattr(row, name, value)

    return write


CHANGED = {str: "changed", int: 4711, bool: False, object: {"serial": "4711"}}
OPEN_TO_CUSTOMERS = {"subject", "description", "kind", "values", "external_number", "version"}


def test_t31_a_customer_changes_no_field_of_a_case_but_those_of_the_form(world: World) -> None:
    rows = seed(world)
    for column in inspect(Case).columns:
        value = CHANGED.get(column.type.python_type, clock.now())
        taken = passes(world, "sam", rows, _set(Case, "case", **{column.key: value}))
        assert taken is (column.key in OPEN_TO_CUSTOMERS), column.key


def _priority(hands: Hands, rows: Any) -> None:
    case = hands.get(Case, rows[OWN].case)
    low = hands.one(select(Priority).order_by(Priority.rank).limit(1))
    case.priority_id, case.priority_rank = low.id, low.rank


def _status(before: str, after: str) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        case = hands.get(Case, rows[OWN].case)
        for code in (before, after):
            status = hands.one(select(Status).where(Status.code == code))
            inspect(case).attrs.status_id.load_history()
            if code == before:
                inspect(case).dict["status_id"] = status.id
            else:
                case.status_id, case.status_rank, case.is_open = status.id, status.rank, status.is_open

    return write


def test_the_customer_changes_priority_and_makes_the_steps_that_the_set_up_allows(world: World) -> None:
    rows = seed(world)
    assert passes(world, "sam", rows, _priority)
    assert passes(world, "sam", rows, _status("solution_suggested", "resolved"))
    assert passes(world, "sam", rows, _status("pending_response", "in_progress"))
    assert passes(world, "sam", rows, _status("new", "resolved"))
    assert not passes(world, "sam", rows, _status("new", "solution_suggested"))
    assert not passes(world, "sam", rows, _status("new", "in_progress"))
    assert passes(world, "bo", rows, _status("new", "in_progress"))
    assert not passes(world, "bo", rows, _status("new", "cancelled"))


def _note(case: str = OWN, **values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = Note(case_id=rows[case].case, author_id=hands.me, side="customer", body="x")
        row.created_at = clock.now()
        for name, value in values.items():
            setattr(row, name, value(rows) if callable(value) else value)
        hands.add(row)

    return write


def test_a_note_is_ones_own_open_and_on_a_case_in_reach(world: World) -> None:
    rows = seed(world)
    assert passes(world, "sam", rows, _note())
    assert passes(world, "sam", rows, _note(PARALLEL))
    assert not passes(world, "sam", rows, _note(FOREIGN))
    assert not passes(world, "sam", rows, _note(case_id=987654))
    assert not passes(world, "sam", rows, _note(is_internal=True))
    assert not passes(world, "sam", rows, _note(side="desk"))
    assert not passes(world, "sam", rows, _note(author_id=lambda rows: rows[PARALLEL].person))
    assert passes(world, "bo", rows, _note(side="desk", is_internal=True))
    assert not passes(world, "sam", rows, _set(Note, "note", body="never said so"))
    assert not passes(world, "bo", rows, lambda hands, rows: hands.remove(hands.get(Note, rows[OWN].note)))


def _file(case: str | None = OWN, **values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = Attachment(person_id=hands.me, name="x")
        put(row, hands.session, media_type="text/plain", size=1, key="x")
        row.case_id, row.created_at = case and rows[case].case, clock.now()
        for name, value in values.items():
            setattr(row, name, value(rows) if callable(value) else value)
        hands.add(row)

    return write


def test_a_file_goes_only_where_its_sender_may_write_and_stays_as_it_came(world: World) -> None:
    rows = seed(world)
    assert passes(world, "sam", rows, _file(None))
    assert passes(world, "sam", rows, _file(note_id=lambda rows: rows[OWN].note))
    assert not passes(world, "sam", rows, _file(FOREIGN))
    assert not passes(world, "sam", rows, _file(note_id=lambda rows: rows[PARALLEL].note))
    assert not passes(world, "sam", rows, _file(note_id=lambda rows: rows[OWN].internal_note))
    assert not passes(world, "sam", rows, _file(person_id=lambda rows: rows[PARALLEL].person))
    assert not passes(world, "sam", rows, _file(is_internal=True))
    for values in ({"media_type": "text/html"}, {"key": "another"}, {"case_id": None}, {"person_id": 1}):
        assert not passes(world, "sam", rows, _set(Attachment, "attachment", **values)), values
    assert not passes(world, "sam", rows, lambda h, rows: h.remove(h.get(Attachment, rows[OWN].attachment)))


def test_t30_what_goes_with_an_internal_note_is_internal(world: World) -> None:
    rows = seed(world)

    def on_the_note(rows: Any) -> int:
        return rows[OWN].internal_note  # type: ignore[no-any-return]

    assert passes(world, "bo", rows, _file(note_id=on_the_note, is_internal=True))
    assert not passes(world, "bo", rows, _file(note_id=on_the_note))


def test_number_opener_and_beginning_of_a_case_stay_also_for_the_desk(world: World) -> None:
    rows = seed(world)
    for values in ({"number": 4711}, {"opened_by_id": 1}, {"created_at": clock.now()}):
        assert not passes(world, "bo", rows, _set(Case, "case", **values)), values
    assert passes(world, "bo", rows, _set(Case, "case", subject="clearer"))


@pytest.mark.parametrize("of", [PARALLEL, FOREIGN])
def test_an_event_is_ones_own_and_so_is_what_follows_from_it(world: World, of: str) -> None:
    rows = seed(world)

    def event(actor: str, **values: Any) -> Write:
        return lambda hands, rows: hands.record(
            CaseEvent(case_id=rows[OWN].case, actor_id=rows[actor].person, **values)
        )

    def again(name: str) -> Write:
        return lambda hands, rows: hands.add(PendingEvent(event_id=rows[name].event, not_before=clock.now()))

    assert passes(world, "sam", rows, event(OWN))
    assert not passes(world, "sam", rows, event(of))
    assert not passes(world, "sam", rows, event(OWN, note_id=rows[OWN].internal_note))
    assert not passes(world, "sam", rows, again(of))


def test_t30_an_internal_event_is_written_by_the_desk_alone(world: World) -> None:
    rows = seed(world)

    def internal(who: str) -> Write:
        return lambda hands, rows: hands.record(
            CaseEvent(case_id=rows[OWN].case, actor_id=world.person_id(who), is_internal=True)
        )

    assert passes(world, "bo", rows, internal("bo"))
    assert not passes(world, "sam", rows, internal("sam"))


def test_a_form_is_spent_by_its_sender_on_a_case_in_sight(world: World) -> None:
    rows = seed(world)

    def spend(who: str, case: str) -> Write:
        return lambda hands, rows: hands.add(
            FormNonce(nonce="n", person_id=rows[who].person, case_id=rows[case].case, created_at=clock.now())
        )

    assert passes(world, "sam", rows, spend(OWN, OWN))
    assert not passes(world, "sam", rows, spend(FOREIGN, OWN))
    assert not passes(world, "sam", rows, spend(OWN, FOREIGN))


def test_nobody_but_the_system_deletes_a_case(world: World) -> None:
    rows = seed(world)
    for who in ("sam", "bo", "mia", "chris", "ada"):
        assert not passes(world, who, rows, lambda hands, rows: hands.remove(hands.get(Case, rows[OWN].case)))
