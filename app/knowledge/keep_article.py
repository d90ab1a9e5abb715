"""Writing articles: beginning one, changing it, publishing and withdrawing it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.files.attach import waiting
from app.knowledge.check import clean_pair, known_audience, known_kind, require_writing
from app.knowledge.references import note_references
from app.knowledge.words import write_words
from app.refused import Refused, Stale
from models.base import TextMap
from models.classification import Classification
from models.knowledge import STATES, Article, KnowledgeGroup, KnowledgeTag
from models.product_line import ProductLine

LARGEST_ID = 2**31 - 1
MOST_RELATED = 12


class Draft(NamedTuple):
    """What a writer typed and chose. `related` and the other ids are those of rows."""

    title: TextMap
    body: TextMap
    kind: str = "article"
    group: int | None = None
    audience: str = "everyone"
    classifications: tuple[int, ...] = ()
    product_lines: tuple[int, ...] = ()
    tags: tuple[int, ...] = ()
    related: tuple[int, ...] = ()
    rank: int = 0


def begin_article(session: Session, *, by: Viewer, draft: Draft, nonce: str = "") -> Article:
    """A new draft, with the pictures that wait under `nonce`. Raises Refused, NotAllowed."""
    require_writing(by)
    now, me = clock.now(), by.person_id or 0
    article = Article(state="draft", author_id=me, editor_id=me, created_at=now, updated_at=now)
    for field, value in _checked(session, draft).items():
        setattr(article, field, value)
    session.add(article)
    _settle(session, by, article, nonce)
    return article


def change_article(
    session: Session, *, by: Viewer, article: Article, version: int, draft: Draft, nonce: str = ""
) -> None:
    """Change what an article says. `version` is the one that the writer started from.

    Raises Refused, NotAllowed, and Stale with (field, theirs, mine) when somebody saved in between.
    """
    require_writing(by)
    wanted = _checked(session, draft, article)
    changed = {field: value for field, value in wanted.items() if getattr(article, field) != value}
    if version != article.version and changed:
        raise Stale([(f, _shown(getattr(article, f)), _shown(value)) for f, value in changed.items()])
    if not changed and not waiting(session, by=by, nonce=nonce):
        return
    for field, value in changed.items():
        setattr(article, field, value)
    _touch(article, by)
    _settle(session, by, article, nonce)


def translate_article(session: Session, by: Viewer, article: Article, title: TextMap, body: TextMap) -> None:
    """Change its texts alone. Raises Refused for half a language."""
    title, body = clean_pair(title, body)
    if (title, body) == (article.title, article.body):
        return
    article.title, article.body = title, body
    _touch(article, by)
    _settle(session, by, article, "")


def set_article_state(session: Session, *, by: Viewer, article: Article, to: str) -> None:
    """Publish, withdraw, or put back to draft. Raises Refused, NotAllowed."""
    require_writing(by)
    if to not in STATES:
        raise Refused(_("There is no such state."), "to")
    if article.state == to:
        return
    article.state = to
    if to == "published":
        article.published_at = clock.now()
    _touch(article, by)
    session.flush()


def _touch(article: Article, by: Viewer) -> None:
    article.editor_id, article.updated_at = by.person_id or 0, clock.now()
    article.version += 1


def _settle(session: Session, by: Viewer, article: Article, nonce: str) -> None:
    """What follows from the text: its words for search, its pictures, and where it leads."""
    write_words(article)
    session.flush()
    for file in waiting(session, by=by, nonce=nonce) if nonce else ():
        file.article, file.nonce = article, ""
    session.flush()
    note_references(session, article)


def _checked(session: Session, draft: Draft, article: Article | None = None) -> dict[str, Any]:
    """The fields of the row, each fit to be stored. Raises Refused."""
    title, body = clean_pair(draft.title, draft.body)
    classifications = _rows(session, Classification, draft.classifications)
    group = _rows(session, KnowledgeGroup, [draft.group or 0])
    if draft.group is not None and not group:
        raise Refused(_("Choose a group."), "group")
    if not 0 <= draft.rank <= 1000:
        raise Refused(_("Enter a number from 0 to 1000."), "rank")
    if len(set(draft.related)) > MOST_RELATED:
        raise Refused(_("Choose at most %(most)s related articles.", most=MOST_RELATED), "related")
    itself = article.id if article else 0
    return {
        "title": title,
        "body": body,
        "kind": known_kind(draft.kind),
        "group_id": draft.group,
        "audience": known_audience(draft.audience, len(classifications)),
        "classifications": classifications,
        "product_lines": _rows(session, ProductLine, draft.product_lines),
        "tags": _rows(session, KnowledgeTag, draft.tags),
        "related": [one for one in _rows(session, Article, draft.related) if one.id != itself],
        "rank": draft.rank,
    }


def _rows(session: Session, model: Any, ids: Iterable[int]) -> list[Any]:
    """Those that are there, in the order in which the relation holds them."""
    wanted = {id_ for id_ in ids if 0 < id_ <= LARGEST_ID}
    if not wanted:
        return []
    order = model.code if hasattr(model, "code") else model.id
    with session.no_autoflush:
        return list(session.scalars(select(model).where(model.id.in_(wanted)).order_by(order)))


def _shown(value: Any) -> str:
    """A value of a field in words, for comparing."""
    if isinstance(value, dict):
        return "\n\n".join(f"{code}: {text}" for code, text in sorted(value.items()))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value if value is not None else "")
