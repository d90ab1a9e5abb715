"""Text that both databases and every reader can use."""

from collections.abc import Iterator
from typing import Final
from unicodedata import combining

# On one letter; Unicode's own limit (UAX #15, stream-safe text). Sorting a thousand takes a database seconds.
MOST_MARKS: Final = 30


def printable(text: str) -> str:
    """Without NUL, surrogates, control characters and towers of accents; line ends and tabs stay."""
    text = text.encode("utf-8", "ignore").decode("utf-8", "ignore")
    return few_marks("".join(c for c in text if c in "\n\r\t" or not (c < " " or "\x7f" <= c < "\xa0")))


def few_marks(text: str) -> str:
    """The same with no more accents on one letter than any language has."""
    return text if text.isascii() else "".join(_few_marks(text))


def _few_marks(text: str) -> Iterator[str]:
    marks = 0
    for character in text:
        marks = marks + 1 if combining(character) else 0
        if marks <= MOST_MARKS:
            yield character
