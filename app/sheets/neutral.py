"""Cells that a spreadsheet would run as a formula are marked as text, and the mark is taken off again.

The mark is an apostrophe, as people type it themselves. A value that looks marked already gets one more, so
that `plain(neutral(text)) == text` for every text.
"""

import re
from typing import Final

# What makes Excel, Calc or Numbers calculate: also in full width, and behind a tab or an end of line.
LIVE: Final = re.compile("'*[=+\\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20]")


def neutral(text: str) -> str:
    """The text as it may stand in a cell."""
    return f"'{text}" if LIVE.match(text) else text


def plain(text: str) -> str:
    """The text that was meant by a cell."""
    return text[1:] if is_marked(text) else text


def is_marked(text: str) -> bool:
    return text.startswith("'") and LIVE.match(text) is not None
