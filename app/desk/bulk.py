"""One act on many cases: each is checked by the verb itself, and all of it happens or nothing."""

from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.access.session import written_at_once
from app.access.viewer import Viewer
from app.refused import NotAllowed, Refused
from models.case import Case
from models.subscription import Subscription

MOST: Final = 200
Verb = Callable[[Case], None]


class NotThis(NamedTuple):
    """A case that stands in the way, and why."""

    number: int
    reason: str


class SomeRefused(Refused):
    """Nothing was changed: `cases` says of each case that stood in the way why."""

    def __init__(self, cases: Sequence[NotThis]) -> None:
        super().__init__(_("Nothing was changed. These cases stand in the way:"))
        self.cases = cases


def act_on(session: Session, *, by: Viewer, numbers: Sequence[int], verb: Verb) -> list[Case]:
    """Call `verb` with each case. Raises SomeRefused, and then the caller's transaction is of no use.

    A foreign number and one that does not exist are told alike.
    """
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    if not numbers:
        raise Refused(_("Choose at least one case."), "rowid")
    if len(set(numbers)) > MOST:
        raise Refused(_("Choose at most %(most)s cases.", most=MOST), "rowid")
    found = {case.number: case for case in session.scalars(_locked(numbers))}
    gone = _("This is not there, or not for you to change.")
    wrong = [NotThis(number, gone) for number in sorted(set(numbers)) if number not in found]
    with written_at_once(session):
        wrong += [not_this for case in found.values() if (not_this := _refusal(case, verb))]
    if wrong:
        raise SomeRefused(sorted(wrong))
    session.flush()
    return list(found.values())


def _locked(numbers: Sequence[int]) -> Select[Any]:
    """As they stand now, in one order: of two who act on the same cases, one waits for the other."""
    asked = select(Case).where(Case.number.in_(numbers)).order_by(Case.id).with_for_update(of=Case)
    return asked.execution_options(populate_existing=True)


def _refusal(case: Case, verb: Verb) -> NotThis | None:
    try:
        verb(case)
    except Refused as refused:
        return NotThis(case.number, str(refused.reason))
    return None


def not_followed(session: Session, by: Viewer, numbers: Sequence[int]) -> set[int]:
    """The ids of those cases that `by` does not follow yet."""
    mine = select(Subscription.case_id).where(Subscription.person_id == by.person_id)
    wanted = select(Case.id).where(Case.number.in_(numbers), Case.id.not_in(mine))
    return set(session.scalars(wanted))
