"""Filters for text that people wrote and files that they sent."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from flask_babel import format_decimal, get_locale, gettext
from markupsafe import Markup

from app.content.markdown import markdown_to_html, plain_text
from views.parts.times import at_time, on_date


def markdown(text: str | None, first_heading: int = 2) -> Markup:
    return Markup(markdown_to_html(text, first_heading))  # noqa: S704 (cleaned by an allow-list)


def plain(text: str | None, length: int = 200) -> str:
    return plain_text(text, length)


def shown(value: Any) -> Any:
    """A value of a row as a reader wants it: yes and no, times in their zone, texts in their language."""
    if value is None or isinstance(value, Markup):
        return value or ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return at_time(value)
    if isinstance(value, date):
        return on_date(value)
    if isinstance(value, Mapping):
        return in_my_language(value)
    if isinstance(value, list | tuple | set):
        return ", ".join(str(one) for one in value)
    return value


def in_my_language(texts: Mapping[str, str]) -> str:
    """The reader's language, else English, else whatever there is."""
    here = getattr(get_locale(), "language", "en")
    known = (texts.get(here), texts.get("en"), *texts.values())
    return next((str(text) for text in known if text), "")


def file_size(size: int | None) -> str:
    """1536 as "1.5 kB", in the reader's number format."""
    if size is None:
        return ""
    number, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if number < 1000:
            break
        number, unit = number / 1000, larger
    return f"{format_decimal(round(number, 0 if number >= 100 or unit == 'B' else 1))} {unit}"
