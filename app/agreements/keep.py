"""Agreeing with an account, changing what was agreed, and ending it."""

from collections.abc import Collection
from datetime import date

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import NotAllowed, Refused
from models.account import Account
from models.agreement import Agreement, AgreementKind
from models.product_line import ProductLine


def may_keep_agreements(by: Viewer) -> bool:
    """Our own people who keep every account."""
    return by.may("can_create", "Accounts") and by.reach("account.edit").every


def keep_agreement(
    session: Session,
    agreement: Agreement | None = None,
    *,
    by: Viewer,
    account: Account,
    kind_id: int | None,
    starts_on: date,
    ends_on: date | None,
    product_lines: Collection[int] = (),
) -> Agreement:
    """Add one or change one; without product lines it is for all of them. Raises Refused, NotAllowed."""
    _require(by)
    if session.get(AgreementKind, kind_id or 0) is None:
        raise Refused(_l("Choose what kind of agreement it is."), "kind_id")
    if ends_on is not None and ends_on < starts_on:
        raise Refused(_l("The last day comes before the first one."), "ends_on")
    lines = session.scalars(select(ProductLine).where(ProductLine.id.in_(product_lines))).all()
    if len(lines) != len(set(product_lines)):
        raise Refused(_l("There is no such product line."), "product_lines")
    kept = agreement or Agreement(account_id=account.id)
    kept.kind_id, kept.starts_on, kept.ends_on = kind_id or 0, starts_on, ends_on
    kept.product_lines = list(lines)
    session.add(kept)
    session.flush()
    return kept


def end_agreement(session: Session, agreement: Agreement, *, by: Viewer, on: date) -> None:
    """Its last day is this one. Raises Refused when it has ended, or begins later; NotAllowed."""
    _require(by)
    if agreement.ends_on is not None and agreement.ends_on <= on:
        raise Refused(_l("This agreement has ended already."))
    if agreement.starts_on > on:
        raise Refused(_l("This agreement has not begun yet. Change its days instead."))
    agreement.ends_on = on
    session.flush()


def _require(by: Viewer) -> None:
    if not may_keep_agreements(by):
        raise NotAllowed()
