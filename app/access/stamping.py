"""Moving the set-up stamp when something that caches depend on is written (see `app.access.standing`)."""

import secrets
from collections.abc import Iterable
from typing import Any, Final

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app.access.writing.change import CHANGE, Change
from models.account import Account, AccountAccess
from models.agreement import AgreementKind
from models.case_share import CaseShare
from models.classification import Classification
from models.closing import ClosingReason, ClosingRule
from models.customer_field import CustomerField
from models.escalation import EscalationRule
from models.macro import Macro
from models.person import Person
from models.portal_contact import PortalContact
from models.product import Product, ProductModel, ProductVersion
from models.product_line import AccountProductLine, ProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification
from models.region import Region, SubRegion
from models.request_type import RequestType, RequestTypeVersion
from models.role import MatrixRow, RoleText
from models.scale import Priority, Status, StatusChange
from models.severity import Severity
from models.stamp import SetupStamp
from models.team import Team, team_member

LARGEST: Final = 2**31 - 1

# Which change of a row ends cached answers; None: every change.
STAMPED: dict[type, tuple[str, ...] | None] = {
    Account: ("parent_id", "root_id", "path", "name", "is_active", "classification"),
    AccountAccess: None,
    AccountProductLine: None,
    Person: ("roles", "home_account_id", "is_staff", "active", "first_name", "last_name"),
    fab.User: None,
    MatrixRow: None,
    RoleText: None,
    Priority: None,
    Status: None,
    StatusChange: None,
    ClosingRule: None,
    ClosingReason: None,
    Severity: None,
    Team: None,
    Macro: None,
    Region: None,
    SubRegion: None,
    Classification: None,
    ProductLine: None,
    AgreementKind: None,
    Qualification: None,
    AccountQualification: None,
    PersonQualification: None,
    Product: None,
    ProductModel: None,
    ProductVersion: None,
    CustomerField: None,
    RequestType: None,
    RequestTypeVersion: ("state",),  # a draft counts for nobody
    PortalContact: None,
    EscalationRule: None,
    CaseShare: None,
    fab.Role: None,
    fab.PermissionView: None,
}

# The tables behind them, and those that tie people to roles and roles to permissions.
TABLES = frozenset(model.__table__ for model in STAMPED) | {  # type: ignore[attr-defined]
    fab.assoc_user_role,
    fab.assoc_permissionview_role,
    team_member,
}


def ends_cached_answers(changes: Iterable[Change]) -> bool:
    return any(_counts(change) for change in changes)


def _counts(change: Change) -> bool:
    if type(change.row) not in STAMPED:
        return False
    fields = STAMPED[type(change.row)]
    return fields is None or change.kind != CHANGE or change.touches(*fields)


def writes_set_up(statement: Any) -> bool:
    """Whether an INSERT, UPDATE or DELETE writes a table that cached answers depend on."""
    return getattr(statement, "table", None) in TABLES


def locks_set_up(statement: Any) -> bool:
    """Whether a SELECT takes a lock on rows that cached answers depend on, against a change of them."""
    how = getattr(statement, "_for_update_arg", None)
    if how is None or how.read or how.key_share:
        return False
    return any(found["entity"] in STAMPED for found in statement.column_descriptions)


def lock_stamp(session: Session) -> None:
    """Wait for whoever changes set-up or tree, until the end of the transaction. Needs the system's eyes.

    Everybody takes this lock before those of single rows, or two would wait for each other. The session sees
    to it for what is locked or written through it.
    """
    session.execute(select(SetupStamp.value).with_for_update())


def move_stamp(session: Session) -> None:
    """Give the stamp a new value in the transaction of the change, so that both hold at the same moment.

    Not the next number: one that was given before a rollback must not come again with another meaning.
    """
    session.execute(update(SetupStamp).values(value=secrets.randbelow(LARGEST)))
