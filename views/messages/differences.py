"""What somebody else changed meanwhile, field by field, in words."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.messages.draft import Part
from config import LANGUAGES
from models.classification import Classification
from models.product_line import ProductLine
from views.cases.words import said
from views.messages.form import accounts_in
from views.messages.words import kind_words
from views.parts.times import at_time

Line = tuple[str, Any, Any]


def in_words(session: Session, differences: Sequence[Any]) -> list[Line]:
    """(field, theirs, mine); a text per language."""
    return [line for difference in differences for line in _lines(session, *difference)]


def _lines(session: Session, field: str, theirs: Any, mine: Any) -> Iterator[Line]:
    if isinstance(theirs, Mapping):
        for code in LANGUAGES:
            if theirs.get(code, "") != mine.get(code, ""):
                yield _labels()[f"{field}_{code}"], theirs.get(code, ""), mine.get(code, "")
    else:
        yield _labels()[field], _value(session, theirs), _value(session, mine)


def _value(session: Session, value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return at_time(value)
    if isinstance(value, frozenset):
        return _parts(session, value)
    return kind_words().get(value, value) if value is not None else "–"


def _parts(session: Session, parts: frozenset[Part]) -> str:
    names = [
        _("%(account)s with sub-accounts", account=name) if below else name
        for _id, name, below in accounts_in(session, parts)
    ]
    for model, ids in (
        (Classification, {part.classification_id for part in parts}),
        (ProductLine, {part.product_line_id for part in parts}),
    ):
        query: Any = select(model.name).where(model.id.in_(ids - {None})).order_by(model.rank)
        names += [str(said(name)) for name in session.scalars(query)] if ids - {None} else []
    return "; ".join(names) or "–"


def _labels() -> dict[str, str]:
    return {
        "kind": _("Kind"),
        "title_en": _("Title in English"),
        "title_nl": _("Title in Dutch"),
        "body_en": _("Text in English"),
        "body_nl": _("Text in Dutch"),
        "is_urgent": _("Urgent"),
        "visible_from": _("Visible from"),
        "visible_until": _("Visible until"),
        "for_everyone": _("For everyone"),
        "by_mail": _("Also send it by mail"),
        "parts": _("For whom"),
    }
