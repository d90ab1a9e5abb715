"""What all models share: column types that hold a promise, and the base class."""

from datetime import UTC, datetime
from typing import Any

from flask_appbuilder import Model
from sqlalchemy import JSON, DateTime, Dialect, String, Text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

__all__ = ["Answers", "Model", "Named", "TextMap", "Texts", "TreePath", "UtcDateTime"]

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
# The kind of JSON that PostgreSQL can compare, so that rows with it can stand in a UNION.
Answers = JSON().with_variant(JSONB(), "postgresql")


class Named:
    """A word that administrators keep: fixed to code and files, shown in each language, in an order."""

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    code: Mapped[str] = mapped_column(String(40), unique=True, comment="Fixed name in code and files")
    name: Mapped[TextMap] = mapped_column(Texts, comment="Word shown, per language")
    rank: Mapped[int] = mapped_column(default=0, comment="Order; the lowest comes first")

    def __repr__(self) -> str:
        return self.name.get("en", self.code)
