"""Texts that people write in both languages: the reader's, else the other one (FEATURES H4)."""

from collections.abc import Mapping

from models.base import TextMap

ORDER = ("en", "nl")


def pick(texts: TextMap | Mapping[str, str] | None, language: str) -> tuple[str, str]:
    """(text, its language): the reader's language, else another one; ("", language) when empty."""
    for code in (language, *ORDER):
        if texts and texts.get(code):
            return texts[code], code
    return "", language
