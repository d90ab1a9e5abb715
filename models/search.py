"""The index of search over cases. Triggers in the database write it, in the transaction of each change."""

from sqlalchemy import BigInteger, ForeignKey, Index, Integer, Text
from sqlalchemy.dialects.postgresql import TSVECTOR
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model

# The words themselves on PostgreSQL; on SQLite the text, whose words lie in a table of FTS5 beside it.
Document = Text().with_variant(TSVECTOR(), "postgresql")
# What the migration makes for search alone, and no model describes.
OF_SEARCH = ("_fts", "_fts_config", "_fts_content", "_fts_data", "_fts_docsize", "_fts_idx", "_gin")


class CaseWords(Model):
    """What a case is found by: one row for all who see the case, a second one where there are internal notes.

    The second holds everything, for those who read internal notes; its words never mix with the first.
    """

    __tablename__ = "case_words"
    __table_args__ = (
        Index("ix_case_words_case", "case_id"),
        Index("ix_case_words_root", "root_id", "id"),
        Index("ix_case_words_account", "account_id", "id"),
        Index("ix_case_words_open", "is_open", "id"),
    )

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"),
        primary_key=True,
        autoincrement=False,
        comment="Twice the row id of the case, one more for the internal row: the newest is the highest",
    )
    case_id: Mapped[int] = mapped_column(ForeignKey("case.id", ondelete="CASCADE"), comment="Which case")
    is_internal: Mapped[bool] = mapped_column(comment="With internal notes; only the desk reads it")
    account_id: Mapped[int] = mapped_column(comment="As the case says")
    root_id: Mapped[int] = mapped_column(comment="As the case says")
    owner_id: Mapped[int] = mapped_column(comment="As the case says")
    is_open: Mapped[bool] = mapped_column(comment="As the case says")
    head: Mapped[str] = mapped_column(Document, comment="Number and subject")
    words: Mapped[str] = mapped_column(Document, comment="What is found at all: description and notes too")


def is_of_a_model(thing: object, name: str | None, kind: str, is_reflected: bool, other: object) -> bool:
    """For Alembic: what is in the database for search alone is not to be compared with the models."""
    return not (is_reflected and other is None and (name or "").endswith(OF_SEARCH))
