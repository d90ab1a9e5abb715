"""Editing what a case says. A stale edit is shown the difference instead of overwriting (T64, DESIGN 4)."""

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.check import clean_subject, known_priority
from app.cases.rights import require_edit
from app.cases.touch import touch
from app.events import record
from app.refused import Stale
from app.setup.scales import Scales, scales
from models.case import Case

FIELDS: Final = ("subject", "description", "kind", "priority_id", "external_number")
ANSWER: Final = "answer:"  # and the code of the field, in the history and in differences

Difference = tuple[str, Any, Any]


def edit_case(session: Session, *, by: Viewer, case: Case, version: int, values: Mapping[str, Any]) -> None:
    """Change what `values` names of FIELDS, and under "values" the answers by field code.

    They are as `fill` checked them. `version` is the one that the editor started from. Raises Stale with
    (field, theirs, mine) for each field that differs when somebody saved in between.
    """
    require_edit(session, by, case)
    words = scales(session)
    wanted = dict(values)
    if "subject" in wanted:
        wanted["subject"] = clean_subject(wanted["subject"])
    if "priority_id" in wanted:
        priority = known_priority(words, wanted["priority_id"], case.priority_id)
        wanted["priority_id"], case_rank = priority.id, priority.rank
    changed = {name: value for name, value in wanted.items() if getattr(case, name) != value}
    if version != case.version and changed:
        raise Stale(_differences(words, case, changed))
    if not changed:
        return
    changes: dict[str, Any] = {
        name: [theirs, mine] for name, theirs, mine in _differences(words, case, changed)
    }
    for name, value in changed.items():
        setattr(case, name, value)
    if "priority_id" in changed:
        case.priority_rank = case_rank
    case.version += 1
    touch(case)
    record(session, case, "edited", by=by.person_id, **changes)
    session.flush()


def _differences(words: Scales, case: Case, changed: Mapping[str, Any]) -> list[Difference]:
    """(field, theirs, mine), with a priority by its code and each answer by itself."""
    found: list[Difference] = []
    for name, mine in changed.items():
        theirs = getattr(case, name)
        if name == "priority_id":
            found.append(("priority", words.priorities[theirs].code, words.priorities[mine].code))
        elif name == "values":
            codes = [code for code in {**theirs, **mine} if theirs.get(code) != mine.get(code)]
            found += [(ANSWER + code, theirs.get(code), mine.get(code)) for code in codes]
        else:
            found.append((name, theirs, mine))
    return found
