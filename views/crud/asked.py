"""What a list was asked for in its address. Whatever makes no sense counts as not asked."""

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from flask import request
from flask_appbuilder.models.filters import FilterRelation

LARGEST_PAGE = 100
LARGEST_LIST = 40
"""Rows on one page of a table: with more, the page weighs more than it may."""
LAST_PAGE = 2_000
LARGEST_ID = 2**31 - 1


class Asked(NamedTuple):
    """Page from 0, rows per page, and (column, "asc" or "desc"); ("", "") when no order was asked."""

    page: int
    size: int
    order: tuple[str, str]


def asked_for(view: str, size: int, order_columns: Sequence[str]) -> Asked:
    """Only listed columns order a list: any other would tell what it holds."""
    column, direction = request.args.get(f"_oc_{view}", ""), request.args.get(f"_od_{view}", "asc")
    order = (column, direction) if column in order_columns and direction in ("asc", "desc") else ("", "")
    page = min(whole_number(request.args.get(f"page_{view}"), 0), LAST_PAGE)
    rows = whole_number(request.args.get(f"psize_{view}"), size) or size
    return Asked(page, min(rows, LARGEST_LIST), order)


def whole_number(text: str | None, otherwise: int) -> int:
    """0 or more; `otherwise` when it is no such number."""
    return int(text) if text and re.fullmatch("[0-9]{1,9}", text) else otherwise


def row_id(text: Any) -> int | None:
    """The id of a row as an address or a form gives it; None when no row can have it."""
    found = int(text) if re.fullmatch("[0-9]{1,10}", str(text)) else 0
    return found if 0 < found <= LARGEST_ID else None


def fill_filters(filters: Any) -> None:
    """Take the questions on search columns from the address: `_flt_2_name=Haven`."""
    filters.clear_filters()
    offered = filters.get_search_filters()
    for name, values in request.args.lists():
        found = re.fullmatch(r"_flt_([0-9])_(\w+)", name)
        if found and found[2] in offered and int(found[1]) < len(offered[found[2]]):
            question = offered[found[2]][int(found[1])]
            if any(values) and not (isinstance(question, FilterRelation) and not all(map(row_id, values))):
                filters._add_filter(question, values)
