"""What carries no conditions is refused: SQL by hand, bare tables, inserts and bulk writing (DESIGN 3)."""

from collections.abc import Callable
from typing import Any

import pytest
from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import DDL, delete, func, insert, literal_column, select, text, union, update
from sqlalchemy.orm import Session, aliased

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.refused import NotAllowed
from models.account import Account
from models.case import Case
from models.conversation import Attachment, Note
from models.person import Person, Preference, SignIn
from models.role import MatrixRow
from models.stamp import SetupStamp
from tests.access.seeding import seed
from tests.worlds import World

_bare = Account.__table__
REFUSED: dict[str, Any] = {
    "a table": select(_bare),
    "columns of a table": select(_bare.c.name),
    "text": text("SELECT name FROM account"),
    "text as columns": text("SELECT id FROM account").columns(Account.id),
    "text in a condition": select(Case.id).where(text("1 = 1")),
    "text in an order": select(Case.id).order_by(text("number")),
    "a column written by hand": select(literal_column("(SELECT password FROM ab_user LIMIT 1)")),
    "one beside a model": select(Case.id, literal_column("(SELECT name FROM account LIMIT 1)")),
    "a bare table beside a model": select(Case.id, _bare.c.name),
    "a bare table joined": select(Case.id, _bare.c.name).join(_bare, _bare.c.id == Case.account_id),
    "a bare table within": select(Case.id, select(_bare.c.name).limit(1).scalar_subquery()),
    "models from a statement": select(Case).from_statement(union(select(Case), select(Case))),
    "models from text": select(Case).from_statement(text('SELECT * FROM "case"')),
    "a password": select(Person.password),
    "people by password": select(Person.id).order_by(aliased(Person).password),
    "users with a password": select(fab.User.id).where(fab.User.password.startswith("scrypt")),
    "tokens": select(SignIn.id).where(SignIn.token_hash > "a"),
    "who has which role": select(fab.assoc_user_role),
    "a role given": insert(fab.assoc_user_role).values(user_id=1, role_id=1),
    "a permission given": insert(fab.assoc_permissionview_role).values(permission_view_id=1, role_id=1),
    "an insert": insert(Preference).values(person_id=1, name="a", value="b"),
    "an insert with answer": insert(Preference)
    .values(person_id=1, name="a", value="b")
    .returning(Preference),
    "an insert from a select": insert(Preference).from_select(["person_id"], select(Person.id)),
    "a table updated": update(_bare).values(name="x"),
    "a table emptied": delete(_bare),
    "a change of the schema": DDL("DROP TABLE preference"),
    "cases moved": update(Case).values(account_id=1),
    "cases of one's own changed": update(Case).values(subject="x"),
    "cases deleted": delete(Case),
    "notes deleted": delete(Note),
    "files renamed": update(Attachment).values(media_type="text/html"),
    "people made staff": update(Person).values(is_staff=True),
    "users activated": update(fab.User).values(active=True),
    "an ended sign-in revived": update(SignIn).values(ended_at=None),
    "the matrix": delete(MatrixRow),
    "the stamp": update(SetupStamp).values(value=0),
    "preferences of all": update(Preference).values(value="x"),
}
WRITTEN_UNSEEN: dict[str, Callable[[Session], None]] = {
    "mappings": lambda s: s.bulk_insert_mappings(Preference, [{"person_id": 1, "name": "a", "value": "b"}]),  # type: ignore[arg-type]
    "objects": lambda s: s.bulk_save_objects([Preference(person_id=1, name="a", value="b")]),
    "changes": lambda s: s.bulk_update_mappings(SetupStamp, [{"id": 1, "value": 0}]),  # type: ignore[arg-type]
    "many by key": lambda s: s.execute(update(SetupStamp), [{"id": 1, "value": 0}]) and None,
}


def test_statements_without_conditions_are_refused_to_everybody_but_the_system(world: World) -> None:
    seed(world)
    for who in ("sam", "bo", "chris"):
        with world.session(who) as session:
            for name, statement in REFUSED.items():
                with pytest.raises(NotAllowed):
                    session.execute(statement)
                    pytest.fail(f"{who}: {name}")
            for write in WRITTEN_UNSEEN.values():
                with pytest.raises(NotAllowed):
                    write(session)


def test_the_system_and_harmless_statements_pass(world: World) -> None:
    with world.session() as session:
        assert session.execute(select(_bare.c.name)).all()
        assert session.execute(text("SELECT 1")).scalar() == 1
    with world.session("sam") as session:
        assert session.scalar(select(func.lower("X"))) == "x"


def test_who_configures_writes_set_up_in_bulk_and_everybody_drops_the_own_choices(world: World) -> None:
    with world.session() as session:
        ids = [world_person.id for world_person in session.scalars(select(Person))]
        session.add_all(Preference(person_id=id_, name="a", value="b") for id_ in ids)
        session.commit()
    with world.session("ada") as session:
        session.execute(delete(MatrixRow))
        session.rollback()
    with world.session("sam") as session:
        session.execute(delete(Preference))
        with seeing_as(session, SYSTEM):
            assert len(session.scalars(select(Preference.person_id)).all()) == len(ids) - 1
