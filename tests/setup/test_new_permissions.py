"""A release that brings a permission gives it to the roles that ship with it, and touches no other choice."""

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import select

from app.setup.install import install
from models.role import RoleText
from tests.worlds import World

NEW, TAKEN = ("can_read", "Knowledge"), ("can_create", "Cases")


def permissions(world: World, code: str) -> set[tuple[str, str]]:
    with world.session() as session:
        role = session.scalars(select(RoleText).where(RoleText.code == code)).one().role
        return {(row.permission.name, row.view_menu.name) for row in role.permissions}


def test_a_new_permission_comes_to_its_roles_and_a_taken_one_does_not_come_back(world: World) -> None:
    with world.session() as session:
        pairs = {
            (r.permission.name, r.view_menu.name): r for r in session.scalars(select(fab.PermissionView))
        }
        for role in session.scalars(select(fab.Role)):
            role.permissions = [row for row in role.permissions if row not in (pairs[NEW], pairs[TAKEN])]
        session.flush()
        session.delete(pairs[NEW])
        session.commit()
        install(session)
        session.commit()
    assert NEW in permissions(world, "customer") and NEW in permissions(world, "agent")
    assert TAKEN not in permissions(world, "customer")
