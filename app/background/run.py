"""A piece of work in the worker's hand: what it may ask and tell, and how it ends."""

import hashlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import IO, Any

from flask import current_app
from flask_babel import force_locale
from sqlalchemy.orm import Session

from app.access.session import see_as
from app.access.standing import viewer_of
from app.access.viewer import Viewer
from app.database import db, reads_only

Tell = Callable[[int, int | None], None]


class Stopped(Exception):
    """Its person cancelled it, or another worker has it by now."""


class GivenUp(Exception):
    """It cannot be done. `code` names the sentence; `made` is what there is to download all the same."""

    def __init__(self, code: str, made: "Made | None" = None) -> None:
        super().__init__(code)
        self.code = code
        self.made = made


@dataclass(frozen=True)
class Made:
    """What came of it: numbers for its page, and perhaps a file with a name."""

    outcome: Mapping[str, Any] = field(default_factory=dict)
    file: IO[bytes] | None = None
    name: str = ""
    seen_with: str = ""


@dataclass(frozen=True)
class Run:
    """`asked` holds the language and the time zone of the person; `tell` writes how far it is.

    `tell(done, total)` raises Stopped. Not to be called while the session of the work has written: on SQLite
    it would wait for itself.
    """

    work_id: int
    person_id: int
    kind: str
    asked: Mapping[str, Any]
    source_key: str | None
    tell: Tell

    @property
    def language(self) -> str:
        return str(self.asked.get("language", "en"))

    @property
    def zone(self) -> str:
        return str(self.asked.get("zone", "UTC"))


@contextmanager
def eyes_of(run: Run) -> Iterator[tuple[Session, Viewer]]:
    """A session of its own that reads what the person may see at this moment, in one long transaction.

    Raises GivenUp when nobody is there any more who could see anything.
    """
    behind: Any = current_app
    app = behind._get_current_object()
    with app.app_context(), force_locale(run.language):
        session: Session = db.session()
        reads_only(session)
        viewer = viewer_of(session, run.person_id)
        if viewer.person_id is None:
            raise GivenUp("no_right")
        see_as(session, viewer)
        yield session, viewer


def sight_of(viewer: Viewer) -> str:
    """A hash of what somebody may do and where: with another one, what a file holds may not be theirs.

    What was shared with them until a moment that has passed is theirs no more, though nothing was changed.
    """
    acts = sorted((act, reach.every, sorted(reach.grants_now)) for act, reach in viewer.reaches.items())
    said = (viewer.is_staff, sorted(viewer.permissions), acts)
    return hashlib.sha256(repr(said).encode()).hexdigest()
