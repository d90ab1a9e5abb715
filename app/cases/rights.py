"""What the matrix lets a person do with a case or for an account."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.access.writing.places import place_of_account
from app.refused import OutOfReach
from models.account import Account
from models.case import Case


def may_edit(session: Session, by: Viewer, case: Case) -> bool:
    """Everything a customer or agent can do with a case: write notes, add files, change it."""
    return _covers(session, by, "case.edit", case)


def may_read_internal(session: Session, by: Viewer, case: Case) -> bool:
    return _covers(session, by, "note.internal", case)


def require_edit(session: Session, by: Viewer, case: Case) -> None:
    """Raise OutOfReach unless `by` may edit this case."""
    if not may_edit(session, by, case):
        raise OutOfReach()


def accounts_to_open_for(session: Session, by: Viewer, most: int = 600) -> list[tuple[int, str]]:
    """(id, name) of the accounts for which `by` may open a case, by name."""
    reach = by.reach("case.create")
    if reach.is_empty:
        return []
    with seeing_as(session, SYSTEM):
        rows = session.execute(
            select(Account.id, Account.name)
            .where(reach.accounts(Account), Account.is_active.is_(True))
            .order_by(Account.name, Account.id)
            .limit(most)
        ).all()
    return [(row.id, row.name) for row in rows]


def may_open_for(session: Session, by: Viewer, account_id: int) -> bool:
    """Whether the account is one of those: asked by its key."""
    reach = by.reach("case.create")
    with seeing_as(session, SYSTEM):
        is_it = Account.id == account_id, reach.accounts(Account), Account.is_active.is_(True)
        return session.scalar(select(Account.id).where(*is_it)) is not None


def _covers(session: Session, by: Viewer, act: str, case: Case) -> bool:
    """Asks the database only where it matters: staff reach every account, and who reaches none is done."""
    reach = by.reach(act)
    if reach.every or reach.is_empty:
        return reach.every
    with session.no_autoflush, seeing_as(session, SYSTEM):
        place = place_of_account(session, case.account_id)
    return reach.covers(place._replace(owner_id=case.owner_id))
