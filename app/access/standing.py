"""Working out a person's viewer from roles, accounts, matrix and tree, and keeping it until those move."""

from collections import defaultdict
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.access.place import Place, kinds
from app.access.reach import Grant, Reach
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from models.account import Account, AccountAccess
from models.person import Person
from models.role import EVERY, MatrixRow
from models.stamp import SetupStamp

MOST_KEPT = 2_000
_kept: dict[tuple[int, int], Viewer] = {}  # (stamp, person) -> viewer, in this process


def stamp(session: Session) -> int:
    """The present value of the set-up stamp."""
    with seeing_as(session, SYSTEM):
        return session.scalar(select(SetupStamp.value)) or 0


def viewer_of(session: Session, person_id: int, at: int | None = None) -> Viewer:
    """The viewer of a person. `at` is the set-up stamp when the caller has read it already."""
    at = stamp(session) if at is None else at
    found = _kept.get((at, person_id))
    if found is None:
        with session.no_autoflush, seeing_as(session, SYSTEM):
            found = _work_out(session, person_id, at)
        if len(_kept) >= MOST_KEPT or any(stamp != at for stamp, _ in list(_kept)[-1:]):
            _kept.clear()
        _kept[(at, person_id)] = found
    return found


def forget() -> None:
    """Drop what is kept; for tests that put another database in the place of the former one."""
    _kept.clear()


def _work_out(session: Session, person_id: int, at: int) -> Viewer:
    """Who may not sign in sees nothing either: nobody, though of this stamp."""
    is_staff, home_id, may_sign_in = _person(session, person_id)
    if not may_sign_in:
        return Viewer(stamp=at)
    roles = frozenset(
        session.scalars(select(fab.Role.id).join(fab.Role.user).where(fab.User.id == person_id)).all()
    )
    standings = [] if is_staff else _standings(session, person_id, home_id)
    return Viewer(
        person_id=person_id,
        is_staff=is_staff,
        role_ids=roles,
        permissions=_permissions(session, roles),
        reaches=_reaches(_matrix(session, roles), standings, is_staff),
        places=tuple(place for place, _ in standings),
        stamp=at,
    )


def _person(session: Session, person_id: int) -> tuple[bool, int | None, bool]:
    """(works for us, home account, may sign in)."""
    row = session.execute(
        select(Person.is_staff, Person.home_account_id, Person.active, Account.is_active)
        .outerjoin(Account, Account.id == Person.home_account_id)
        .where(Person.id == person_id)
    ).one_or_none()
    if row is None:
        return False, None, False
    return bool(row[0]), row[1], bool(row[2] and (row[0] or row[3]))


def _standings(session: Session, person_id: int, home_id: int | None) -> list[tuple[Place, frozenset[str]]]:
    """The person's active accounts with their kinds, home first."""
    child = aliased(Account)
    has_children = exists().where(child.parent_id == Account.id)
    others = select(AccountAccess.account_id).where(AccountAccess.person_id == person_id)
    rows = session.execute(
        select(Account.id, Account.parent_id, Account.root_id, Account.path, has_children)
        .where(or_(Account.id == home_id, Account.id.in_(others)), Account.is_active.is_(True))
        .order_by(Account.id != home_id, Account.name)
    ).all()
    found = ((Place(row[0], row[1], row[2] or 0, row[3]), row[4]) for row in rows)
    return [(place, kinds(place, has_children)) for place, has_children in found]


def _permissions(session: Session, roles: frozenset[int]) -> frozenset[tuple[str, str]]:
    rows = session.execute(
        select(fab.Permission.name, fab.ViewMenu.name)
        .select_from(fab.PermissionView)
        .join(fab.PermissionView.permission)
        .join(fab.PermissionView.view_menu)
        .join(fab.PermissionView.role)
        .where(fab.Role.id.in_(roles))
    )
    return frozenset((permission, view) for permission, view in rows)


def _matrix(session: Session, roles: frozenset[int]) -> list[Any]:
    columns = (MatrixRow.kind, MatrixRow.relation, MatrixRow.act)
    return list(session.execute(select(*columns).where(MatrixRow.role_id.in_(roles))))


def _reaches(
    matrix: list[Any], standings: list[tuple[Place, frozenset[str]]], is_staff: bool
) -> dict[str, Reach]:
    """A row "every, every" counts for staff only: a slip in the matrix cannot open all to a customer."""
    grants: dict[str, set[Grant]] = defaultdict(set)
    every = {act for kind, relation, act in matrix if is_staff and EVERY in (kind, relation)}
    for kind, relation, act in matrix:
        for place, its_kinds in standings:
            if kind in its_kinds:
                grants[act].add(Grant(place, relation))
    acts = every | set(grants)
    return {act: Reach(act in every, frozenset(grants[act])) for act in acts}
