"""What the knowledge pages and the panel of the home page show."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.knowledge.find import fits, is_about, lines_of
from models.base import TextMap
from models.knowledge import Article, KnowledgeGroup, KnowledgeLink, article_related, article_tag

PER_GROUP: Final = 6
IN_PANEL: Final = 3
GROUPS_IN_PANEL: Final = 4
MOST_GROUPS: Final = 60
MOST_RELATED: Final = 6
_TITLES: Final[tuple[Any, ...]] = (Article.id, Article.title, Article.kind)


class Shelf(NamedTuple):
    """A group with its first articles and links, and how many articles it has in all."""

    id: int
    name: TextMap
    about: TextMap
    articles: list[Row[Any]]
    links: list[Row[Any]]
    many: int


def shelves(session: Session, by: Viewer, *, per_group: int = PER_GROUP) -> list[Shelf]:
    """The groups that hold something for this person; those about products that they have come first."""
    lines = lines_of(session, by)
    articles = _first(session, _articles(lines), per_group)
    links = _first(session, _links(), per_group)
    groups = session.execute(
        select(KnowledgeGroup.id, KnowledgeGroup.name, KnowledgeGroup.about)
        .order_by(KnowledgeGroup.rank, KnowledgeGroup.id)
        .limit(MOST_GROUPS)
    ).all()
    found = [_shelf(group, articles.get(group.id, []), links.get(group.id, [])) for group in groups]
    filled = [shelf for shelf in found if shelf.articles or shelf.links]
    return sorted(filled, key=lambda shelf: not any(row.is_about_mine for row in shelf.articles))


def knowledge_panel(session: Session, by: Viewer) -> list[Shelf]:
    """For the home page: a few groups that fit the person, a few articles and links of each. Four queries."""
    if not by.may("can_read", "Knowledge"):
        return []
    return shelves(session, by, per_group=IN_PANEL)[:GROUPS_IN_PANEL]


def _shelf(group: Any, articles: list[Row[Any]], links: list[Row[Any]]) -> Shelf:
    many = articles[0].many if articles else 0
    return Shelf(group.id, group.name, group.about, articles, links, many)


def _articles(lines: Sequence[int]) -> Select[Any]:
    """Published ones with their place in the group; what fits this person stands first."""
    fitting = fits(lines)
    order = (fitting.desc(), Article.rank, Article.id) if lines else (Article.rank, Article.id)
    about_mine = is_about(lines) if lines else Article.id == 0
    return select(
        Article.id,
        Article.title,
        Article.kind,
        Article.group_id,
        about_mine.label("is_about_mine"),
        func.count().over(partition_by=Article.group_id).label("many"),
        func.row_number().over(partition_by=Article.group_id, order_by=order).label("place"),
    ).where(Article.state == "published", Article.group_id.is_not(None))


def _links() -> Select[Any]:
    order = (KnowledgeLink.rank, KnowledgeLink.id)
    place = func.row_number().over(partition_by=KnowledgeLink.group_id, order_by=order).label("place")
    link = KnowledgeLink
    return select(link.id, link.title, link.address, link.group_id, place)


def _first(session: Session, query: Select[Any], most: int) -> dict[int, list[Row[Any]]]:
    """The first `most` rows of each group, by group."""
    inner = query.subquery()
    rows = session.execute(select(inner).where(inner.c.place <= most).order_by(inner.c.place))
    found: dict[int, list[Row[Any]]] = {}
    for row in rows:
        found.setdefault(row.group_id, []).append(row)
    return found


def questions(session: Session, most: int = 8) -> Sequence[Any]:
    """(id, title, body) of the first frequently asked questions."""
    query = select(Article.id, Article.title, Article.body)
    query = query.where(Article.kind == "faq", Article.state == "published")
    return session.execute(query.order_by(Article.rank, Article.id).limit(most)).all()


def related_to(session: Session, article: Article) -> list[Any]:
    """Those that the writer chose, then those that share the most tags."""
    picked = session.execute(_chosen(article)).all()
    alike = session.execute(_alike(article)).all() if article.tags else ()
    known = {row.id for row in picked}
    return [*picked, *(row for row in alike if row.id not in known)][:MOST_RELATED]


def _chosen(article: Article) -> Select[Any]:
    tie = article_related.c
    query = select(*_TITLES).join(article_related, tie.related_id == Article.id)
    seen = Article.state == "published"
    return query.where(tie.article_id == article.id, seen).order_by(Article.id).limit(MOST_RELATED)


def _alike(article: Article) -> Select[Any]:
    """Counted by id first: on PostgreSQL the JSON of a title cannot be grouped by."""
    tie, shared = article_tag.c, func.count(article_tag.c.tag_id).label("shared")
    counted = (
        select(Article.id, shared)
        .join(article_tag, tie.article_id == Article.id)
        .where(tie.tag_id.in_([tag.id for tag in article.tags]))
        .where(Article.state == "published", Article.id != article.id)
        .group_by(Article.id)
        .order_by(shared.desc(), Article.id)
        .limit(2 * MOST_RELATED)
        .subquery()
    )
    query = select(*_TITLES).join(counted, counted.c.id == Article.id)
    return query.order_by(counted.c.shared.desc(), Article.id)
