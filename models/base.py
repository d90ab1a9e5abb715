"""What all models share: column types that hold a promise, and the base class."""

from datetime import UTC, datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import JSON, DateTime, Dialect, String, Text
from sqlalchemy.types import TypeDecorator

__all__ = ["Model", "TextMap", "Texts", "TreePath", "UtcDateTime"]

TextMap = dict[str, str]


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC, in and out, on every database. A naive one is a mistake and refused."""

    impl = DateTime
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a time without a zone cannot be stored")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


class Texts(TypeDecorator[TextMap]):
    """What people write in several languages: {"en": "...", "nl": "..."}; empty ones are left out."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: TextMap | None, dialect: Dialect) -> Any:
        return None if value is None else {k: v for k, v in value.items() if v}


# Byte order on both databases, so that a prefix is an index range whatever the locale of the server.
TreePath = String(200).with_variant(String(200, collation="C"), "postgresql")
LongText = Text
