"""Putting an account in its place in the tree, and keeping the paths below it and the roots of cases true."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.rearrange.plan import plan_place
from app.accounts.rearrange.write import lock_trees, write
from app.refused import Refused
from models.account import DEEPEST, Account


def place(session: Session, account: Account, parent: Account | None) -> None:
    """Hang `account` (new, or with all that is below it) under `parent`, or on top. Raises Refused.

    Refused: under itself or below itself, or deeper than five. Checks no right: the session does.
    """
    session.add(account)
    session.flush()
    lock_trees(session)
    if account.path:
        write(session, plan_place(session, account.id, parent.id if parent else None), by=None)
        return
    root_id, path = _now(session, parent.id) if parent else (account.id, "/")
    account.parent_id = parent.id if parent else None
    account.root_id, account.path = root_id, f"{path}{account.id}/"
    if account.depth > DEEPEST:
        raise Refused(_l("A tree of accounts can be five deep at most."), "parent")
    session.flush()


def _now(session: Session, account_id: int) -> tuple[int | None, str]:
    """Root and path as they stand now that nobody else moves: what was loaded may be of before."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        root_id, path = session.execute(
            select(Account.root_id, Account.path).where(Account.id == account_id)
        ).one()
    return root_id, path
