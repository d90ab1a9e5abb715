"""What was found, as rows of a page: a title, a few words about it, and the text around the match."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.content.texts import pick
from app.database import db
from app.request_types.published import request_types
from app.search.ask import Ask, write_place
from app.search.cases import Sought, fetch_cases, fetch_notes, find_ids
from app.search.marks import Piece, beginning, excerpt, marked
from app.search.nouns import NOUNS, find
from app.search.words import Word
from views.cases.words import said, status_of
from views.parts.language import current_language
from views.parts.times import ago

Words = tuple[Word, ...]


class Row(NamedTuple):
    """`text` with where it stands before it; `status` is the word and tone of a case's state."""

    href: str
    title: Markup
    meta: list[Any]
    text: Markup | None = None
    where: str = ""
    status: Any = None
    language: str = ""


class Group(NamedTuple):
    """One kind: its rows, and the addresses of the pages around them."""

    kind: str
    rows: list[Row]
    next_href: str = ""
    previous_href: str = ""


def may_find(kind: str, by: Viewer) -> bool:
    return by.may(*(NOUNS[kind].needs if kind in NOUNS else ("can_read", "Cases")))


def group_of(kind: str, session: Session, by: Viewer, ask: Ask, size: int) -> Group:
    """Some of a kind, or a page of it when the address asks for that kind alone."""
    if kind == "cases":
        return _cases(session, by, ask, size)
    after, before = (ask.after, ask.before) if ask.kind else ("", "")
    page = find(session, NOUNS[kind], ask.words, size, after, before)
    rows = [_ROWS[kind](row, ask.words) for row in page.rows]
    return Group(
        kind,
        rows,
        ask.url(kind=kind, after=page.after if ask.kind else "") if page.after else "",
        ask.url(before=page.before) if page.before and ask.kind else "",
    )


def show(pieces: Sequence[Piece]) -> Markup:
    """Pieces of text, what was found in <mark>."""
    return Markup("").join(Markup("<mark>%s</mark>") % text if found else text for text, found in pieces)


def _cases(session: Session, by: Viewer, ask: Ask, size: int) -> Group:
    sought = Sought(ask.words, ask.conditions(by))
    ids, following = find_ids(session, sought, size, ask.place)
    found = fetch_cases(session, ids)
    texts = _texts(session, found, ask.words)
    rows = [case_row(row, ask.words, *texts[row.id]) for row in found]
    after = write_place(following) if following and ask.kind else ""
    return Group("cases", rows, ask.url(kind="cases", after=after) if following else "")


def case_row(row: Any, words: Words, text: Markup | None = None, where: str = "") -> Row:
    meta = [
        show(marked(str(row.number), words)),
        row.account or _("Another account of your organisation"),
        said(request_types(db.session()).name(row.request_type)),
        ago(row.updated_at),
    ]
    return Row(f"/cases/{row.number}", show(marked(row.subject, words)), meta, text, where, status_of(row))


def _texts(session: Session, cases: list[Any], words: Words) -> dict[int, tuple[Markup, str]]:
    """By case: the piece of its description, else of a note that one may read, that holds a word."""
    found: dict[int, tuple[Markup, str]] = {}
    for row in cases:
        if pieces := excerpt(row.description, words):
            found[row.id] = show(pieces), ""
    missing = [row.id for row in cases if row.id not in found]
    for note in fetch_notes(session, missing):
        if note.case_id not in found and (pieces := excerpt(note.body, words)):
            found[note.case_id] = show(pieces), _("Internal note") if note.is_internal else _("Note")
    return {row.id: found.get(row.id) or (show(beginning(row.description)), "") for row in cases}


def account_row(row: Any, words: Words) -> Row:
    return Row(f"/accounts/{row.id}", show(marked(row.name, words)), [show(marked(row.customer_id, words))])


def contact_row(row: Any, words: Words) -> Row:
    name = f"{row.first_name} {row.last_name}".strip()
    meta = [show(marked(row.email, words)), show(marked(row.phone or "", words)), row.account]
    return Row(f"/contacts/{row.id}", show(marked(name, words)), meta)


def _written(address: str) -> Any:
    def row_of(row: Any, words: Words) -> Row:
        here = current_language()
        (title, language), (body, _same) = pick(row.title, here), pick(row.body, here)
        text = show(excerpt(body, words) or beginning(body))
        return Row(
            address.format(row.id),
            show(marked(title, words)),
            [ago(row.updated_at)],
            text,
            language=language if language != here else "",
        )

    return row_of


article_row, message_row = _written("/knowledge/{}"), _written("/messages/{}")
_ROWS = {"accounts": account_row, "contacts": contact_row, "articles": article_row, "messages": message_row}
