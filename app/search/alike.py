"""What is about the same as a sentence that somebody writes: at least two of its words that say something."""

from itertools import combinations
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.search.cases import fetch_cases, find_in_heads
from app.search.match import Words
from app.search.nouns import NOUNS
from app.search.words import Word, words_of
from models.search import CaseWords

SHORTEST, MOST_WORDS = 4, 4
# Words that stand in any sentence and say nothing of what it is about, in English and in Dutch.
COMMON: Final = frozenset(
    """
    about after again also been before being does doesn from have into just more only other over
    please since some than that their them then there these they this what when where which while
    will with work works would your
    alle deze doet door mijn even geen goed hebben heeft kunnen maar meer meteen naar niet nieuw nieuwe
    onze over sinds vanaf voor waar wanneer want welke wordt worden zich zijn zonder
    """.split()
)


def words_alike(sentence: str) -> Words:
    """What a text must hold to be about the same: two of the longest words; the only one when there is one.

    Two of a, b and c are there when a or b is, and a or c, and b or c: as one question, whatever the number.
    """
    found = [word for word in words_of(sentence) if _says_something(word)]
    longest = sorted(found, key=lambda word: len(word.text), reverse=True)[:MOST_WORDS]
    return tuple(_any_of(some) for some in combinations(longest, max(1, len(longest) - 1)))


def _any_of(words: Words) -> Word:
    first, *rest = words
    more = (form for word in rest for form in (word.text, *word.others))
    return first._replace(others=(*first.others, *more))


def rows_alike(session: Session, kind: str, sentence: str, most: int) -> list[Any]:
    """Articles or messages, the newest first. Whether such pages may be opened is asked by the caller."""
    words, noun = words_alike(sentence), NOUNS[kind]
    if not words:
        return []
    key = noun.order[-1]
    found = select(key).where(noun.matches(words), *noun.only).offset(0).subquery("found")
    rows = select(*noun.columns).where(key.in_(select(found.c.id)))
    return list(session.execute(rows.order_by(*(column.desc() for column in noun.order)).limit(most)))


def open_cases_alike(session: Session, sentence: str, most: int) -> list[Any]:
    """Cases that are open, by their subject, the newest first."""
    open_ones = (CaseWords.is_open.is_(True),)
    return fetch_cases(session, find_in_heads(session, words_alike(sentence), most, open_ones))


def _says_something(word: Word) -> bool:
    return word.text.isdigit() or (len(word.text) >= SHORTEST and word.text not in COMMON)
