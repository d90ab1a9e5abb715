"""Texts that people write in both languages: the reader's, else the other one."""

from collections.abc import Mapping

from flask_babel import get_locale

from models.base import TextMap

ORDER = ("en", "nl")


def readers_language() -> str:
    """That of the page; outside of a request the portal's own."""
    return getattr(get_locale(), "language", ORDER[0])


def to_reader(texts: TextMap | Mapping[str, str] | None) -> str:
    """The text alone, for sentences and plain lists; where `lang` can be marked, `pick` says which it is."""
    return pick(texts, readers_language())[0]


def pick(texts: TextMap | Mapping[str, str] | None, language: str) -> tuple[str, str]:
    """(text, its language): the reader's language, else another one; ("", language) when empty."""
    for code in (language, *ORDER):
        if texts and texts.get(code):
            return texts[code], code
    return "", language
