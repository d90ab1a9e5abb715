"""Messages in words: kinds, states, and whom one is for."""

from typing import Any

from flask import Flask
from flask_babel import gettext as _
from markupsafe import Markup

from app.content.texts import pick
from models.base import TextMap
from models.message import Message, MessageAudience
from views.cases.words import said
from views.parts.language import current_language
from views.parts.text import markdown, plain

TONES = {
    "draft": "muted",
    "scheduled": "info",
    "published": "good",
    "expired": "muted",
    "withdrawn": "waiting",
}


def register(app: Flask) -> None:
    app.jinja_env.globals.update(in_language=in_language, excerpt=excerpt)


def in_language(texts: TextMap) -> Markup:
    """Markdown as HTML in the reader's language; in the other one it is marked with its `lang`."""
    text, language = pick(texts, current_language())
    return _marked("div", language, markdown(text))


def excerpt(texts: TextMap, length: int = 180) -> Markup:
    """The first words, without the marks."""
    text, language = pick(texts, current_language())
    return _marked("span", language, plain(text, length))


def _marked(tag: str, language: str, content: str) -> Markup:
    kind = Markup(' class="prose"') if tag == "div" else ""
    lang = "" if language == current_language() else Markup(' lang="%s"') % language
    return Markup("<%s%s%s>%s</%s>") % (tag, kind, lang, content, tag)


def kind_words() -> dict[str, str]:
    return {"update": _("Product update"), "announcement": _("Announcement")}


def state_words() -> dict[str, str]:
    return {
        "draft": _("Draft"),
        "scheduled": _("Scheduled"),
        "published": _("Published"),
        "expired": _("Expired"),
        "withdrawn": _("Withdrawn"),
    }


def audience_words(message: Message) -> list[str | Markup]:
    """One line for each part; for writers only: it names accounts."""
    if message.for_everyone:
        return [_("Everyone")]
    return [_part_words(part) for part in message.audience] or [_("Nobody yet")]


def _part_words(part: MessageAudience) -> str | Markup:
    if part.account is not None:
        name = part.account.name
        return _("%(account)s with sub-accounts", account=name) if part.with_sub_accounts else name
    named: Any = part.classification or part.product_line
    return said(named.name) if named is not None else ""
