"""What happened to a case: newest first, in parts, narrowed by what, who and through which door."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, false, or_, select
from sqlalchemy.orm import Session

from models.event import CaseEvent
from models.person import Person

AT_ONCE: Final = 50
NOBODY: Final = "loket"  # what no person did
_EVENTS: Final = (
    select(
        CaseEvent.id,
        CaseEvent.kind,
        CaseEvent.actor_id,
        CaseEvent.note_id,
        CaseEvent.is_internal,
        CaseEvent.changes,
        CaseEvent.at,
        CaseEvent.door,
        Person.first_name.label("actor_first"),
        Person.last_name.label("actor_last"),
    )
    .select_from(CaseEvent)
    .join(Person, Person.id == CaseEvent.actor_id, isouter=True)
)


class Wish(NamedTuple):
    """What a reader asks to see; empty is all. `before` is the event after which it goes on."""

    kind: str = ""
    by: str = ""
    door: str = ""
    before: int | None = None


class Offer(NamedTuple):
    """What can be asked for, because it is there."""

    kinds: list[str]
    people: list[tuple[str, str]]
    has_nobody: bool
    doors: list[str]


def events_of(session: Session, case_id: int, wish: Wish) -> tuple[Sequence[Any], int | None]:
    """One part of the history, and the `before` of the next older one."""
    query = _narrowed(_EVENTS.where(CaseEvent.case_id == case_id), wish)
    if wish.before is not None:
        query = query.where(CaseEvent.id < wish.before)
    rows = session.execute(query.order_by(CaseEvent.id.desc()).limit(AT_ONCE + 1)).all()
    return rows[:AT_ONCE], rows[AT_ONCE - 1].id if len(rows) > AT_ONCE else None


def _narrowed(query: Select[Any], wish: Wish) -> Select[Any]:
    """A person is asked for through the people whom the reader may see: one who is hidden finds nothing."""
    if wish.kind:
        query = query.where(CaseEvent.kind == wish.kind)
    if wish.by:
        is_number = wish.by.isascii() and wish.by.isdigit() and len(wish.by) < 10
        who = Person.id == int(wish.by) if is_number else false()
        query = query.where(CaseEvent.actor_id.is_(None) if wish.by == NOBODY else who)
    if wish.door == "rule":  # so it was before doors were noted
        query = query.where(or_(CaseEvent.door == "rule", CaseEvent.actor_id.is_(None)))
    elif wish.door:
        query = query.where(CaseEvent.door == wish.door, CaseEvent.actor_id.is_not(None))
    return query


def offer_of(session: Session, case_id: int) -> Offer:
    """Only what this reader sees of the case is counted in, and nobody is named who is hidden."""
    columns = CaseEvent.kind, CaseEvent.actor_id, CaseEvent.door, Person.first_name, Person.last_name
    rows = session.execute(
        select(*columns)
        .select_from(CaseEvent)
        .join(Person, Person.id == CaseEvent.actor_id, isouter=True)
        .where(CaseEvent.case_id == case_id)
        .distinct()
    ).all()
    people = {(str(row.actor_id), f"{row.first_name} {row.last_name}") for row in rows if row.last_name}
    return Offer(
        kinds=sorted({row.kind for row in rows}),
        people=sorted(people, key=lambda person: person[1].casefold()),
        has_nobody=any(row.actor_id is None for row in rows),
        doors=sorted({"rule" if row.actor_id is None else row.door for row in rows}),
    )
