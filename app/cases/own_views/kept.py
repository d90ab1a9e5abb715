"""The views of the case list, kept in this process: a list asks for them only after something changed."""

from collections import OrderedDict
from typing import Final

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.own_views.read import Views, read_views

MOST_KEPT: Final = 1_000  # people
At = tuple[int, ...]

_kept: OrderedDict[int, tuple[At, Views]] = OrderedDict()


def kept_views_of(session: Session, by: Viewer, counters: tuple[int, int]) -> Views:
    """What `read_views` answered last, as long as viewer and counters (`SignedIn.counters`) are the same."""
    person_id, at = by.person_id or 0, (by.stamp, *counters)
    known = _kept.get(person_id)
    if known is None or known[0] != at:
        known = _kept[person_id] = (at, read_views(session, by))
        if len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    _kept.move_to_end(person_id)
    return known[1]


def forget() -> None:
    """Drop what is kept; for tests that put another database in the place of the former one."""
    _kept.clear()
