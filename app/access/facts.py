"""Reading what viewers are worked out from, for one person or for many in the same number of questions."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import ColumnElement, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app import clock
from app.access.footing import Footing, Law, Row, Share, Stand
from app.access.place import Place
from models.account import Account, AccountAccess
from models.case import Case
from models.case_share import CaseShare
from models.person import Person
from models.portal_contact import PortalContact
from models.role import MatrixRow

AT_ONCE = 5_000  # ids in one question; both databases take more
_child = aliased(Account)
_STANDS = select(
    Account.id,
    Account.parent_id,
    Account.root_id,
    Account.path,
    Account.name,
    Account.is_active,
    exists().where(_child.parent_id == Account.id).label("has_children"),
)


def footings(session: Session, which: ColumnElement[bool]) -> dict[int, Footing]:
    """The people for whom the condition on Person holds, by id."""
    people = session.execute(
        select(Person.id, Person.is_staff, Person.active, Person.home_account_id, AccountAccess.account_id)
        .outerjoin(AccountAccess, AccountAccess.person_id == Person.id)
        .where(which)
    ).all()
    held = session.execute(select(Person.id, fab.Role.id).join(Person.roles).where(which))
    roles: dict[int, set[int]] = defaultdict(set)
    for person_id, role_id in held:
        roles[person_id].add(role_id)
    feedback, shares = _feedback(session, which), _shares(session, which)
    others: dict[int, set[int]] = defaultdict(set)
    for row in people:
        others[row[0]] |= {row[4]} - {None}
    return {
        row[0]: Footing(
            row[0],
            bool(row[1]),
            bool(row[2]),
            row[3],
            frozenset(others[row[0]]),
            frozenset(roles[row[0]]),
            feedback.get(row[0]),
            tuple(shares.get(row[0], ())),
        )
        for row in people
    }


def _feedback(session: Session, which: ColumnElement[bool]) -> dict[int, Place]:
    """The part of the portal's own account that is each person's, for those who have one."""
    account = (Account.id, Account.parent_id, Account.root_id, Account.path)
    rows = session.execute(
        select(Person.id, *account)
        .select_from(PortalContact)
        .join(Account, Account.id == PortalContact.account_id)
        .join(Case, Case.account_id == Account.id)
        .join(Person, Person.id == Case.owner_id)
        .where(which)
        .distinct()
    )
    return {row[0]: Place(row[1], row[2], row[3] or 0, row[4], row[0]) for row in rows}


def _shares(session: Session, which: ColumnElement[bool]) -> dict[int, list[Share]]:
    """What was shared with each person, or with an account of theirs, and is not over."""
    acting = select(AccountAccess.account_id).where(AccountAccess.person_id == Person.id)
    with_them = or_(
        CaseShare.person_id == Person.id,
        CaseShare.account_id == Person.home_account_id,
        CaseShare.account_id.in_(acting),
    )
    columns = (CaseShare.case_id, CaseShare.account_id, CaseShare.may_write, CaseShare.until)
    rows = select(Person.id, *columns).select_from(CaseShare).join(Person, with_them)
    found: dict[int, list[Share]] = defaultdict(list)
    for person_id, *share in session.execute(rows.where(which, CaseShare.until > clock.now())):
        found[person_id].append(Share(*share))
    return found


def stands_of(session: Session, people: Collection[Footing]) -> dict[int, Stand]:
    """How the accounts of these people stand, by id."""
    ids = sorted(set[int]().union(*(footing.account_ids for footing in people)))
    return {
        id_: stand
        for start in range(0, len(ids), AT_ONCE)
        for id_, stand in stands_where(session, Account.id.in_(ids[start : start + AT_ONCE])).items()
    }


def stands_where(session: Session, which: ColumnElement[bool]) -> dict[int, Stand]:
    """How the accounts stand for which the condition on Account holds, by id."""
    return {row.id: _stand(row) for row in session.execute(_STANDS.where(which))}


def _stand(row: Any) -> Stand:
    place = Place(row.id, row.parent_id, row.root_id or 0, row.path)
    return Stand(place, row.name, bool(row.has_children), bool(row.is_active))


def law_of(session: Session, people: Iterable[Footing]) -> Law:
    """What the roles of these people allow."""
    roles = sorted(set[int]().union(*(footing.role_ids for footing in people)))
    rows: dict[int, list[Row]] = defaultdict(list)
    columns = (MatrixRow.role_id, MatrixRow.kind, MatrixRow.relation, MatrixRow.act)
    for found in session.execute(select(*columns).where(MatrixRow.role_id.in_(roles))):
        rows[found[0]].append(Row(*found))
    pairs: dict[int, set[tuple[str, str]]] = defaultdict(set)
    for role_id, permission, view in _permissions(session, roles):
        pairs[role_id].add((permission, view))
    return Law(dict(rows), {role_id: frozenset(found) for role_id, found in pairs.items()})


def _permissions(session: Session, roles: list[int]) -> Any:
    return session.execute(
        select(fab.Role.id, fab.Permission.name, fab.ViewMenu.name)
        .select_from(fab.PermissionView)
        .join(fab.PermissionView.permission)
        .join(fab.PermissionView.view_menu)
        .join(fab.PermissionView.role)
        .where(fab.Role.id.in_(roles))
    )
