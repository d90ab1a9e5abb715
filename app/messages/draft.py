"""What a writer fills in about a message, checked: one place for the limits and their sentences."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.content.markdown import plain_text
from app.content.printable import printable
from app.refused import Refused
from models.account import Account
from models.base import TextMap
from models.classification import Classification
from models.message import KINDS, Message, MessageAudience
from models.product_line import ProductLine

LONGEST_TITLE = 200
LONGEST_BODY = 50_000
MOST_PARTS = 50
MOST_SOUGHT = 20_000


class Part(NamedTuple):
    """One part of an audience: an account, perhaps with all below it; a classification; or a product line."""

    account_id: int | None = None
    with_sub_accounts: bool = False
    classification_id: int | None = None
    product_line_id: int | None = None


@dataclass(frozen=True)
class Draft:
    """All fields of a message that a writer decides."""

    kind: str
    title: Mapping[str, str]
    body: Mapping[str, str]
    is_urgent: bool = False
    visible_from: datetime | None = None
    visible_until: datetime | None = None
    for_everyone: bool = True
    by_mail: bool = False
    parts: frozenset[Part] = frozenset()


FIELDS = ("kind", "title", "body", "is_urgent", "visible_from", "visible_until", "for_everyone", "by_mail")


def clean(session: Session, draft: Draft) -> Draft:
    """The draft without what cannot be stored or read. Raises Refused; a text may still be missing."""
    if draft.kind not in KINDS:
        raise Refused(_l("Choose what kind of message this is."), "kind")
    title = {code: _one_line(text) for code, text in draft.title.items()}
    body = {code: printable(text).replace("\r\n", "\n").strip() for code, text in draft.body.items()}
    _refuse_long(title, "title", LONGEST_TITLE)
    _refuse_long(body, "body", LONGEST_BODY)
    if not any(title.values()):
        raise Refused(_l("Give the message a title, in one of the languages at least."), "title_en")
    if draft.visible_from and draft.visible_until and draft.visible_until <= draft.visible_from:
        raise Refused(_l("The end must come after the beginning."), "visible_until")
    parts = frozenset() if draft.for_everyone else _known(session, draft.parts)
    filled = {code: text for code, text in title.items() if text}
    said = {code: text for code, text in body.items() if text}
    return replace(draft, title=filled, body=said, parts=parts)


def sought_in(title: Mapping[str, str], body: Mapping[str, str]) -> str:
    """Titles and bodies in small letters and without marks, for the search field."""
    texts = [*title.values(), *(plain_text(text, MOST_SOUGHT) for text in body.values())]
    return "\n".join(texts).casefold()


def parts_of(message: Message) -> frozenset[Part]:
    return frozenset(part_of(row) for row in message.audience)


def draft_of(message: Message) -> Draft:
    """The message as it stands, as a draft."""
    return Draft(parts=parts_of(message), **{field: getattr(message, field) for field in FIELDS})


def is_complete(title: TextMap, body: TextMap) -> bool:
    """Whether there is a language in which both title and text are there."""
    return any(title.get(code) and body.get(code) for code in title)


def part_of(row: MessageAudience) -> Part:
    return Part(row.account_id, row.with_sub_accounts, row.classification_id, row.product_line_id)


def _known(session: Session, parts: frozenset[Part]) -> frozenset[Part]:
    """Raises Refused when a part names what is not there, or not for the writer to see."""
    if len(parts) > MOST_PARTS:
        raise Refused(_l("An audience has at most %(most)s parts.", most=MOST_PARTS), "audience")
    for query, ids in (
        (select(Account.id).where(Account.id.in_(_ids(parts, "account_id"))), _ids(parts, "account_id")),
        (
            select(Classification.id).where(Classification.id.in_(_ids(parts, "classification_id"))),
            _ids(parts, "classification_id"),
        ),
        (
            select(ProductLine.id).where(ProductLine.id.in_(_ids(parts, "product_line_id"))),
            _ids(parts, "product_line_id"),
        ),
    ):
        _refuse_unknown(session, query, ids)
    return parts


def _ids(parts: frozenset[Part], column: str) -> set[int]:
    return {getattr(part, column) for part in parts} - {None}


def _refuse_unknown(session: Session, query: Select[int], ids: set[int]) -> None:
    if ids and set(session.scalars(query)) != ids:
        raise Refused(_l("A part of this audience is not there any more. Choose it again."), "audience")


def _refuse_long(texts: Mapping[str, str], field: str, most: int) -> None:
    for code, text in texts.items():
        if len(text) > most:
            sentence = _("Make the text shorter: at most %(most)s characters.", most=most)
            raise Refused(sentence, f"{field}_{code}")


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())
