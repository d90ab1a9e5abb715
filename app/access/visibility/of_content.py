"""Who sees which articles, and what is written about them."""

from typing import Any

from sqlalchemy import and_, exists, false, or_, true

from app.access.viewer import Viewer
from app.access.visibility.plain import Condition
from models.account import Account
from models.classification import Classification
from models.knowledge import Article, article_classification
from models.request_type import RequestTypeVersion

# Names of their own: the statement that the condition joins may well read these tables itself.
_article = Article.__table__.alias("article_seen")
_account = Account.__table__.alias("account_of_reader")
_kind = Classification.__table__.alias("kind_of_reader")


def articles(viewer: Viewer, article: Any = Article) -> Condition:
    """Who writes sees all; our own people what is published; customers of that what is meant for them."""
    if viewer.may("can_edit", "Knowledge"):
        return true()
    if not viewer.person_id or not viewer.may("can_read", "Knowledge"):
        return false()
    published = article.state == "published"
    return published if viewer.is_staff else and_(published, _is_meant_for(viewer, article))


def _is_meant_for(viewer: Viewer, article: Any) -> Condition:
    """For everyone, or for a classification that an account of this person has now."""
    tie, places = article_classification.c, [place.id for place in viewer.places]
    tied = exists().where(
        tie.article_id == article.id,
        tie.classification_id == _kind.c.id,
        _kind.c.code == _account.c.classification,
        _account.c.id.in_(places),
    )
    known = tied.correlate_except(article_classification, _kind, _account)
    return or_(article.audience == "everyone", and_(article.audience == "classification", known))


def of_an_article(article_id: Any, viewer: Viewer) -> Condition:
    """Rows of an article follow the article."""
    seen = exists().where(_article.c.id == article_id, articles(viewer, _article.c))
    return and_(article_id.is_not(None), seen.correlate_except(_article))


def request_type_versions(viewer: Viewer) -> Condition:
    """What is or was published; a draft is for those who write it."""
    if viewer.may("can_configure", "Setup"):
        return true()
    return RequestTypeVersion.state != "draft" if viewer.person_id else false()
