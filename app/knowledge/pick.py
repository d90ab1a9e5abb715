"""Picking an article by what people know of it: words of its title, its number, or its address."""

import re
from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.content.texts import pick
from app.refused import Refused
from app.search.match import in_article_title
from app.search.words import words_of
from models.knowledge import Article

MOST_SUGGESTED = 12
NAMED = 5
LARGEST_ID = 2**31 - 1
_NUMBER = re.compile(r"(?:.*/knowledge/)?(\d{1,9})(?:-[a-z0-9-]*)?/?")
_LABEL = re.compile(r".* \((\d{1,9})\)")


class Found(NamedTuple):
    """An article as a suggestion: "Paper jams (12)" finds it again, in the language in which it was shown."""

    id: int
    title: str

    @property
    def label(self) -> str:
        return f"{self.title} ({self.id})"


def suggest_articles(session: Session, typed: str, language: str) -> list[Found]:
    """The articles whose titles have the words, those that changed last first."""
    words = words_of(typed)
    if not words:
        return []
    query = select(Article.id, Article.title).where(in_article_title(words))
    rows = session.execute(query.order_by(Article.updated_at.desc(), Article.id).limit(MOST_SUGGESTED))
    return [Found(row.id, pick(row.title, language)[0]) for row in rows]


def named(session: Session, ids: list[int], language: str) -> list[Found]:
    """Those of them that are there, in their order."""
    rows = session.execute(select(Article.id, Article.title).where(Article.id.in_(ids)))
    found = {row.id: Found(row.id, pick(row.title, language)[0]) for row in rows} if ids else {}
    return [found[id_] for id_ in dict.fromkeys(ids) if id_ in found]


def article_meant(session: Session, typed: str, field: str, language: str) -> Found | None:
    """The article that was typed or picked; None for nothing. Raises Refused, with what it could be."""
    typed = " ".join(typed.split())[:300]
    if not typed:
        return None
    if exact := _exact(session, typed, language):
        return exact
    found = suggest_articles(session, typed, language)
    if len(found) == 1:
        return found[0]
    if found:
        names = "; ".join(one.label for one in found[:NAMED])
        raise Refused(_("More than one article fits. Which do you mean: %(names)s?", names=names), field)
    raise Refused(_("No article has these words in its title."), field)


def _exact(session: Session, typed: str, language: str) -> Found | None:
    """By number or address; or a suggestion as it stood."""
    number, label = _NUMBER.fullmatch(typed), _LABEL.fullmatch(typed)
    asked = number or label
    if asked is None or int(asked[1]) > LARGEST_ID:
        return None
    found = named(session, [int(asked[1])], language)
    return found[0] if found and (number or found[0].label == typed) else None
