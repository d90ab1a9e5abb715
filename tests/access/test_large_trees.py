"""A parent with 500 sub-accounts and a tree five deep: as many queries as for a small one, and by index."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, insert, inspect, select, text
from sqlalchemy.orm import Session

from app import clock
from app.access.session import see_as
from app.access.standing import viewer_of
from app.database import db
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.person import Person
from tests.access.seeding import Rows, a_case, seed
from tests.worlds import World

SUBS, DEEP = 500, 5


def _grow(session: Session, top: Account) -> None:
    """500 sub-accounts under one parent, levels under the first of them, and 3,000 cases among them."""
    first = _branch(session, top, SUBS, 10_000)
    for level in range(2, DEEP):
        first = _branch(session, first, 1, 20_000 + level)
    twin = a_case(session, top, _agent(session), "twin", number=9_999)
    values = {column.key: getattr(twin, column.key) for column in inspect(Case).columns if column.key != "id"}
    accounts = [10_000 + number % SUBS for number in range(3_000)]
    rows = [{**values, "number": 60_000_000 + n, "account_id": account} for n, account in enumerate(accounts)]
    session.execute(insert(Case), rows)
    said = {"author_id": _agent(session), "side": "desk", "is_internal": False, "body": "x"}
    cases = session.scalars(select(Case.id)).all()
    session.execute(insert(Note), [{**said, "case_id": id_, "created_at": clock.now()} for id_ in cases])


def _agent(session: Session) -> int:
    return session.scalars(select(Person.id).where(Person.first_name == "Bo")).one()


def _branch(session: Session, parent: Account, many: int, first: int) -> Account:
    """So many accounts below one, written as `place` would; answers the first."""
    common = {"parent_id": parent.id, "root_id": parent.root_id, "created_at": clock.now()}
    ids = range(first, first + many)
    rows = [
        {"id": id_, "name": f"Sub {id_}", "customer_id": f"{id_}", "path": f"{parent.path}{id_}/"}
        for id_ in ids
    ]
    session.execute(insert(Account), [{**row, **common} for row in rows])
    return session.get_one(Account, first)


@pytest.fixture
def grown(world: World) -> dict[str, Rows]:
    rows = seed(world)
    with world.session() as session:
        _grow(session, session.get_one(Account, rows["Delta"].account))
        session.commit()
        session.execute(text("ANALYZE"))
        session.commit()
    return rows


@contextmanager
def _statements(session: Session) -> Iterator[list[tuple[str, Any]]]:
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_rest: Any) -> None:
        seen.append((statement, parameters))

    event.listen(db.engine, "before_cursor_execute", note)
    yield seen
    event.remove(db.engine, "before_cursor_execute", note)


LIST = select(Case.id, Case.subject).order_by(Case.updated_at.desc(), Case.id.desc()).limit(25)
BRANCH = select(Account.id, Account.name).order_by(Account.name).limit(25)
NOTES = select(Note.id).where(Note.case_id == 1)


def test_a_large_tree_asks_no_more_than_a_small_one(world: World, grown: dict[str, Rows]) -> None:
    """The viewer of a parent of 502 and of one of two, and one list each."""
    counts = {}
    for who in ("Dirk", "Noor"):
        with world.session() as session:
            person = session.scalars(select(Person.id).where(Person.first_name == who)).one()
            with _statements(session) as seen:
                see_as(session, viewer_of(session, person))
                found = session.execute(LIST).all()
                session.execute(BRANCH).all()
        counts[who] = len(seen), max(len(str(parameters)) for _, parameters in seen) < 200, bool(found)
    assert counts["Dirk"] == counts["Noor"]


def test_a_parent_of_five_hundred_sees_all_of_them_and_nothing_else(
    world: World, grown: dict[str, Rows]
) -> None:
    with world.session("dirk") as session:
        names = set(session.scalars(select(Account.name)))
        cases = set(session.scalars(select(Case.root_id)))
    assert len(names) == SUBS + (DEEP - 2) + 4
    assert cases == {grown["Delta"].account}
    with world.session("mo") as session:
        assert set(session.scalars(select(Account.name))) == {"Delta Midden", "Delta Onder"}


def test_a_number_that_begins_like_another_is_another(world: World) -> None:
    """/7/ and /70/ are two trees, /7/70/ hangs below the first."""
    rows = seed(world)
    top = rows["Delta"].account
    with world.session() as session:
        for id_, path in ((top * 10, f"/{top * 10}/"), (top * 10 + 1, f"/{top}/{top * 10 + 1}/")):
            parent, root = (None, id_) if id_ == top * 10 else (top, top)
            row = Account(id=id_, name=f"Account {id_}", customer_id=f"{id_}", created_at=clock.now())
            row.parent_id, row.root_id, row.path = parent, root, path
            session.add(row)
            session.flush()
        session.commit()
    with world.session("dirk") as session:
        seen = set(session.scalars(select(Account.id)))
    assert top * 10 + 1 in seen
    assert top * 10 not in seen


PLANNED = {("dirk", "list"): LIST, ("mo", "list"): LIST, ("mo", "branch"): BRANCH, ("sam", "notes"): NOTES}


def test_lists_and_branches_are_read_by_index(world: World, grown: dict[str, Rows]) -> None:
    for (who, what), statement in PLANNED.items():
        with world.session(who) as session:
            with _statements(session) as seen:
                session.execute(statement).all()
            plan = _plan(session, *seen[-1])
        assert "ix_" in plan or "pkey" in plan, plan
        for whole in ("SCAN case_seen", "SCAN note", "Seq Scan on note", "Seq Scan on account"):
            assert whole not in plan, f"{who}, {what}: {plan}"
        if what == "list":
            assert not re.search(r"SCAN case$|Seq Scan on \"?case", plan, re.MULTILINE), f"{who}: {plan}"


def _plan(session: Session, statement: str, parameters: Any) -> str:
    explain = "EXPLAIN QUERY PLAN " if db.engine.dialect.name == "sqlite" else "EXPLAIN "
    rows = session.connection().exec_driver_sql(explain + statement, parameters).all()
    return "\n".join(str(row[-1]) for row in rows)
