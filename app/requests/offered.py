"""Which request types somebody may open: by what the accounts are to us that one may open for (A15)."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.request_types.offer import Standing
from app.request_types.published import Published, request_types
from models.account import Account


def offered_types(session: Session, by: Viewer) -> list[Published]:
    """Those that at least one of the accounts is offered for which `by` may open a case; our people all."""
    types = request_types(session)
    if by.is_staff:
        return types.offered
    fit = {one.code for standing in _standings(session, by) for one, _lacks in types.offered_to(standing)}
    return [one for one in types.offered if one.code in fit]


def may_be_for(session: Session, by: Viewer, code: str, account_id: int) -> bool:
    """Whether this account is offered the request type. Our own people may open any for anybody."""
    if by.is_staff:
        return True
    with session.no_autoflush, seeing_as(session, SYSTEM):
        kind = session.scalar(select(Account.classification).where(Account.id == account_id)) or ""
    return code in {one.code for one, _lacks in request_types(session).offered_to(Standing(kind))}


def _standings(session: Session, by: Viewer) -> list[Standing]:
    reach = by.reach("case.create")
    if reach.is_empty:
        return []
    kinds = select(Account.classification).where(reach.accounts(Account), Account.is_active.is_(True))
    with session.no_autoflush, seeing_as(session, SYSTEM):
        return [Standing(kind) for kind in session.scalars(kinds.distinct())]
