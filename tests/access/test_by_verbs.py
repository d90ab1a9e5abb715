"""T31: clocks and repetitions of a case, its history, and what counts: by verbs alone, by hand by nobody."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import inspect, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.writing.by_verbs import BY_VERBS, OF_A_NEW_ROW, put
from app.refused import OutOfReach
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Attachment, Note
from models.escalation import Escalation
from models.event import CaseEvent
from models.rating import Rating
from models.scale import Status
from tests.access.seeding import Rows, seed
from tests.access.writes import Hands, Write, passes
from tests.worlds import World

OWN, PARALLEL = "Rijnmond Haven", "Rijnmond Logistiek"
LATER = timedelta(days=1)
OTHER: dict[type, Any] = {str: "cancelled", int: 4, datetime: clock.now() + LATER, dict: {"x": [1, 2]}}


def closed(session: Session, rows: Rows) -> None:
    """Of a closed case customers may say how it was."""
    status = session.scalars(select(Status).where(Status.code == "resolved")).one()
    values = {"status_id": status.id, "status_rank": status.rank, "is_open": False}
    session.execute(update(Case).where(Case.id == rows.case).values(**values))


def add_the_rest(world: World, rows: Rows) -> None:
    """An escalation, a rating and a share of Sam's case, as verbs would have made them."""
    now, mine, parallel = clock.now(), {"case_id": rows.case}, world.account_id(PARALLEL)
    with world.session() as session:
        closed(session, rows)
        raised = Escalation(**mine, reason="x", expectation="x", counted_as="x", slot=1, raised_at=now)
        raised.raised_by_id = rows.person
        rated = Rating(**mine, person_id=rows.person, score=2, remark="", rated_at=now)
        shared = CaseShare(**mine, account_id=parallel, until=now + LATER, shared_at=now)
        shared.shared_by_id, shared.may_write = rows.person, False
        session.add_all([raised, rated, shared])
        session.commit()


def of_sams_case(hands: Hands, model: Any, rows: Rows) -> Any:
    ids = {Case: rows.case, Note: rows.note, Attachment: rows.attachment, CaseEvent: rows.event}
    if model in ids:
        return hands.get(model, ids[model])
    return hands.one(select(model).where(model.case_id == rows.case))


def by_hand(model: Any, name: str) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        kind = inspect(model).columns[name].type.python_type
        setattr(of_sams_case(hands, model, rows[OWN]), name, OTHER.get(kind, {"x": [1, 2]}))

    return write


def test_t31_what_only_verbs_write_nobody_writes_by_hand(world: World) -> None:
    rows = seed(world)
    add_the_rest(world, rows[OWN])
    for model, names in BY_VERBS.items():
        for name in sorted(names):
            for who in ("sam", "bo"):
                taken = passes(world, who, rows, by_hand(model, name))
                assert not taken, f"{who} writes {name} of {model.__name__}"


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Case, {"rating": 4}),
        (Case, {"escalation_state": "raised"}),
        (Case, {"closed_at": OTHER[datetime], "closes_at": OTHER[datetime]}),
        (Case, {"pending_since": None, "next_step_at": OTHER[datetime]}),
        (Rating, {"score": 5, "changed_at": OTHER[datetime]}),
        (Note, {"withdrawn_at": OTHER[datetime], "changed_at": OTHER[datetime]}),
        (Attachment, {"withdrawn_at": OTHER[datetime]}),
    ],
)
def test_what_a_verb_puts_there_for_a_customer_is_taken(
    world: World, model: Any, values: dict[str, Any]
) -> None:
    rows = seed(world)
    add_the_rest(world, rows[OWN])
    by_verb: Write = lambda hands, rows: put(of_sams_case(hands, model, rows[OWN]), **values)  # noqa: E731
    assert passes(world, "sam", rows, by_verb)
    assert not passes(world, "eva", rows, by_verb)


def test_t31_a_new_row_brings_nothing_that_only_verbs_write(world: World) -> None:
    rows = seed(world)

    def opening(**values: Any) -> Write:
        def write(hands: Hands, rows: Any) -> None:
            like = hands.get(Case, rows[OWN].case)
            kept = {one.key: getattr(like, one.key) for one in inspect(Case).column_attrs}
            fresh = {"id": None, "number": 70_000_000}
            hands.add(Case(**{**kept, **fresh, **values}))

        return write

    assert passes(world, "sam", rows, opening())
    for name in sorted(BY_VERBS[Case] - OF_A_NEW_ROW):
        kind = inspect(Case).columns[name].type.python_type
        assert not passes(world, "sam", rows, opening(**{name: OTHER[kind]})), name


def another_value(hands: Hands, rows: Any) -> None:
    case = hands.get(Case, rows[OWN].case)
    put(case, rating=4)
    case.rating = 5


def another_row(hands: Hands, rows: Any) -> None:
    put(hands.get(Case, rows[OWN].case), rating=4)
    hands.get(Case, rows[PARALLEL].case).rating = 4


def later(hands: Hands, rows: Any) -> None:
    case = hands.get(Case, rows[OWN].case)
    for value in (4, 5):
        put(case, rating=value)
        hands.session.flush()
    case.rating = 4


@pytest.mark.parametrize("write", [another_value, another_row, later])
def test_t31_the_word_of_a_verb_holds_for_one_row_one_value_and_one_flush(world: World, write: Write) -> None:
    assert not passes(world, "sam", seed(world), write)


def test_the_word_of_a_verb_that_was_taken_back_is_gone(world: World) -> None:
    rows = seed(world)
    with world.session("sam") as session:
        put(session.get_one(Case, rows[OWN].case), rating=4)
        session.rollback()
        session.get_one(Case, rows[OWN].case).rating = 4
        with pytest.raises(OutOfReach):
            session.commit()


def test_t31_an_own_note_of_long_ago_says_what_it_said(world: World) -> None:
    rows = seed(world)

    def rewrite(hands: Hands, rows: Any) -> None:
        note = hands.get(Note, rows[OWN].note)
        note.body, note.changed_at = "never said so", clock.now()

    assert not passes(world, "sam", rows, rewrite)


KINDS = {"edited": True, "rated": True, "assigned": False, "closed_for_good": False, "merged": False}


@pytest.mark.parametrize("kind", KINDS)
def test_t31_a_customer_does_what_customers_do(world: World, kind: str) -> None:
    """A verb of the desk that a customer got hold of would leave no trace under the customer's name."""
    rows = seed(world)

    def happened(who: str) -> Write:
        event = {"case_id": rows[OWN].case, "actor_id": world.person_id(who)}
        return lambda hands, rows: hands.record(CaseEvent(**event), kind)

    assert passes(world, "sam", rows, happened("sam")) is KINDS[kind]
    assert passes(world, "bo", rows, happened("bo"))


def test_t31_nobody_forges_what_happened(world: World) -> None:
    rows = seed(world)

    def forge(hands: Hands, rows: Any) -> None:
        event = CaseEvent(case_id=rows[OWN].case, actor_id=hands.me, kind="rated", at=clock.now())
        event.changes, event.door = {"rating": [1, 5]}, "mail"
        hands.add(event)

    for who in ("sam", "bo"):
        assert not passes(world, who, rows, forge)
