"""Looking accounts up by what people know of them: the name, or the customer ID."""

from typing import Any, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.refused import Refused
from models.account import Account

MOST_SUGGESTED = 20


class Found(NamedTuple):
    """An account as a suggestion: "Rijnmond Haven (0004711010)" finds it again."""

    id: int
    name: str
    customer_id: str

    @property
    def label(self) -> str:
        return f"{self.name} ({self.customer_id})"


def matches(typed: str, account: Any = Account) -> ColumnElement[bool]:
    """The condition that name or customer ID contain what was typed, whatever the case."""
    wanted = typed.strip().lower()
    return or_(
        func.lower(account.name).contains(wanted, autoescape=True),
        func.lower(account.customer_id).contains(wanted, autoescape=True),
    )


def suggest_accounts(session: Session, typed: str) -> list[Found]:
    """The first accounts that fit, by name, among those that the viewer sees."""
    rows = session.execute(
        select(Account.id, Account.name, Account.customer_id)
        .where(matches(typed[:200]))
        .order_by(Account.name, Account.id)
        .limit(MOST_SUGGESTED)
    )
    return [Found(*row) for row in rows]


def account_meant(session: Session, typed: str, field: str) -> Account | None:
    """The account that was typed or picked; None for nothing. Raises Refused, with what it could be.

    Taken are a suggestion as it stands, a customer ID, a name that only one has, or a part that only one has.
    """
    typed = typed.strip()[:300]
    if not typed:
        return None
    exact = or_(
        Account.customer_id == typed,
        Account.name == typed,
        Account.name + " (" + Account.customer_id + ")" == typed,
    )
    for condition in (exact, matches(typed)):
        found = session.scalars(
            select(Account).where(condition).order_by(Account.name, Account.id).limit(6)
        ).all()
        if len(found) == 1:
            return found[0]
        if found:
            names = "; ".join(f"{account.name} ({account.customer_id})" for account in found[:5])
            raise Refused(_l("More than one account fits. Which do you mean: %(names)s?", names=names), field)
    raise Refused(_l("No account has this name or customer ID."), field)
