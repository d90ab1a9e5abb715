"""Keyset pages with their addresses: the filters stay, only the place in the list moves."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask import request

from app import keyset
from app.keyset import fetch

PAGE = 50


class Page(NamedTuple):
    """The rows of one page and the addresses of the pages beside it; None where there is none."""

    rows: Sequence[Any]
    previous_href: str | None
    next_href: str | None


def page_of(
    session: Any, query: Any, keys: Sequence[Any], size: int = PAGE, *, descending: bool = False
) -> Page:
    """One page of `query`, ordered by `keys` (the last one unique), from where the address points."""
    return page_from(fetch(session, query, keys, descending=descending, size=size, **place_asked()))


def place_asked() -> dict[str, str]:
    """Where the address points to in a list: after one row, or before one."""
    return {name: request.args.get(name, "")[:1_000] for name in ("after", "before")}


def page_from(found: keyset.Page) -> Page:
    """The addresses for its cursors."""
    return Page(found.rows, _href("before", found.before), _href("after", found.after))


def _href(direction: str, cursor: str) -> str | None:
    kept = [(n, v) for n, v in request.args.items(multi=True) if n not in ("after", "before", "lang")]
    return "?" + urlencode([*kept, (direction, cursor)]) if cursor else None
