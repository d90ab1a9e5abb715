"""Putting an account in its place in the tree, and keeping the paths below it and the roots of cases true."""

from flask_babel import lazy_gettext as _l
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.refused import Refused
from models.account import DEEPEST, Account
from models.case import Case


def place(session: Session, account: Account, parent: Account | None) -> None:
    """Hang `account` (new, or with all that is below it) under `parent`, or on top. Raises Refused.

    Refused: under itself or below itself, or deeper than five. Checks no right: the session does.
    """
    session.add(account)
    session.flush()
    _refuse_bad_place(session, account, parent)
    before = account.path
    account.parent_id = parent.id if parent else None
    account.root_id = parent.root_id if parent else account.id
    account.path = f"{parent.path if parent else '/'}{account.id}/"
    session.flush()
    if before and before != account.path:
        _carry_along(session, account, before)


def _refuse_bad_place(session: Session, account: Account, parent: Account | None) -> None:
    if parent is None:
        return
    if account.path and parent.path.startswith(account.path):
        raise Refused(_l("An account cannot hang below itself."), "parent")
    if parent.depth + _height(session, account) > DEEPEST:
        raise Refused(_l("A tree of accounts can be five deep at most."), "parent")


def _height(session: Session, account: Account) -> int:
    """How many levels the account and what hangs below it take."""
    if not account.path:
        return 1
    below = session.scalars(
        select(Account.path).where(Account.path.startswith(account.path, autoescape=True))
    )
    return max((path.count("/") - 1 for path in below), default=account.depth) - account.depth + 1


def _carry_along(session: Session, account: Account, before: str) -> None:
    """New paths and roots for everything below, and new roots for the cases of all of them."""
    below = session.scalars(
        select(Account).where(Account.path.startswith(before, autoescape=True), Account.id != account.id)
    ).all()
    for row in below:
        row.path = account.path + row.path.removeprefix(before)
        row.root_id = account.root_id
    ids = [account.id, *(row.id for row in below)]
    carried = update(Case).where(Case.account_id.in_(ids)).values(root_id=account.root_id)
    with seeing_as(session, SYSTEM):  # a consequence of the move, also for who may not edit cases
        session.flush()
        session.execute(carried)
