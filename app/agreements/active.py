"""Which accounts have an agreement that holds: without one nobody opens requests for them.

An agreement of an account holds for all that hangs below it too, as a group signs for its parts.
"""

from collections.abc import Collection, Mapping
from datetime import date

from sqlalchemy import ColumnElement, and_, exists, or_, select
from sqlalchemy.orm import Session, joinedload

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.products.choose import find_line
from models.account import Account
from models.agreement import Agreement, agreement_product_line


def has_active(session: Session, account_id: int, *, on: date | None = None, product_line: str = "") -> bool:
    """Whether an agreement holds for the account on this day (today), for any or for this product line."""
    return account_id in covered(session, [account_id], on=on, product_line=product_line)


def covered(
    session: Session, account_ids: Collection[int], *, on: date | None = None, product_line: str = ""
) -> set[int]:
    """Those of the accounts for which an agreement holds. Looks as the system: nobody sees upwards."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.execute(select(Account.id, Account.path).where(Account.id.in_(account_ids)))
        paths = {row.id: row.path for row in rows}
        return covered_of(session, paths, on=on, product_line=product_line)


def covered_of(
    session: Session, paths: Mapping[int, str], *, on: date | None = None, product_line: str = ""
) -> set[int]:
    """The same of accounts whose paths are known, through the eyes of the session (the system)."""
    lines = {id_: above(path) for id_, path in paths.items()}
    roots = {ids[0] for ids in lines.values()}
    holding = _holding(on or clock.now().date(), session, product_line)
    found = select(Agreement.account_id).join(Agreement.account).where(Account.root_id.in_(roots), holding)
    agreed = set(session.scalars(found))
    return {id_ for id_, ids in lines.items() if agreed.intersection(ids)}


def lines_agreed(session: Session, path: str, *, on: date | None = None) -> frozenset[int] | None:
    """The ids of product lines for which an agreement holds with the account at `path`; None: all of them."""
    tie, day = agreement_product_line.c, on or clock.now().date()
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.execute(
            select(tie.product_line_id)
            .select_from(Agreement)
            .join(agreement_product_line, tie.agreement_id == Agreement.id, isouter=True)
            .where(Agreement.account_id.in_(above(path)), _holding(day, session, ""))
        )
        lines = set(rows.scalars())
    return None if None in lines else frozenset(lines)


def agreements_of(session: Session, account: Account) -> list[Agreement]:
    """Its own and those from above, what ends last first. For who sees the account: looks as the system."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.scalars(
            select(Agreement)
            .where(Agreement.account_id.in_(above(account.path)))
            .options(joinedload(Agreement.product_lines))
        ).unique()
    return sorted(rows, key=lambda row: (row.ends_on or date.max, row.starts_on, row.id), reverse=True)


def above(path: str) -> list[int]:
    """The account and all above it: "/1/7/" is 1 and 7."""
    return [int(part) for part in path.split("/") if part]


def _holding(on: date, session: Session, product_line: str) -> ColumnElement[bool]:
    holds = and_(Agreement.starts_on <= on, or_(Agreement.ends_on.is_(None), Agreement.ends_on >= on))
    if not product_line:
        return holds
    tie, line = agreement_product_line.c, find_line(session, product_line)
    named = exists().where(tie.agreement_id == Agreement.id)
    its = exists().where(tie.agreement_id == Agreement.id, tie.product_line_id == (line.id if line else 0))
    return and_(holds, or_(~named, its))
