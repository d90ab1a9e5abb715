"""Patterns that administrators write. RE2 takes time in proportion to the text, whatever the pattern.

It has no look-around and no back-references: they are what cannot be bounded.
"""

from functools import lru_cache
from typing import Any

import re2

LONGEST_PATTERN = 500
MOST_MEMORY = 1 << 20


def _options() -> Any:
    options = re2.Options()
    options.max_mem = MOST_MEMORY
    options.log_errors = False
    return options


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> Any:
    """None when it is no pattern, or too large a one."""
    if len(pattern) > LONGEST_PATTERN:
        return None
    try:
        return re2.compile(pattern, _options())
    except (re2.error, UnicodeError):
        return None


def is_pattern(pattern: str) -> bool:
    return _compiled(pattern) is not None


def fits(pattern: str, text: str) -> bool:
    """Whether the whole text has this form. A pattern that is none was never published, and asks nothing."""
    compiled = _compiled(pattern)
    return compiled is None or compiled.fullmatch(text) is not None
