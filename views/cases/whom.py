"""Whom a customer asks when no agreement holds: who looks after the accounts, or the portal's people."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import select

from app.access.manager import current_viewer
from app.database import db
from app.feedback.portal import portal
from models.account import Account
from models.person import Person

MOST = 3


def whom_to_ask(account_ids: Collection[int]) -> dict[str, Any]:
    """Names of accounts and people for the page; as far as the reader may see them."""
    session = db.session()
    some = select(Account).where(Account.id.in_(account_ids)).order_by(Account.name)
    managers = select(Person).where(
        Person.id.in_(select(Account.manager_id).where(Account.id.in_(account_ids))), Person.active.is_(True)
    )
    return {
        "accounts": session.scalars(some.limit(MOST)).all(),
        "managers": session.scalars(managers.order_by(Person.last_name, Person.id).limit(MOST)).all(),
        "contact": portal(session)[0],
        "reads": current_viewer().may("can_read", "Knowledge"),
    }
