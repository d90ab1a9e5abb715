"""Migrations and models say the same, on both databases, from an empty one."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect

from app.database import db
from app.factory import create_app
from models.all import Model
from models.search import is_of_a_model
from tests.worlds import empty_database, test_settings

OPTIONS = {"compare_type": True, "include_object": is_of_a_model}


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Flask]:
    """An application on a database in which nothing was made yet."""
    if request.param == "sqlite":
        yield from _inside(create_app(test_settings(tmp_path)))
        return
    request.getfixturevalue("postgres_template")
    with empty_database() as url:
        yield from _inside(create_app(test_settings(tmp_path, url)))


def _inside(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.mark.filterwarnings("ignore:.*expression-based index")  # SQLite tells nothing of them
def test_migrations_make_exactly_what_the_models_say(empty: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=OPTIONS)
        assert _told_apart(compare_metadata(context, Model.metadata)) == []


def _told_apart(differences: list[Any]) -> list[Any]:
    """Without what SQLite's reflection cannot tell: whether an index counts down. PostgreSQL's can."""
    if db.engine.dialect.name != "sqlite":
        return differences
    named = [(act, getattr(thing, "name", "")) for act, thing, *_ in differences if isinstance(act, str)]
    back = {name for act, name in named if act == "remove_index"} & {
        n for act, n in named if act == "add_index"
    }
    return [one for one in differences if getattr(one[1], "name", "") not in back]


def test_migrations_can_be_taken_back_and_made_again(empty: Flask) -> None:
    upgrade()
    made = set(inspect(db.engine).get_table_names())
    downgrade(revision="base")
    assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == made


def test_a_second_upgrade_changes_nothing(empty: Flask) -> None:
    upgrade()
    made = set(inspect(db.engine).get_table_names())
    upgrade()
    assert set(inspect(db.engine).get_table_names()) == made
