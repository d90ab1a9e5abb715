""" "Was this helpful": one answer of each reader, which may be changed."""

from typing import NamedTuple

from flask_babel import gettext as _
from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.check import clean_text
from app.refused import Refused
from models.knowledge import Article, ArticleAnswer

LONGEST_WORDS = 2_000
SHOWN = 20


class Said(NamedTuple):
    """What readers said: how many yes and no, and the answers with words, newest first."""

    helpful: int
    not_helpful: int
    answers: list[ArticleAnswer]


def say_helpful(session: Session, *, by: Viewer, article: Article, is_helpful: bool, words: str = "") -> None:
    """Keep the reader's answer in place of an earlier one. Raises Refused for words that are too long."""
    if len(words) > LONGEST_WORDS:
        raise Refused(_("Use at most %(most)s characters.", most=LONGEST_WORDS), "words")
    words = clean_text(words, "words", "") if words.strip() else ""
    me = by.person_id or 0
    answer = session.get(ArticleAnswer, (article.id, me)) or ArticleAnswer(
        article_id=article.id, person_id=me
    )
    answer.is_helpful, answer.words, answer.at = is_helpful, words, clock.now()
    session.add(answer)
    session.flush()


def my_answer(session: Session, *, by: Viewer, article_id: int) -> ArticleAnswer | None:
    mine = ArticleAnswer.article_id == article_id, ArticleAnswer.person_id == by.person_id
    return session.scalar(select(ArticleAnswer).where(*mine))


def what_readers_said(session: Session, article_id: int) -> Said:
    """For those who keep the knowledge."""
    of_it = ArticleAnswer.article_id == article_id
    yes = func.sum(case((ArticleAnswer.is_helpful.is_(True), 1), else_=0))
    total, helpful = session.execute(select(func.count(ArticleAnswer.person_id), yes).where(of_it)).one()
    worded = select(ArticleAnswer).where(of_it, ArticleAnswer.words != "")
    newest = session.scalars(worded.order_by(ArticleAnswer.at.desc()).limit(SHOWN))
    return Said(int(helpful or 0), total - int(helpful or 0), list(newest))
