"""A row in every table, made from the columns: Sam's where it can be somebody's."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import count
from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from app import clock
from models.account import Account
from models.all import Model
from models.case import Case
from models.knowledge import Article
from models.message import Message
from models.person import Person
from tests.access.seeding import Rows, seed
from tests.worlds import World

Key = tuple[Any, ...]
_number = count(1)
PLAIN = {int: 1, bool: False, float: 1.0, dict: {}, object: {}, bytes: b"x"}


class Maker:
    """Finds a row of Sam's in every table, or makes one up."""

    def __init__(self, session: Session, sams: Rows) -> None:
        self._session = session
        self._heads = {Account: sams.account, Case: sams.case, Article: sams.article, Message: sams.message}
        self._heads |= dict.fromkeys((Person, fab.User), sams.person)
        self._owners = {
            "person_id": sams.person,
            "case_id": sams.case,
            "account_id": sams.account,
            "message_id": sams.message,
            "article_id": sams.article,
        }

    def row(self, model: Any) -> Any:
        ordered = select(model).order_by(*inspect(model).primary_key).limit(1)
        found = self._session.scalars(ordered.where(*self._mine(model))).unique().first()
        if found is None:
            found = model(**dict(self._values(model)))
            self._session.add(found)
            self._session.flush()
        return found

    def _mine(self, model: Any) -> list[Any]:
        if model in self._heads:
            return [inspect(model).primary_key[0] == self._heads[model]]
        owner = next((name for name in self._owners if hasattr(model, name)), None)
        return [getattr(model, owner) == self._owners[owner]] if owner else []

    def _values(self, model: Any) -> Iterator[tuple[str, Any]]:
        mapper = inspect(model)
        for attribute in mapper.column_attrs:
            if attribute.key == "person_id" or _must_be_given(mapper, attribute.columns[0]):
                yield attribute.key, self._value(attribute.columns[0])

    def _value(self, column: Any) -> Any:
        for key in column.foreign_keys:
            models = {one.local_table: one.class_ for one in Model.registry.mappers}
            return getattr(self.row(models[key.column.table]), key.column.key)
        kind = column.type.python_type
        if kind in (datetime, date):
            return clock.now() if kind is datetime else clock.now().date()
        if kind is str:
            return f"x{next(_number)}"[: getattr(column.type, "length", None) or 40]
        return PLAIN[kind]


def one_of_each(world: World, models: set[type]) -> dict[type, Key]:
    """The key of a row of each model."""
    sams = seed(world)["Rijnmond Haven"]
    with world.session() as session:
        maker = Maker(session, sams)
        found = {model: maker.row(model) for model in sorted(models, key=lambda one: one.__name__)}
        keys = {model: tuple(inspect(row).identity) for model, row in found.items()}
        session.commit()
    return keys


def _must_be_given(mapper: Any, column: Any) -> bool:
    has_own_value = column.default is not None or column.server_default is not None or column.nullable
    is_counted = column.primary_key and not column.foreign_keys and len(mapper.primary_key) == 1
    return not has_own_value and not (is_counted and column.type.python_type is int)


def values_of(model: Any, like: Any) -> dict[str, Any]:
    """What another row like this one needs; its key is its own."""
    mapper = inspect(model)
    keys = {column.key for column in mapper.primary_key if not column.foreign_keys}
    copied = {one.key: getattr(like, one.key) for one in mapper.column_attrs if one.key not in keys}
    fresh = {name: value for name, value in copied.items() if not isinstance(value, str)}
    texts = {name: f"y{next(_number)}" for name, value in copied.items() if isinstance(value, str)}
    return {**fresh, **texts}
