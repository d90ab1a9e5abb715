"""Finding articles: by words, tag, product line, group and kind. The session shows only what one may read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, exists, false, or_, select, true
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.keyset import Page, fetch
from app.search.match import in_article, in_article_title
from app.search.nouns import is_first
from app.search.words import words_of
from models.knowledge import KINDS, STATES, Article, KnowledgeTag, article_product_line, article_tag
from models.product_line import AccountProductLine, ProductLine

SIZE: Final = 25
LARGEST_ID: Final = 2**31 - 1
COLUMNS: Final[tuple[Any, ...]] = (
    Article.id,
    Article.title,
    Article.body,
    Article.kind,
    Article.state,
    Article.group_id,
    Article.updated_at,
)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty means that it does not matter. `state` is for who writes."""

    q: str = ""
    tag: str = ""
    kind: str = ""
    group: int | None = None
    line: int | None = None
    state: str = ""

    @property
    def is_anything(self) -> bool:
        return any((self.q, self.tag, self.kind, self.group, self.line, self.state))


def find_articles(session: Session, wanted: Wanted, *, after: str = "", before: str = "") -> Page:
    """One page of COLUMNS: those with the words in their title first, then those that changed last."""
    first = [is_first(in_article_title(words_of(wanted.q)))] if wanted.q else []
    query = select(*COLUMNS, *first).where(*_conditions(wanted))
    keys = (*first, Article.updated_at, Article.id)
    return fetch(session, query, keys, descending=True, size=SIZE, after=after, before=before)


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.q:
        words = words_of(wanted.q)
        found.append(in_article(words) if words else false())
    if wanted.tag:
        tie = article_tag.c
        tagged = exists().where(
            tie.article_id == Article.id, tie.tag_id == KnowledgeTag.id, KnowledgeTag.code == wanted.tag
        )
        found.append(tagged.correlate(Article))
    if wanted.kind:
        found.append(Article.kind == wanted.kind)
    if wanted.group is not None:
        found.append(Article.group_id == wanted.group)
    if wanted.line is not None:
        found.append(is_about([wanted.line]))
    if wanted.state:
        found.append(Article.state == wanted.state)
    return found


def read_wanted(values: Any) -> Wanted:
    """From an address; whatever makes no sense counts as not asked."""
    return Wanted(
        q=" ".join(values.get("q", "").split())[:100],
        tag=values.get("tag", "")[:40],
        kind=values.get("kind", "") if values.get("kind") in KINDS else "",
        group=_key(values.get("group", "")),
        line=_key(values.get("line", "")),
        state=values.get("state", "") if values.get("state") in STATES else "",
    )


def _key(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and 0 < int(text[:12]) <= LARGEST_ID else None


def tags_in_use(session: Session) -> Sequence[Any]:
    """(code, name) of the tags of articles that one may read."""
    query = (
        select(KnowledgeTag.code, KnowledgeTag.name, KnowledgeTag.rank)
        .join(article_tag, article_tag.c.tag_id == KnowledgeTag.id)
        .join(Article, Article.id == article_tag.c.article_id)
        .where(Article.state == "published")
    )
    # JSON has no equality on PostgreSQL, so the doubles go here and not there
    rows = {row.code: row for row in session.execute(query.limit(2_000))}
    return sorted(rows.values(), key=lambda row: (row.rank, row.code))


def lines_in_use(session: Session) -> Sequence[Any]:
    """(id, name) of the product lines that articles can be about."""
    query = select(ProductLine.id, ProductLine.name).where(ProductLine.is_active.is_(True))
    return session.execute(query.order_by(ProductLine.rank, ProductLine.id)).all()


def lines_of(session: Session, by: Viewer) -> list[int]:
    """The product lines of the accounts of this person."""
    places = [place.id for place in by.places]
    if not places:
        return []
    query = select(AccountProductLine.product_line_id).where(AccountProductLine.account_id.in_(places))
    return sorted(set(session.scalars(query)))


def fits(lines: Sequence[int]) -> ColumnElement[bool]:
    """About no product line at all, or about one of these. Without any, everything fits."""
    if not lines:
        return true()
    return or_(~is_about(None), is_about(lines))


def is_about(lines: Sequence[int] | None) -> ColumnElement[bool]:
    """About one of these product lines; None: about any."""
    tie = article_product_line.c
    which = [tie.product_line_id.in_(lines)] if lines is not None else []
    tied: Select[Any] = select(tie.article_id).where(tie.article_id == Article.id, *which)
    return tied.correlate(Article).exists()
