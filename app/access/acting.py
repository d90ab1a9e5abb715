"""The account that a person with several acts for: picked by the person, kept in cookie and row."""

from typing import Final

from flask import has_request_context
from flask import session as cookie
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from models.person import Preference

PICKED: Final = "acting for"


def as_picked(session: Session, viewer: Viewer) -> Viewer:
    """The viewer with the picked account in front. What is not, or no longer, theirs counts for nothing.

    The cookie is signed. The row is read once per browser; who has one account asks nothing.
    """
    if len(viewer.places) < 2 or not has_request_context():
        return viewer
    kept = cookie.get(PICKED)
    if not (isinstance(kept, list) and len(kept) == 2 and kept[0] == viewer.person_id):
        kept = cookie[PICKED] = [viewer.person_id, _remembered(session, viewer)]
    return viewer.acting_for(kept[1])


def pick(session: Session, viewer: Viewer, account_id: int) -> bool:
    """Act for this account from now on; False when it is none of theirs."""
    if account_id not in {place.id for place in viewer.places}:
        return False
    cookie[PICKED] = [viewer.person_id, account_id]
    session.merge(Preference(person_id=viewer.person_id, name=PICKED, value=str(account_id)))
    return True


def _remembered(session: Session, viewer: Viewer) -> int:
    where = (Preference.person_id == viewer.person_id, Preference.name == PICKED)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = session.scalar(select(Preference.value).where(*where))
    return int(found) if found and found.isdigit() else 0
