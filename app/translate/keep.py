"""Translating: changing the texts of a row and nothing else of it."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.check import clean_text
from app.knowledge.keep_article import translate_article
from app.knowledge.words import write_words_with
from app.messages.write import translate_message
from app.refused import NotAllowed, Refused
from app.translate.texts import Kind, Text, kinds_for
from models.base import TextMap

OWN_WAY = {"article": translate_article, "message": translate_message}


def keep_texts(session: Session, *, by: Viewer, kind: Kind, row: Any, texts: Mapping[str, TextMap]) -> None:
    """`texts` are those of each column. A text can be changed and added, not taken away.

    Raises NotAllowed, Refused.
    """
    if kind not in kinds_for(by):
        raise NotAllowed()
    wanted = {text.column: _clean(text, texts[text.column], getattr(row, text.column)) for text in kind.texts}
    if own_way := OWN_WAY.get(kind.code):
        own_way(session, by, row, wanted["title"], wanted["body"])
        return
    changed = {column: value for column, value in wanted.items() if getattr(row, column) != value}
    for column, value in changed.items():
        setattr(row, column, value)
    session.flush()
    if changed and kind.code == "tag":
        write_words_with(session, row)


def _clean(text: Text, typed: TextMap, present: TextMap) -> TextMap:
    found = {code: _line(text, said) for code, said in typed.items() if said.strip()}
    if any(present.get(code) and not found.get(code) for code in present):
        raise Refused(_("This text can be changed, but not taken away."), text.column)
    return found


def _line(text: Text, said: str) -> str:
    said = clean_text(said, text.column, "")
    said = said if text.rows else " ".join(said.split())
    if len(said) > text.longest:
        raise Refused(_("Use at most %(most)s characters.", most=text.longest), text.column)
    return said
