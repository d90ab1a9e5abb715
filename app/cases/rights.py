"""What the matrix lets a person do with a case or for an account."""

from typing import Final, NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.access.place import Place
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.access.writing.places import place_of_account
from app.refused import OutOfReach
from models.account import Account
from models.case import Case


class Openable(NamedTuple):
    """An account for which somebody may open a case: where it stands, and what it is to us."""

    id: int
    parent_id: int | None
    root_id: int
    path: str
    classification: str
    name: str

    @property
    def place(self) -> Place:
        return Place(*self[:4])


NOTING: Final = ("case.edit", "case.note")


def may_edit(session: Session, by: Viewer, case: Case) -> bool:
    """Everything a customer or agent can do with a case: write notes, add files, change it.

    One that was merged into another may only be read.
    """
    return case.merged_into_id is None and may_work_on(session, by, case)


def may_work_on(session: Session, by: Viewer, case: Case) -> bool:
    """The same, be it merged or not."""
    return _covers(session, by, "case.edit", case)


def may_note(session: Session, by: Viewer, case: Case) -> bool:
    """Write notes and send files with them: who may edit the case, and with whom it was shared for that."""
    return case.merged_into_id is None and may_speak_on(session, by, case)


def may_speak_on(session: Session, by: Viewer, case: Case) -> bool:
    """The same, be it merged or not."""
    return any(_covers(session, by, act, case) for act in NOTING)


def may_read_internal(session: Session, by: Viewer, case: Case) -> bool:
    return _covers(session, by, "note.internal", case)


def require_edit(session: Session, by: Viewer, case: Case) -> None:
    """Raise OutOfReach unless `by` may edit this case."""
    if not may_edit(session, by, case):
        raise OutOfReach()


def require_note(session: Session, by: Viewer, case: Case) -> None:
    """Raise OutOfReach unless `by` may write notes on this case."""
    if not may_note(session, by, case):
        raise OutOfReach()


def openable(session: Session, by: Viewer, *narrower: ColumnElement[bool], most: int = 600) -> list[Openable]:
    """The accounts for which `by` may open a case, by name."""
    reach = by.reach("case.create")
    if reach.is_empty:
        return []
    columns = (Account.id, Account.parent_id, Account.root_id, Account.path)
    query = select(*columns, Account.classification, Account.name).where(
        reach.accounts(Account), Account.is_active.is_(True), *narrower
    )
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.execute(query.order_by(Account.name, Account.id).limit(most)).all()
    return [Openable._make(row) for row in rows]


def find_openable(session: Session, by: Viewer, account_id: int) -> Openable | None:
    """This account, if it is one of those."""
    return next(iter(openable(session, by, Account.id == account_id, most=1)), None)


def _covers(session: Session, by: Viewer, act: str, case: Case) -> bool:
    """Asks the database only where it matters: staff reach every account, and who reaches none is done."""
    reach = by.reach(act)
    if reach.every or reach.is_empty:
        return reach.every
    with session.no_autoflush, seeing_as(session, SYSTEM):
        place = place_of_account(session, case.account_id)
    return reach.covers(place._replace(owner_id=case.owner_id, case_id=case.id))
