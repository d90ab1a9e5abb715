"""A few things that fit what was typed so far, each with a link straight to it."""

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.search.ask import Ask
from app.search.cases import beginning_with, fetch_cases, find_in_heads
from app.search.nouns import NOUNS, find
from views.search.found import (
    Group,
    Row,
    account_row,
    article_row,
    case_row,
    contact_row,
    may_find,
    message_row,
)

CASES, OTHERS = 4, 2
ROWS = {"accounts": account_row, "contacts": contact_row, "articles": article_row, "messages": message_row}


def suggestions(session: Session, by: Viewer, ask: Ask) -> list[Group]:
    """Cases by number or subject, then the other kinds; kinds without a match are left out."""
    if not ask.words:
        return []
    found = [Group("cases", _cases(session, ask))] if may_find("cases", by) else []
    for kind, noun in NOUNS.items():
        if may_find(kind, by):
            rows = find(session, noun, ask.words, OTHERS).rows
            found.append(Group(kind, [ROWS[kind](row, ask.words) for row in rows]))
    return [group for group in found if group.rows]


def _cases(session: Session, ask: Ask) -> list[Row]:
    ids = beginning_with(session, ask.q, CASES) or find_in_heads(session, ask.words, CASES)
    return [case_row(row, ask.words) for row in fetch_cases(session, ids)]
