"""The rows of a list of cases. A page has hundreds of cells: what repeats in them is put together once."""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

from flask_babel import gettext as _
from markupsafe import Markup, escape

from app.cases.listing.columns import Column, start_of
from app.request_types.published import RequestTypes
from app.setup.scales import Scales
from models.base import TextMap
from models.case import KINDS
from views.cases.words import kind_in_words, said
from views.parts.language import current_language
from views.parts.reader import reader
from views.parts.times import ago, on_date

Make = Callable[[Any], str]
_STACKED: Final = ("subject", "description", "account")  # below each other, in one cell


def groups(columns: Sequence[Column]) -> list[list[Column]]:
    """The columns of the table: subject, description and account share one."""
    stacked = [column for column in columns if column.name in _STACKED]
    found = [[column] for column in columns if column not in stacked]
    return [*found[:1], stacked, *found[1:]] if stacked else found


def rows_of(
    found: Iterable[Any],
    columns: Sequence[Column],
    words: Scales,
    types: RequestTypes,
    marked: Make,
    *,
    is_short: bool,
) -> Markup:
    """Table rows. `is_short` leaves type and day out on a phone, as nobody asked for them.

    `marked` makes the marks that stand beside the number.
    """
    makers = [_maker(group, words, types, marked, is_short) for group in groups(columns)]
    rows = ("<tr>" + "".join([make(row) for make in makers]) + "</tr>\n" for row in found)
    return Markup("".join(rows))  # noqa: S704  every maker escapes


def _maker(group: Sequence[Column], words: Scales, types: RequestTypes, marked: Make, is_short: bool) -> Make:
    name = group[0].name
    if name in _STACKED:
        return _stacked([column.name for column in group], _begin(group[0], current_language()))
    narrow = " only-wide" if is_short else " extra"
    begin = _begin(group[0], current_language())
    if name == "number":
        return _number(begin, marked)
    if name == "type":
        return _type(begin, types, narrow, current_language())
    if name in ("kind", "priority", "status"):
        return _known(name, begin, words, narrow, current_language())
    return _MAKERS[name](begin, narrow)


@lru_cache(maxsize=200)
def _begin(column: Column, language: str) -> str:
    """Of the present language."""
    return f'<td data-label="{escape(str(column.label))}" class="'


def _number(begin: str, marked: Make) -> Make:
    start = begin + 'number"><a href="/cases/'
    return lambda row: f'{start}{row.number}">{row.number}</a>{marked(row)}</td>'


@lru_cache(maxsize=200)
def _type(begin: str, types: RequestTypes, narrow: str, language: str) -> Make:
    """By its code, each made once."""
    cells = {code: f'{begin}kind{narrow}">{escape(said(types.name(code)))}</td>' for code in types.by_code}
    return lambda row: cells.get(row.request_type) or f'{begin}kind{narrow}">{escape(row.request_type)}</td>'


@lru_cache(maxsize=200)
def _known(name: str, begin: str, words: Scales, narrow: str, language: str) -> Make:
    """One of a few cells, each made once for the scales of one moment and a language."""
    if name == "kind":
        kinds = {kind: f'{begin}kind{narrow}">{escape(kind_in_words(kind))}</td>' for kind in KINDS}
        return lambda row: kinds.get(row.kind) or f'{begin}kind{narrow}"></td>'
    if name == "priority":
        look = begin + 'urgency"><span class="priority '
        cells = {one.id: _word(look, one.colour, one.name) for one in words.priorities.values()}
        return lambda row: cells[row.priority_id]
    look = begin + 'state"><span class="pill '
    states = {one.id: _word(look, one.tone, one.name) for one in words.statuses.values()}
    return lambda row: states[row.status_id]


def _word(begin: str, look: str, name: TextMap) -> str:
    return f'{begin}{look}">{escape(said(name))}</span></td>'


def _owner(begin: str, narrow: str) -> Make:
    start, hidden = begin + 'owner">', _("Somebody at another account")
    somebody = f"{escape(hidden)}</td>"
    return lambda row: (
        start
        + (somebody if row.last_name is None else f"{escape(row.first_name)} {escape(row.last_name)}</td>")
    )


def _assignee(begin: str, narrow: str) -> Make:
    start, none = begin + 'assignee extra">', _("Nobody")
    nobody = f"{escape(none)}</td>"
    return lambda row: (
        start
        + (
            nobody
            if row.assignee_last is None
            else f"{escape(row.assignee_first)} {escape(row.assignee_last)}</td>"
        )
    )


def _created(begin: str, narrow: str) -> Make:
    start, to = f'{begin}created{narrow}">', reader()
    return lambda row: f"{start}{on_date(row.created_at, to)}</td>"


def _updated(begin: str, narrow: str) -> Make:
    start, to = begin + 'when">', reader()
    return lambda row: f"{start}{ago(row.updated_at, to)}</td>"


def _stacked(names: Sequence[str], begin: str) -> Make:
    """The first line is strong, the others are small."""
    hidden = escape(_("Another account of your organisation"))
    lines: dict[str, Make] = {
        "subject": lambda row: escape(row.subject),
        "description": lambda row: escape(start_of(row.description)),
        "account": lambda row: hidden if row.account is None else escape(row.account),
    }
    looks = ["strong" if name == "subject" else "small muted" for name in names]
    parts = [(f'<div class="{look}">', lines[name]) for look, name in zip(looks, names, strict=True)]
    start = begin + 'wide-cell">'
    return lambda row: start + "".join([f"{opens}{line(row)}</div>" for opens, line in parts]) + "</td>"


_MAKERS: Final[dict[str, Callable[[str, str], Make]]] = {
    "owner": _owner,
    "assignee": _assignee,
    "created": _created,
    "updated": _updated,
}
