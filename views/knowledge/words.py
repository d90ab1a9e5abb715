"""What templates need to put knowledge into words."""

import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from app.content.texts import pick
from models.base import TextMap
from views.parts.language import current_language
from views.parts.text import markdown

LONGEST_NAME = 60
STATE_TONES = {"draft": "waiting", "published": "good", "withdrawn": "muted"}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(
        article_href=article_href,
        article_kind=article_kind,
        article_state=article_state,
        article_tones=STATE_TONES,
        kept_picture=kept_picture,
        host_of=host_of,
    )
    app.jinja_env.filters.update(language_of=language_of, said_text=said_text, article_text=article_text)


def article_href(row: Any) -> str:
    """The address of an article, with its title for those who read addresses."""
    title, _language = pick(row.title, current_language())
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    name = "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_NAME].strip("-")
    return f"/knowledge/{row.id}-{name}" if name else f"/knowledge/{row.id}"


def article_kind(kind: str) -> str:
    return {
        "article": _("Article"),
        "faq": _("Frequently asked question"),
        "guide": _("Troubleshooting guide"),
    }.get(kind, kind)


def article_state(state: str) -> str:
    return {"draft": _("Draft"), "published": _("Published"), "withdrawn": _("Withdrawn")}.get(state, state)


def language_of(texts: TextMap) -> str:
    """In which language a reader of this page gets the text."""
    return pick(texts, current_language())[1]


def kept_picture(file: Any) -> str:
    """The Markdown that shows a picture in the text."""
    name = re.sub(r"[\[\]()\\`<>]", "", file.name)
    return f"![{name}](/files/{file.id}/picture?inline=1)"


def said_text(texts: TextMap) -> str:
    """The text alone, for what marks its language itself."""
    return pick(texts, current_language())[0]


def article_text(text: str) -> Markup:
    """The text as HTML; its largest headings come right below the title, whichever the writer chose."""
    signs = re.findall(r"^(#{1,6}) ", text, re.M)
    return markdown(text, 3 - min((len(sign) for sign in signs), default=1))


def host_of(address: str) -> str:
    """Where a link leads, in short: "docs.example.com"."""
    return urlsplit(address).hostname or ""
