"""What was agreed with an account, as its page tells it."""

from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select

from app import clock
from app.agreements.active import agreements_of
from app.database import db
from app.setup.lookups import lookups
from models.account import Account
from models.agreement import Agreement
from views.parts.text import in_my_language


class Line(NamedTuple):
    """An agreement on the page of an account; `id` is None for one of an account above.

    `of` is that account for who may see it; nobody sees upwards.
    """

    id: int | None
    kind: str
    product_lines: str
    starts_on: date
    ends_on: date | None
    is_active: bool
    is_over: bool
    of: Account | None = None


def agreement_lines(account: Account) -> list[Line]:
    """Its own agreements, and what holds for it from above, with whose that is for who may know."""
    today, found = clock.now().date(), agreements_of(db.session(), account)
    shown = [one for one in found if one.account_id == account.id or one.holds_on(today)]
    above = _seen({one.account_id for one in shown} - {account.id})
    return [_line(one, account, today)._replace(of=above.get(one.account_id)) for one in shown]


def _seen(ids: set[int]) -> dict[int, Account]:
    """Asked, not taken from what the session holds already: the guard answers."""
    asked = select(Account).where(Account.id.in_(ids))
    return {one.id: one for one in db.session.scalars(asked)} if ids else {}


def _line(one: Agreement, account: Account, today: date) -> Line:
    lines = ", ".join(in_my_language(line.name) for line in one.product_lines)
    is_over = one.ends_on is not None and one.ends_on < today
    return Line(
        one.id if one.account_id == account.id else None,
        in_my_language(lookups(db.session).agreement_kinds[one.kind_id].name),
        lines or _("All product lines"),
        one.starts_on,
        one.ends_on,
        one.holds_on(today),
        is_over,
    )
