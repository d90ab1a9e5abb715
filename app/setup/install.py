"""Filling an empty database with what ships, and putting one role back to how it shipped."""

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.access.permissions import permission_rows
from app.setup.install_closing import install_closing
from app.setup.install_lookups import install_customer_fields, install_lookups
from app.setup.shipped.priorities import SCALES
from app.setup.shipped.roles import SHIPPED_ROLES, ShippedRole
from app.setup.shipped.scales import MERGED, NEEDS_CLOSING_REASON, STATUS_CHANGES, STATUSES, ShippedStatus
from models.role import MatrixRow, RoleText
from models.scale import Priority, PriorityScale, Status, StatusChange
from models.stamp import SetupStamp


def install(session: Session) -> None:
    """Add what is missing; leave alone what is there, for an administrator may have changed it."""
    if session.get(SetupStamp, 1) is None:
        session.add(SetupStamp(id=1, value=1))
    known = _permissions_before(session)
    rows = permission_rows(session)
    for shipped in SHIPPED_ROLES:
        text = session.scalar(select(RoleText).where(RoleText.code == shipped.code))
        if text is None:
            _add_role(session, shipped)
        else:
            text.role.permissions += [rows[pair] for pair in shipped.permissions if pair not in known]
    if session.scalar(select(Status.id).limit(1)) is None:
        _add_statuses(session)
    if session.scalar(select(PriorityScale.id).limit(1)) is None:
        _add_priorities(session)
    _add_what_merging_needs(session)
    install_lookups(session)
    install_customer_fields(session)
    install_closing(session)
    session.flush()


def _permissions_before(session: Session) -> set[tuple[str, str]]:
    """What an administrator could give or take so far: what is new comes to the roles that ship with it."""
    query = select(fab.PermissionView)
    return {(row.permission.name, row.view_menu.name) for row in session.scalars(query).unique()}


def reset_role(session: Session, code: str) -> None:
    """Give a role the permissions and the matrix it shipped with. Raises KeyError for an unknown code."""
    shipped = {role.code: role for role in SHIPPED_ROLES}[code]
    text = session.scalars(select(RoleText).where(RoleText.code == code)).one()
    text.title, text.purpose = shipped.title, shipped.purpose
    _fill_role(session, text.role, shipped)


def _add_role(session: Session, shipped: ShippedRole) -> None:
    role = session.scalar(select(fab.Role).where(fab.Role.name == shipped.name)) or fab.Role(
        name=shipped.name
    )
    session.add(role)
    session.flush()
    texts = {"title": shipped.title, "purpose": shipped.purpose}
    session.add(RoleText(role=role, code=shipped.code, for_customers=shipped.for_customers, **texts))
    _fill_role(session, role, shipped)


def _fill_role(session: Session, role: fab.Role, shipped: ShippedRole) -> None:
    rows = permission_rows(session)
    role.permissions = [rows[pair] for pair in shipped.permissions]
    fill_matrix(session, role, shipped)


def fill_matrix(session: Session, role: fab.Role, shipped: ShippedRole) -> None:
    """Exactly the rows of the matrix that ship."""
    session.execute(delete(MatrixRow).where(MatrixRow.role_id == role.id))
    for kind, relation, act in shipped.matrix:
        session.add(MatrixRow(role_id=role.id, kind=kind, relation=relation, act=act))


def _add_priorities(session: Session) -> None:
    """A scale that is there from a release without scales stays as it is; what is missing comes to it."""
    taken = set(session.scalars(select(Priority.code)))
    there = set(session.scalars(select(Priority.scale)))
    for place, (scale, title, usual, priorities) in enumerate(SCALES):
        session.add(PriorityScale(code=scale, name=title, rank=(place + 1) * 10))
        for code, colour, rank, name, definition in priorities:
            if scale not in there and code not in taken:
                chosen = {"rank": rank, "is_default": code == usual, "scale": scale}
                session.add(Priority(code=code, colour=colour, name=name, definition=definition, **chosen))


def _add_statuses(session: Session) -> None:
    for shipped in STATUSES:
        _add_status(session, shipped)
    session.flush()
    _add_status_changes(session)


def _add_what_merging_needs(session: Session) -> None:
    """A status of its own came later than the others."""
    if session.scalar(select(Status.id).where(Status.code == MERGED)) is None:
        _add_status(session, next(one for one in STATUSES if one[0] == MERGED))


def _add_status(session: Session, shipped: ShippedStatus) -> None:
    code, tone, rank, is_open, awaits, name, meaning = shipped
    counts = {"rank": rank, "is_open": is_open, "awaits_customer": awaits}
    counts["needs_closing_reason"] = code in NEEDS_CLOSING_REASON
    session.add(Status(code=code, tone=tone, name=name, meaning=meaning, **counts))


def _add_status_changes(session: Session) -> None:
    roles = {text.code: text.role_id for text in session.scalars(select(RoleText))}
    ids = {status.code: status.id for status in session.scalars(select(Status))}
    for code, changes in STATUS_CHANGES.items():
        for before, after, needs_reason in changes:
            change = {"from_id": ids[before], "to_id": ids[after], "needs_reason": needs_reason}
            session.add(StatusChange(role_id=roles[code], **change))
