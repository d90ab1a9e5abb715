"""Working out a person's viewer from roles, accounts, matrix and tree, and keeping it until those move."""

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.access.facts import footings, law_of, stands_of
from app.access.footing import viewer_on
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from models.person import Person
from models.stamp import SetupStamp

# A viewer, with the questions that are put together for it, takes about 280 KB of a worker.
MOST_KEPT = 100
_kept: dict[tuple[int, int], Viewer] = {}  # (stamp, person) -> viewer, in this process; who came last is last


def stamp(session: Session) -> int:
    """The present value of the set-up stamp."""
    with seeing_as(session, SYSTEM):
        return session.scalar(select(SetupStamp.value)) or 0


def viewer_of(session: Session, person_id: int, at: int | None = None) -> Viewer:
    """The viewer of a person. `at` is the set-up stamp when the caller has read it already."""
    at = stamp(session) if at is None else at
    found = _kept.pop((at, person_id), None)
    if found is None:
        with session.no_autoflush, seeing_as(session, SYSTEM):
            found = viewers(session, Person.id == person_id, at).get(person_id, Viewer(stamp=at))
        _make_room(at)
    _kept[(at, person_id)] = found
    return found


def _make_room(at: int) -> None:
    """What was worked out from an older set-up goes, else who was not seen for longest."""
    if any(stamp != at for stamp, _person in list(_kept)[-1:]):
        _kept.clear()
    elif len(_kept) >= MOST_KEPT:
        del _kept[next(iter(_kept))]


def forget() -> None:
    """Drop what is kept; for tests that put another database in the place of the former one."""
    _kept.clear()


def viewers(session: Session, which: ColumnElement[bool], at: int) -> dict[int, Viewer]:
    """The viewers of all people for whom the condition holds, worked out together as the system."""
    people = footings(session, which)
    stands = stands_of(session, people.values())
    law = law_of(session, people.values())
    return {id_: viewer_on(footing, stands, law, at) for id_, footing in people.items()}
