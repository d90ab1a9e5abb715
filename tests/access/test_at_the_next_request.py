"""T29: a change of matrix, roles, tree, membership or activity holds at the next question, everywhere."""

from collections.abc import Callable
from typing import Any

import pytest
from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from app.access import standing
from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.accounts.place import place
from app.database import db
from app.setup.install import reset_role
from models.account import Account, AccountAccess
from models.case import Case
from models.person import Person
from models.role import MatrixRow, RoleText
from tests.access.seeding import Rows, seed
from tests.access.who_sees import CASES
from tests.worlds import World

OWN, PARALLEL, FOREIGN, PARENT = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon", "Rijnmond Groep"
Changing = Callable[[Session, dict[str, Rows]], Any]


def _seen(world: World, who: str, rows: dict[str, Rows]) -> set[str]:
    """Whose cases; asked as a request does, with the kept viewer when the stamp has not moved."""
    with world.app.app_context():
        session = db.session()
        see_as(session, SYSTEM)
        person_id = session.scalars(select(Person.id).where(Person.first_name == who.title())).one()
        see_as(session, standing.viewer_of(session, person_id))
        ids = set(session.scalars(select(Case.id)))
        db.session.remove()
    return {name for name, row in rows.items() if row.case in ids}


def _role(session: Session, code: str) -> fab.Role:
    return session.scalars(select(RoleText).where(RoleText.code == code)).one().role


def _person(session: Session, rows: dict[str, Rows]) -> Person:
    return session.get_one(Person, rows[OWN].person)


def _account(session: Session, rows: dict[str, Rows], name: str = OWN) -> Account:
    return session.get_one(Account, rows[name].account)


def _bulk_matrix(session: Session, rows: dict[str, Rows]) -> None:
    session.execute(delete(MatrixRow).where(MatrixRow.relation == "parallel"))


def _matrix(session: Session, rows: dict[str, Rows]) -> None:
    for row in session.scalars(select(MatrixRow).where(MatrixRow.relation == "parallel")):
        session.delete(row)


def _role_taken(session: Session, rows: dict[str, Rows]) -> None:
    _person(session, rows).roles = []


def _role_taken_by_hand(session: Session, rows: dict[str, Rows]) -> None:
    session.execute(delete(fab.assoc_user_role))


def _account_moved(session: Session, rows: dict[str, Rows]) -> None:
    place(session, _account(session, rows), _account(session, rows, FOREIGN))


def _account_on_its_own(session: Session, rows: dict[str, Rows]) -> None:
    place(session, _account(session, rows), None)


def _moved_home(session: Session, rows: dict[str, Rows]) -> None:
    _person(session, rows).home_account_id = rows[FOREIGN].account


def _moved_home_in_bulk(session: Session, rows: dict[str, Rows]) -> None:
    session.execute(update(Person).values(home_account_id=rows[FOREIGN].account))


def _access(session: Session, rows: dict[str, Rows]) -> None:
    session.add(AccountAccess(person_id=rows[OWN].person, account_id=rows[FOREIGN].account))


def _account_closed(session: Session, rows: dict[str, Rows]) -> None:
    _account(session, rows).is_active = False


def _person_out(session: Session, rows: dict[str, Rows]) -> None:
    _person(session, rows).active = False


CHANGES: list[tuple[Changing, set[str]]] = [
    (_matrix, {OWN}),
    (_bulk_matrix, {OWN}),
    (_role_taken, set()),
    (_role_taken_by_hand, set()),
    (_account_moved, {OWN}),
    (_account_on_its_own, {OWN}),
    (_moved_home, {FOREIGN}),
    (_moved_home_in_bulk, {FOREIGN}),
    (_access, {OWN, PARALLEL, FOREIGN}),
    (_account_closed, set()),
    (_person_out, set()),
]


def _write(world: World, rows: dict[str, Rows], change: Changing) -> None:
    with world.session() as session:
        change(session, rows)
        session.commit()


@pytest.mark.parametrize(
    ("change", "seen"), CHANGES, ids=[change.__name__.strip("_") for change, _ in CHANGES]
)
def test_t29_it_holds_at_the_next_question(sqlite_world: World, change: Changing, seen: set[str]) -> None:
    rows = seed(sqlite_world)
    assert _seen(sqlite_world, "sam", rows) == {OWN, PARALLEL}
    _write(sqlite_world, rows, change)
    assert _seen(sqlite_world, "sam", rows) == seen


def test_t29_on_the_other_database_too(postgres_world: World) -> None:
    rows = seed(postgres_world)
    for change, seen in ((_matrix, {OWN}), (_access, {OWN, FOREIGN}), (_moved_home, {FOREIGN})):
        _write(postgres_world, rows, change)
        assert _seen(postgres_world, "sam", rows) == seen


def test_t29_another_process_that_kept_its_answer_asks_again(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two processes are two caches: the one that did not write has only the stamp to go by."""
    rows = seed(sqlite_world)
    assert _seen(sqlite_world, "sam", rows) == {OWN, PARALLEL}
    its_own = dict(standing._kept)
    with monkeypatch.context() as other:
        other.setattr(standing, "_kept", {})
        _write(sqlite_world, rows, _matrix)
        assert _seen(sqlite_world, "sam", rows) == {OWN}
    assert standing._kept == its_own
    assert _seen(sqlite_world, "sam", rows) == {OWN}


def test_what_was_worked_out_before_a_rollback_is_never_used_again(world: World) -> None:
    """The stamp of a change that was taken back must not come again with another meaning."""
    rows = seed(world)
    with world.session() as session:
        for relation in ("parallel", "descendant"):
            session.add(
                MatrixRow(
                    role_id=_role(session, "customer").id, kind="sub", relation=relation, act="account.view"
                )
            )
            session.flush()
            standing.viewer_of(session, rows[OWN].person)
            session.rollback()
    _write(world, rows, _access)
    with world.session("sam") as session:
        assert PARALLEL not in session.scalars(select(Account.name)).all()


def test_a3_a_role_goes_back_to_how_it_shipped(world: World) -> None:
    rows = seed(world)
    _write(world, rows, lambda session, rows: session.execute(delete(MatrixRow)))
    _write(
        world,
        rows,
        lambda session, rows: session.execute(
            insert(MatrixRow).values(
                role_id=_role(session, "customer").id, kind="sub", relation="own", act="case.view"
            )
        ),
    )
    assert _seen(world, "sam", rows) == {OWN}
    assert _seen(world, "noor", rows) == set()
    _write(world, rows, lambda session, rows: reset_role(session, "customer"))
    for who in ("noor", "sam", "mo", "eva"):
        assert _seen(world, who, rows) == CASES[who], who


def test_what_hangs_below_follows_a_move_with_its_cases(world: World) -> None:
    """Chris moves Delta Midden under Rijnmond: its branch, and nothing else, changes hands."""
    rows = seed(world)
    with world.session("chris") as session:
        place(session, _account(session, rows, "Delta Midden"), _account(session, rows, PARENT))
        session.commit()
    assert _seen(world, "noor", rows) == CASES["noor"] | {"Delta Midden", "Delta Onder"}
    assert _seen(world, "dirk", rows) == {"Delta", "Delta Zij"}
    assert _seen(world, "sam", rows) == {OWN, PARALLEL, "Delta Midden"}
    assert _seen(world, "on", rows) == {"Delta Onder"}
