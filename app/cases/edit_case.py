"""Editing what a case says. A stale edit is shown the difference instead of overwriting."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.cases.check import clean_subject
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.closing.count import heard_of
from app.events import record
from app.refused import Stale
from models.case import Case

FIELDS: Final = ("subject", "description", "kind", "external_number", "owner_id")
ANSWER: Final = "answer:"  # and the code of the field, in the history and in differences
OWNER: Final = "owner"  # what the history calls the contact whose case it is

Difference = tuple[str, Any, Any]


def edit_case(session: Session, *, by: Viewer, case: Case, version: int, values: Mapping[str, Any]) -> None:
    """Change what `values` names of FIELDS, and under "values" the answers by field code.

    They are as `fill` checked them; the priority has a verb of its own. `version` is the one that the
    editor started from. Raises Stale with (field, theirs, mine) for each field that differs when somebody
    saved in between.
    """
    require_edit(session, by, case)
    wanted = dict(values)
    if "subject" in wanted:
        wanted["subject"] = clean_subject(wanted["subject"])
    changed = {name: value for name, value in wanted.items() if getattr(case, name) != value}
    if version != case.version and changed:
        raise Stale(_differences(case, changed))
    if not changed:
        return
    changes: dict[str, Any] = {name: [theirs, mine] for name, theirs, mine in _differences(case, changed)}
    for name, value in changed.items():
        setattr(case, name, value)
    _move_on(session, by, case)
    if OWNER in changes:
        is_mine = case.owner_id == by.person_id
        put(case, owner_seen_at=clock.now() if is_mine else None)  # it is all new to anybody else
        record(session, case, "owner_changed", by=by.person_id, owner=changes.pop(OWNER))
    if changes:
        record(session, case, "edited", by=by.person_id, **changes)
    session.flush()


def _move_on(session: Session, by: Viewer, case: Case) -> None:
    """What a customer mends is an answer too."""
    case.version += 1
    if not by.is_staff:
        heard_of(session, case)
    touch(case)


def _differences(case: Case, changed: Mapping[str, Any]) -> list[Difference]:
    """(field, theirs, mine), with each answer by itself."""
    found: list[Difference] = []
    for name, mine in changed.items():
        theirs = getattr(case, name)
        if name == "values":
            codes = [code for code in {**theirs, **mine} if theirs.get(code) != mine.get(code)]
            found += [(ANSWER + code, theirs.get(code), mine.get(code)) for code in codes]
        else:
            found.append((OWNER if name == "owner_id" else name, theirs, mine))
    return found
