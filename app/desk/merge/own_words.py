"""What somebody wrote on a case that went on out of their sight: it stays theirs to take back.

A merge into a case of another account moves notes to where their author does not come. Sight of the case
that ended is what gives the right: who lost that too, lost this.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.rights import may_speak_on
from app.refused import OutOfReach
from models.case import Case
from models.case_merge import CaseMerge
from models.conversation import Note


def own_notes_elsewhere(session: Session, by: Viewer, case: Any) -> Sequence[Any]:
    """Rows of id, body, created_at and withdrawn_at, oldest first. Asks nothing of a case that goes on."""
    if case.merged_into_id is None or not may_speak_on(session, by, case):
        return ()
    with session.no_autoflush, seeing_as(session, SYSTEM):
        columns = Note.id, Note.body, Note.created_at, Note.withdrawn_at
        mine = select(*columns).where(Note.id.in_(_carried(session, case)), Note.author_id == by.person_id)
        return session.execute(mine.order_by(Note.id)).all()


def act_elsewhere(
    session: Session, *, by: Viewer, case: Case, note_id: int, verb: Callable[..., None], **how: bool
) -> None:
    """`verb` (withdraw_note, give_again) on one of those. Raises OutOfReach, and what the verb raises."""
    if note_id not in {note.id for note in own_notes_elsewhere(session, by, case)}:
        raise OutOfReach()
    with seeing_as(session, SYSTEM):
        note = session.get_one(Note, note_id)
        verb(session, by=replace(SYSTEM, person_id=by.person_id), note=note, **how)
        session.flush()


def _carried(session: Session, case: Any) -> list[int]:
    still = CaseMerge.case_id == case.id, CaseMerge.undone_at.is_(None)
    return [id_ for one in session.scalars(select(CaseMerge.carried).where(*still)) for id_ in one["notes"]]
