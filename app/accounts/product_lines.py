"""Which product lines an account has."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.refused import Refused
from app.setup.lookups import lookups
from models.account import Account
from models.product_line import AccountProductLine


def product_line_ids(session: Session, account: Account) -> set[int]:
    """The ids of its product lines, for those who see the account."""
    found = select(AccountProductLine.product_line_id).where(AccountProductLine.account_id == account.id)
    return set(session.scalars(found))


def keep_product_lines(session: Session, account: Account, wanted: Collection[int]) -> None:
    """Exactly these from now on. Raises Refused for one that is not offered; who may, the session says."""
    known = lookups(session).product_lines
    has = session.scalars(select(AccountProductLine).where(AccountProductLine.account_id == account.id)).all()
    added = set(wanted) - {row.product_line_id for row in has}
    if any(one not in known or not known[one].is_active for one in added):
        raise Refused(_l("There is no such product line."), "product_lines")
    for row in has:
        if row.product_line_id not in wanted:
            session.delete(row)
    for product_line_id in sorted(added):
        session.add(AccountProductLine(account_id=account.id, product_line_id=product_line_id))
