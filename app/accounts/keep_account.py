"""Adding accounts and changing what is known of one."""

from collections.abc import Callable
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.fields import OPENABLE
from app.access.place import Place
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.accounts.fit import fitting
from app.accounts.place import place
from app.accounts.product_lines import keep_product_lines
from app.accounts.qualifications import keep_qualifications
from app.refused import NotAllowed, OutOfReach, Refused
from app.setup.customer_fields import customer_fields
from models.account import Account

ALL_ACCOUNTS = {
    *("customer_id", "classification", "manager_id", "is_active", "product_lines", "qualifications"),
    "escalation_allowance",
}
TIES: Final[dict[str, Callable[..., None]]] = {
    "product_lines": keep_product_lines,
    "qualifications": keep_qualifications,
}
BY_STAFF = OPENABLE["account"] | ALL_ACCOUNTS


def add_account(session: Session, *, by: Viewer, parent: Account | None, **values: Any) -> Account:
    """A new account in its place; `values` are fields of BY_STAFF. Raises Refused."""
    if not by.reach("account.create").every:
        raise NotAllowed()
    account = Account(created_at=clock.now())
    ties = _ties(values)
    _write(session, account, values, BY_STAFF)
    place(session, account, parent)
    _keep_ties(session, account, ties)
    return account


def fields_open_to(session: Session, by: Viewer, account: Account) -> frozenset[str]:
    """Which fields of this account `by` may change; none when the matrix says no."""
    if not by.may("can_edit", "Accounts"):
        return frozenset()
    if by.is_staff and by.reach("account.edit").every:
        return BY_STAFF if by.reach("account.create").every else BY_STAFF - {"customer_id"}
    stands = Place(account.id, account.parent_id, account.root_id or account.id, account.path)
    return customer_fields(session)["account"] if by.reach("account.edit").covers(stands) else frozenset()


def change_account(session: Session, account: Account, *, by: Viewer, **values: Any) -> Account:
    """Change the given fields. Raises OutOfReach when one of them is not this person's to change."""
    allowed = fields_open_to(session, by, account)
    if not set(values) <= allowed:
        raise OutOfReach()
    ties = _ties(values)
    _write(session, account, values, allowed)
    account.version += 1
    _keep_ties(session, account, ties)
    session.flush()
    return account


def _ties(values: dict[str, Any]) -> dict[str, Any]:
    """What is kept in rows of its own, taken out of the values."""
    return {name: values.pop(name) for name in TIES if name in values}


def _keep_ties(session: Session, account: Account, ties: dict[str, Any]) -> None:
    for name, wanted in ties.items():
        TIES[name](session, account, wanted)


def _write(session: Session, account: Account, values: dict[str, Any], allowed: frozenset[str]) -> None:
    if not set(values) <= allowed:
        raise OutOfReach()
    if "customer_id" in values:
        values["customer_id"] = _free_customer_id(session, values["customer_id"], account.id)
    for name, value in fitting(session, account, values).items():
        setattr(account, name, value)


def _free_customer_id(session: Session, typed: str, account_id: int | None) -> str:
    """Text: 0004711000 is not 4711000. Only blanks around it are dropped."""
    found = typed.strip()
    if not found:
        raise Refused(_l("Enter the customer ID."), "customer_id")
    with session.no_autoflush, seeing_as(session, SYSTEM):
        taken = session.scalar(select(Account.id).where(Account.customer_id == found))
    if taken is not None and taken != account_id:
        raise Refused(_l("Another account has this customer ID already."), "customer_id")
    return found
