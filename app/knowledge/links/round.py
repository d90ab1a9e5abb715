"""The worker's round along the addresses that are due, and what staff read of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.keyset import Page, fetch
from app.knowledge.check import require_writing
from app.knowledge.links.inside import path_here, verdict_on_path
from app.knowledge.links.outside import Outside
from app.knowledge.links.verdict import NO_NETWORK, OK, UNKNOWN_HOST, Verdict
from models.knowledge import Article, KnowledgeLink, Reference

EVERY: Final = timedelta(days=1)
AT_ONCE: Final = 10  # addresses; then reactions and mail get their turn
SIZE: Final = 50
RESULTS: Final = ("broken", "refused", "unchecked", "ok")


def go_round(session: Session, outside: Outside, is_stopping: Callable[[], bool] = lambda: False) -> int:
    """Look at the addresses that were not looked at for a day; answers how many. Needs the system's eyes.

    No transaction is open while the network is asked: on SQLite everybody else would wait for it.
    """
    due = _due(session)
    session.rollback()
    found: dict[str, Verdict] = {}
    for address in due:
        if is_stopping():
            break
        path = path_here(address)
        found[address] = outside.verdict_on(address) if path is None else verdict_on_path(session, path)
        session.rollback()
    is_unknown = {address for address, one in found.items() if one == UNKNOWN_HOST}
    if is_unknown and not _has_network(session, found):
        found |= dict.fromkeys(is_unknown, NO_NETWORK)
    for address, one in found.items():
        _write(session, address, one)
    return len(found)


def _has_network(session: Session, found: dict[str, Verdict]) -> bool:
    """Without a network no name is known: only when some server elsewhere answered lately, one is missing."""
    if any(one == OK and path_here(address) is None for address, one in found.items()):
        return True
    lately = Reference.result == "ok", Reference.checked_at > clock.now() - 2 * EVERY
    answered = session.scalars(select(Reference.address).where(*lately, Reference.address.startswith("http")))
    return any(path_here(address) is None for address in answered)


def _due(session: Session) -> list[str]:
    """Never looked at first, then the longest ago. What is in no published text need not be looked at."""
    long_ago = or_(Reference.checked_at.is_(None), Reference.checked_at < clock.now() - EVERY)
    oldest = func.min(func.coalesce(Reference.checked_at, clock.now() - timedelta(days=36_500)))
    rows = session.execute(
        select(Reference.address, oldest)
        .outerjoin(Article, Article.id == Reference.article_id)
        .where(long_ago, or_(Reference.article_id.is_(None), Article.state != "withdrawn"))
        .group_by(Reference.address)
        .order_by(oldest, Reference.address)
        .limit(AT_ONCE)
    )
    return [row[0] for row in rows]


def _write(session: Session, address: str, found: Verdict) -> None:
    values: dict[str, Any] = {"result": found.result, "why": found.why, "checked_at": clock.now()}
    session.execute(update(Reference).where(Reference.address == address).values(**values))
    session.commit()


def ask_again(session: Session, *, by: Viewer) -> None:
    """Let the worker look at every address anew, as soon as it can. Raises NotAllowed."""
    require_writing(by)
    with seeing_as(session, SYSTEM):
        session.execute(update(Reference).values(checked_at=None))


def references_page(session: Session, result: str, *, after: str = "", before: str = "") -> Page:
    """Addresses with this result, and the article or link in which they stand."""
    columns: tuple[Any, ...] = (
        Reference.address,
        Reference.id,
        Reference.result,
        Reference.why,
        Reference.checked_at,
        Reference.article_id,
        Reference.link_id,
        Article.title.label("article_title"),
        KnowledgeLink.title.label("link_title"),
    )
    query = (
        select(*columns)
        .outerjoin(Article, Article.id == Reference.article_id)
        .outerjoin(KnowledgeLink, KnowledgeLink.id == Reference.link_id)
        .where(Reference.result == result)
        .where(or_(Reference.article_id.is_(None), Article.state != "withdrawn"))
    )
    keys = (Reference.address, Reference.id)
    return fetch(session, query, keys, descending=False, size=SIZE, after=after, before=before)


def counts(session: Session) -> dict[str, int]:
    """How many addresses have which result."""
    rows = session.execute(select(Reference.result, func.count(Reference.id)).group_by(Reference.result))
    return {row[0]: row[1] for row in rows}


def last_round(session: Session) -> Any:
    """When an address was looked at last; None when none was."""
    return session.scalar(select(func.max(Reference.checked_at)))
