"""Scores in words: a number or a row of stars means something else to everybody."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l

SCORE_WORDS: Final[dict[int, Any]] = {
    5: _l("Very satisfied"),
    4: _l("Satisfied"),
    3: _l("Neither satisfied nor dissatisfied"),
    2: _l("Dissatisfied"),
    1: _l("Very dissatisfied"),
}


def score_word(score: int | None) -> str:
    """In the reader's language; empty for a case that was not rated."""
    return str(SCORE_WORDS.get(score or 0, ""))
