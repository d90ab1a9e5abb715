"""A portal of before products and agreements is brought up to date with its rows in it, on both databases."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask_migrate import downgrade, upgrade

from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.agreements.active import covered
from app.cli.start import bring_up_to_date
from app.database import db
from models.agreement import Agreement
from models.case import Case
from tests.house.test_migrations import empty

__all__ = ["empty"]
BEFORE = "0013"
NOW = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)
KEPT = {"since": "Monday"}
USUAL: dict[type, Any] = {int: 1, str: "x", bool: True, datetime: NOW, date: NOW.date(), dict: {}, float: 1.0}


def put(connection: sa.Connection, table_name: str, **values: Any) -> None:
    """A row as the release of that time wrote it; what it must hold and is not said, as usual."""
    table = sa.Table(table_name, sa.MetaData(), autoload_with=connection)
    needed = [one for one in table.columns if not (one.nullable or one.primary_key or one.server_default)]
    said = {one.name: USUAL.get(one.type.python_type, 1) for one in needed if one.name not in values}
    connection.execute(table.insert().values(**{**said, **values}))


def a_portal_of_before() -> None:
    """A group with a part, a company beside it, and a case of the part."""
    with db.engine.begin() as connection:
        for number, parent, path in ((1, None, "/1/"), (2, 1, "/1/2/"), (3, None, "/3/")):
            place = {"parent_id": parent, "root_id": int(path[1]), "path": path}
            put(connection, "account", name=f"Account {number}", customer_id=str(number), **place)
        put(connection, "ab_user", username="sam", email="sam@x.example", is_staff=False)
        put(connection, "status", code="new", rank=10)
        put(connection, "priority", code="high", rank=10)
        people = {"owner_id": 1, "opened_by_id": 1, "status_id": 1, "priority_id": 1}
        said = {"subject": "Kept words", "request_type": "question", "is_open": True, "values": KEPT}
        put(connection, "case", number=10000001, account_id=2, root_id=1, **people, **said)
        put(connection, "note", case_id=1, author_id=1, body="A kept note", side="customer")


@pytest.mark.filterwarnings("ignore:.*expression-based index")
def test_cases_stay_and_every_tree_has_an_agreement(empty: Flask) -> None:
    upgrade(revision=BEFORE)
    a_portal_of_before()
    bring_up_to_date()
    session = db.session()
    see_as(session, SYSTEM)
    case = session.scalars(sa.select(Case)).one()
    assert (case.number, case.subject, case.values) == (10000001, "Kept words", {"since": "Monday"})
    agreed = session.execute(sa.select(Agreement.account_id, Agreement.ends_on)).all()
    assert sorted(agreed) == [(1, None), (3, None)]
    assert covered(session, [1, 2, 3]) == {1, 2, 3}
    session.rollback()
    db.session.remove()
    downgrade(revision=BEFORE)
    upgrade()
    see_as(db.session(), SYSTEM)
    assert db.session().scalars(sa.select(Case.subject)).all() == ["Kept words"]
