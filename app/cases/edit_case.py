"""Editing what a case says. A stale edit is shown the difference instead of overwriting (T64, DESIGN 4)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.check import clean_description, clean_subject, known_kind, known_priority
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.events import record
from app.refused import Stale
from app.setup.scales import Scales, scales
from models.case import Case

FIELDS = ("subject", "description", "kind", "priority_id")


def edit_case(session: Session, *, by: Viewer, case: Case, version: int, values: Mapping[str, Any]) -> None:
    """Change subject, description, kind and priority. `version` is the one that the editor started from.

    Raises Stale with (field, theirs, mine) for each field that differs when somebody saved in between.
    """
    require_edit(session, by, case)
    words = scales(session)
    priority = known_priority(words, values["priority_id"], case.priority_id)
    wanted = {
        "subject": clean_subject(values["subject"]),
        "description": clean_description(values["description"]),
        "kind": known_kind(values["kind"]),
        "priority_id": priority.id,
    }
    changed = {field: value for field, value in wanted.items() if getattr(case, field) != value}
    if version != case.version and changed:
        raise Stale(_differences(words, case, changed))
    if not changed:
        return
    changes: dict[str, Any] = {
        name: [theirs, mine] for name, theirs, mine in _differences(words, case, changed)
    }
    for field, value in changed.items():
        setattr(case, field, value)
    case.priority_rank = priority.rank
    case.version += 1
    touch(case)
    record(session, case, "edited", by=by.person_id, **changes)
    session.flush()


def _differences(words: Scales, case: Case, changed: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(field, theirs, mine), with a priority by its code."""
    found: list[tuple[str, str, str]] = []
    for field, mine in changed.items():
        theirs = getattr(case, field)
        if field == "priority_id":
            found.append(("priority", words.priorities[theirs].code, words.priorities[mine].code))
        else:
            found.append((field, str(theirs), str(mine)))
    return found
