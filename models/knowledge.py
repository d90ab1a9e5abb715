"""What people can read by themselves: groups with links and articles, in both languages."""

from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, String, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named, TextMap, Texts, UtcDateTime
from models.classification import Classification
from models.person import Person
from models.product_line import ProductLine

KINDS = ("article", "faq", "guide")
STATES = ("draft", "published", "withdrawn")
AUDIENCES = ("everyone", "classification")


def _tie(name: str, one: str, other: str) -> Table:
    """Which rows belong together; `one` and `other` say column and key: "tag_id knowledge_tag"."""
    columns: list[Column[int]] = []
    for words in (one, other):
        column, table = words.split()
        key = ForeignKey(f"{table}.id", ondelete="CASCADE")
        columns.append(Column(column, key, primary_key=True, index=words == other, comment=f"Row of {table}"))
    return Table(name, Model.metadata, *columns)


article_tag = _tie("article_tag", "article_id article", "tag_id knowledge_tag")
article_related = _tie("article_related", "article_id article", "related_id article")
article_product_line = _tie("article_product_line", "article_id article", "product_line_id product_line")
article_classification = _tie(
    "article_classification", "article_id article", "classification_id classification"
)


class KnowledgeGroup(Model):
    """What belongs together on the knowledge page."""

    __tablename__ = "knowledge_group"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    name: Mapped[TextMap] = mapped_column(Texts, comment="Heading, per language")
    about: Mapped[TextMap] = mapped_column(Texts, default=dict, comment="What is in it, per language")
    rank: Mapped[int] = mapped_column(default=0, comment="Order; the lowest comes first")

    def __repr__(self) -> str:
        return self.name.get("en") or next(iter(self.name.values()), "")


class KnowledgeLink(Model):
    """A page elsewhere that helps."""

    __tablename__ = "knowledge_link"

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    group_id: Mapped[int] = mapped_column(
        ForeignKey("knowledge_group.id"), index=True, comment="In which group"
    )
    title: Mapped[TextMap] = mapped_column(Texts, comment="Words to click on, per language")
    address: Mapped[str] = mapped_column(String(500), comment="Where it leads; http or https")
    rank: Mapped[int] = mapped_column(default=0, comment="Order in the group; the lowest comes first")

    group: Mapped[KnowledgeGroup] = relationship()

    def __repr__(self) -> str:
        return self.title.get("en") or next(iter(self.title.values()), "")


class KnowledgeTag(Named, Model):
    """A word by which articles are found."""

    __tablename__ = "knowledge_tag"


class Article(Model):
    """A text that answers a question. Readers see it while it is published, and if it is meant for them."""

    __tablename__ = "article"
    __table_args__ = (Index("ix_article_group", "group_id", "state", "rank", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    group_id: Mapped[int | None] = mapped_column(ForeignKey("knowledge_group.id"), comment="In which group")
    kind: Mapped[str] = mapped_column(String(20), default="article", comment="article, faq or guide")
    state: Mapped[str] = mapped_column(String(20), default="draft", comment="draft, published or withdrawn")
    audience: Mapped[str] = mapped_column(
        String(20), default="everyone", comment="everyone, or classification: those tied to it"
    )
    title: Mapped[TextMap] = mapped_column(Texts, comment="Title, per language")
    body: Mapped[TextMap] = mapped_column(Texts, comment="Markdown, per language")
    words: Mapped[str] = mapped_column(
        Text, default="", comment="Titles, bodies and tags in small letters, for search"
    )
    head: Mapped[str] = mapped_column(
        Text,
        default="",
        server_default="",
        comment="Words of the titles without accents, each between spaces: what is found by them comes first",
    )
    rank: Mapped[int] = mapped_column(default=0, comment="Order in the group; the lowest comes first")
    author_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who wrote it first")
    editor_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"), comment="Who changed it last")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When it was begun")
    updated_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True, comment="When it last changed")
    published_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was last published")
    version: Mapped[int] = mapped_column(default=1, comment="Counts the edits; a stale one is refused")

    group: Mapped[KnowledgeGroup | None] = relationship()
    author: Mapped[Person | None] = relationship(foreign_keys=[author_id])
    editor: Mapped[Person | None] = relationship(foreign_keys=[editor_id])
    tags: Mapped[list[KnowledgeTag]] = relationship(secondary=article_tag, order_by=KnowledgeTag.code)
    product_lines: Mapped[list[ProductLine]] = relationship(secondary=article_product_line)
    classifications: Mapped[list[Classification]] = relationship(secondary=article_classification)
    related: Mapped[list["Article"]] = relationship(
        secondary=article_related,
        primaryjoin=id == article_related.c.article_id,
        secondaryjoin=id == article_related.c.related_id,
    )

    __mapper_args__ = {"version_id_col": version, "version_id_generator": False}

    def __repr__(self) -> str:
        return self.title.get("en") or next(iter(self.title.values()), "")


class ArticleAnswer(Model):
    """What one reader says to "was this helpful"."""

    __tablename__ = "article_answer"

    article_id: Mapped[int] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), primary_key=True, comment="Of which article"
    )
    person_id: Mapped[int] = mapped_column(
        ForeignKey("ab_user.id", ondelete="CASCADE"), primary_key=True, index=True, comment="Who"
    )
    is_helpful: Mapped[bool] = mapped_column(comment="Yes or no")
    words: Mapped[str] = mapped_column(Text, default="", comment="What is missing, in the reader's words")
    at: Mapped[datetime] = mapped_column(UtcDateTime, comment="When")

    article: Mapped[Article] = relationship()
    person: Mapped[Person | None] = relationship()


class Reference(Model):
    """An address that an article or link leads to, and whether it could be reached."""

    __tablename__ = "reference"
    __table_args__ = (Index("ix_reference_due", "checked_at", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    article_id: Mapped[int | None] = mapped_column(
        ForeignKey("article.id", ondelete="CASCADE"), index=True, comment="In which article"
    )
    link_id: Mapped[int | None] = mapped_column(
        ForeignKey("knowledge_link.id", ondelete="CASCADE"), index=True, comment="Or of which link"
    )
    address: Mapped[str] = mapped_column(String(500), index=True, comment="Where it leads")
    result: Mapped[str] = mapped_column(
        String(20), default="unchecked", comment="unchecked, ok, broken or refused"
    )
    why: Mapped[str] = mapped_column(
        String(200), default="", comment="Code of the answer, or what went wrong"
    )
    checked_at: Mapped[datetime | None] = mapped_column(UtcDateTime, comment="When it was last tried")

    article: Mapped[Article | None] = relationship()
    link: Mapped[KnowledgeLink | None] = relationship()
