"""What hangs on a case, moved to another one. As the system: the verbs have asked whether that may be."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.explain import who_sees_case
from models.case import Case
from models.conversation import Attachment, Note
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from models.subscription import Subscription
from models.task import Task

MOVED: Final[dict[str, Any]] = {"notes": Note, "files": Attachment, "tasks": Task}
# What a merge changes of the case that ends, and puts back when it is undone.
STANDING: Final = (
    "status_id",
    "status_rank",
    "is_open",
    "closed_at",
    "updated_at",
    "pending_since",
    "closes_at",
    "next_step_at",
    "closed_for_good_at",
    "closing_reason_id",
)


def carry(session: Session, case: Case, into: Case) -> dict[str, Any]:
    """Move all of it, and answer what went along."""
    carried: dict[str, Any] = {}
    for name, model in MOVED.items():
        carried[name] = list(session.scalars(select(model.id).where(model.case_id == case.id)))
        move(session, model, carried[name], case, into)
    _move_versions(session, carried["notes"], case, into)
    carried["subscribers"] = _subscribe(session, case, into)
    carried["drafts"] = _drafts_to_move(session, case, into)
    _move_drafts(session, carried["drafts"], case, into)
    count_tasks(session, case, into)
    before, noted = into.last_note_at, [at for at in (into.last_note_at, case.last_note_at) if at]
    into.last_note_at = max(noted, default=None)
    carried["last_note_at"] = [at and at.isoformat() for at in (before, into.last_note_at)]
    return carried


def bring_back(session: Session, carried: dict[str, Any], case: Case, into: Case) -> None:
    """Move all that went along, and is there yet, back from `into`."""
    for name, model in MOVED.items():
        move(session, model, carried[name], into, case)
    _move_versions(session, carried["notes"], into, case)
    _move_drafts(session, carried.get("drafts", []), into, case)
    count_tasks(session, case, into)
    before, after = carried.get("last_note_at") or (None, "")
    if after == (into.last_note_at and into.last_note_at.isoformat()):  # nothing was said there since
        into.last_note_at = before and datetime.fromisoformat(before)


def count_tasks(session: Session, *cases: Case) -> None:
    """Anew: a task may have been done since it was moved."""
    for case in cases:
        is_open = Task.case_id == case.id, Task.state == "open"
        case.open_tasks = session.scalar(select(func.count(Task.id)).where(*is_open)) or 0


def move(session: Session, model: Any, ids: Iterable[int], case: Case, to: Case) -> None:
    """Those of `ids` that still hang on `case`."""
    moved = update(model).where(model.id.in_(ids), model.case_id == case.id).values(case_id=to.id)
    session.execute(moved, execution_options={"synchronize_session": False})


def _move_versions(session: Session, notes: Iterable[int], case: Case, to: Case) -> None:
    """Former words go where their note goes, also those of a correction since the merge."""
    of_notes = NoteVersion.note_id.in_(notes), NoteVersion.case_id == case.id
    moved = update(NoteVersion).where(*of_notes).values(case_id=to.id)
    session.execute(moved, execution_options={"synchronize_session": False})


def _drafts_to_move(session: Session, case: Case, into: Case) -> list[int]:
    """Whose draft goes along: those who see the other case, and have not begun a note there."""
    whose = select(NoteDraft.person_id)
    begun = set(session.scalars(whose.where(NoteDraft.case_id == into.id)))
    waiting = set(session.scalars(whose.where(NoteDraft.case_id == case.id))) - begun
    if not waiting:
        return []
    readers = {id_ for group in who_sees_case(session, into.id).values() for id_ in group}
    return sorted(waiting & readers)


def _move_drafts(session: Session, people: list[int], case: Case, to: Case) -> None:
    """What was typed on `to` meanwhile stays there, and the older draft where it is."""
    begun = select(NoteDraft.person_id).where(NoteDraft.case_id == to.id)
    mine = NoteDraft.person_id.in_(people), NoteDraft.case_id == case.id, NoteDraft.person_id.not_in(begun)
    moved = update(NoteDraft).where(*mine).values(case_id=to.id)
    session.execute(moved, execution_options={"synchronize_session": False})


def _subscribe(session: Session, case: Case, into: Case) -> list[int]:
    """Who followed the one, and its owner, follow the other; answers who did not before."""
    follows, wants = select(Subscription.person_id), Subscription.is_muted.is_(False)
    wanted = set(session.scalars(follows.where(Subscription.case_id == case.id, wants))) | {case.owner_id}
    known = set(session.scalars(follows.where(Subscription.case_id == into.id))) | {into.owner_id}
    fresh = sorted(wanted - known)
    session.add_all(Subscription(case_id=into.id, person_id=id_, at=clock.now()) for id_ in fresh)
    return fresh


def standing(case: Case) -> dict[str, Any]:
    """As JSON keeps it."""
    found = {name: getattr(case, name) for name in STANDING}
    return {name: one.isoformat() if isinstance(one, datetime) else one for name, one in found.items()}


def put_back(case: Case, kept: dict[str, Any]) -> None:
    for name, value in kept.items():
        is_moment = isinstance(value, str)
        setattr(case, name, datetime.fromisoformat(value) if is_moment else value)
