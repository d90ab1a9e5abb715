"""What is about the same as a sentence that somebody writes: at least two of its words that say something."""

from itertools import combinations
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app.search.cases import fetch_cases, find_in_heads
from app.search.match import Words
from app.search.nouns import NOUNS
from app.search.words import Word, words_of
from models.search import CaseWords

SHORTEST, MOST_WORDS, MOST_TRIES = 4, 4, 3
# Words that stand in any sentence and say nothing of what it is about, in English and in Dutch.
COMMON: Final = frozenset(
    """
    about after again also been before being does doesn from have into just more only other over
    please since some than that their them then there these they this what when where which while
    will with work works would your
    alle deze doet door even geen goed hebben heeft kunnen maar meer meteen naar niet nieuw nieuwe
    onze over sinds vanaf voor waar wanneer want welke wordt worden zich zijn zonder
    """.split()
)


def pairs_of(sentence: str) -> list[Words]:
    """Two words each, the longest first: what holds both is likely about the same. One alone counts too."""
    found = [word for word in words_of(sentence) if _says_something(word)]
    longest = sorted(found, key=lambda word: len(word.text), reverse=True)[:MOST_WORDS]
    return list(combinations(longest, 2)) if len(longest) > 1 else [(word,) for word in longest]


def rows_alike(session: Session, kind: str, sentence: str, most: int) -> list[Any]:
    """Articles or messages, the newest first. Whether such pages may be opened is asked by the caller."""
    pairs = pairs_of(sentence)
    if not pairs:
        return []
    noun = NOUNS[kind]
    key = noun.order[-1]
    found = select(key).where(or_(*map(noun.matches, pairs)), *noun.only).offset(0).subquery("found")
    rows = select(*noun.columns).where(key.in_(select(found.c.id)))
    return list(session.execute(rows.order_by(*(column.desc() for column in noun.order)).limit(most)))


def open_cases_alike(session: Session, sentence: str, most: int) -> list[Any]:
    """Cases that are open, by their subject: those with the best pair of words first."""
    ids: dict[int, None] = {}
    for pair in pairs_of(sentence)[:MOST_TRIES]:
        if len(ids) < most:
            found = find_in_heads(session, pair, most, (CaseWords.is_open.is_(True),))
            ids.update(dict.fromkeys(found))
    return fetch_cases(session, list(ids)[:most])


def _says_something(word: Word) -> bool:
    return word.text.isdigit() or (len(word.text) >= SHORTEST and word.text not in COMMON)
