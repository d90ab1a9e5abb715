"""Marking the words that were found, and the piece of a long text around the first of them."""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from app.search.words import Word, fold

BEFORE, AFTER = 60, 160
_LETTER: Final = r"[^\W_]"
_MARKDOWN: Final = re.compile(r"[\s*_`#>|~\\]+")


class Piece(NamedTuple):
    text: str
    is_found: bool


class _Fold(dict[int, int]):
    """Letter by letter, so that places in the folded text are places in the text."""

    def __missing__(self, letter: int) -> int:
        folded = fold(chr(letter))
        self[letter] = found = ord(folded) if len(folded) == 1 else letter
        return found


_FOLD: Final = _Fold()


def marked(text: str, words: tuple[Word, ...]) -> list[Piece]:
    """The text in pieces, those that are found and those between."""
    text = unicodedata.normalize("NFC", text)
    pieces, at = [], 0
    for start, end in _places(text, words):
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in (*pieces, Piece(text[at:], False)) if piece.text]


def excerpt(text: str, words: tuple[Word, ...]) -> list[Piece] | None:
    """Some words before and after the first one found, in one line; None when nothing is found."""
    plain = unicodedata.normalize("NFC", _MARKDOWN.sub(" ", text))
    first = next(_places(plain, words), None)
    if first is None:
        return None
    start, end = max(0, first[0] - BEFORE), first[0] + AFTER
    if start:
        start = plain.find(" ", start, first[0]) + 1 or first[0]
    cut = plain.rfind(" ", first[1], end) if end < len(plain) else len(plain)
    pieces = marked(plain[start : cut if cut > 0 else end].strip(), words)
    before = [Piece("… ", False)] if start else []
    after = [Piece(" …", False)] if end < len(plain) else []
    return [*before, *pieces, *after]


def beginning(text: str) -> list[Piece]:
    """How a text begins, in one line."""
    plain = _MARKDOWN.sub(" ", text).strip()
    if len(plain) <= AFTER:
        return [Piece(plain, False)]
    cut = plain.rfind(" ", 0, AFTER)
    return [Piece(plain[: cut if cut > 0 else AFTER], False), Piece(" …", False)]


def _places(text: str, words: tuple[Word, ...]) -> Iterator[tuple[int, int]]:
    for found in _pattern(words).finditer(text.translate(_FOLD)):
        yield found.span()


@lru_cache(maxsize=200)
def _pattern(words: tuple[Word, ...]) -> re.Pattern[str]:
    """Whole words: those that are one of the words, or begin with it where that is meant."""
    ways = [f"{word.text}{_LETTER}*" if word.begins else word.text for word in words]
    ways += [form for word in words for form in word.others]
    return re.compile(rf"(?<!{_LETTER})(?:{'|'.join(ways) or '(?!)'})(?!{_LETTER})")
