"""Reading and changing the permission matrix of one role."""

from collections.abc import Collection

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import Refused
from app.setup.install import fill_matrix
from app.setup.rights import require_configuring
from app.setup.shipped.roles import SHIPPED_ROLES
from models.role import ACTS, EVERY, MatrixRow, RoleText

Cell = tuple[str, str, str]

# From which kind of account one looks at which other: a standard account has nobody below or beside it,
# and one that is in the middle of a tree counts as parent and as sub-account.
CUSTOMER_PLACES = (
    ("parent", "own"),
    ("parent", "descendant"),
    ("sub", "own"),
    ("sub", "parallel"),
    ("standard", "own"),
)
STAFF_PLACES = ((EVERY, EVERY),)
# Accounts and contacts are added and internal notes are read by our own people only.
NEVER_FOR_CUSTOMERS = frozenset({"account.create", "contact.create", "note.internal"})
CUSTOMER_ACTS = tuple(act for act in ACTS if act not in NEVER_FOR_CUSTOMERS)
# What is no use without seeing it first.
NEEDS = {act: f"{act.split('.')[0]}.view" for act in ACTS if not act.endswith(".view")} | {
    "note.internal": "case.view"
}


def cells_of(session: Session, role: RoleText) -> frozenset[Cell]:
    """Every "yes" of a role."""
    columns = (MatrixRow.kind, MatrixRow.relation, MatrixRow.act)
    rows = session.execute(select(*columns).where(MatrixRow.role_id == role.role_id))
    return frozenset((kind, relation, act) for kind, relation, act in rows)


def change_matrix(session: Session, role: RoleText, *, by: Viewer, cells: Collection[Cell]) -> None:
    """Make these the only "yes" of the role. Holds at everybody's next request. Raises Refused."""
    require_configuring(by)
    before = cells_of(session, role)
    places, acts = (CUSTOMER_PLACES, CUSTOMER_ACTS) if role.for_customers else (STAFF_PLACES, ACTS)
    if any((kind, relation) not in places or act not in acts for kind, relation, act in cells):
        raise Refused(_l("This cannot be allowed to this role."))
    for kind, relation, act in cells:
        if act in NEEDS and (kind, relation, NEEDS[act]) not in cells:
            raise Refused(_l("Who may change or add something must be allowed to see it in the same place."))
    for row in session.scalars(select(MatrixRow).where(MatrixRow.role_id == role.role_id)):
        if (row.kind, row.relation, row.act) not in cells:
            session.delete(row)
    for kind, relation, act in sorted(set(cells) - before):
        session.add(MatrixRow(role_id=role.role_id, kind=kind, relation=relation, act=act))


def put_matrix_back(session: Session, role: RoleText, *, by: Viewer) -> None:
    """The matrix of this role as it shipped. Raises Refused for a role that did not ship."""
    require_configuring(by)
    shipped = {one.code: one for one in SHIPPED_ROLES}.get(role.code)
    if shipped is None:
        raise Refused(_l("This role did not ship with the portal, so there is nothing to go back to."))
    fill_matrix(session, role.role, shipped)
