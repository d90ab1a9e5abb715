"""What somebody may choose from: product line -> product -> model or version, each as (code, words).

A product line and a product are chosen by their code. The name of a model or a version is its own code: it is
what people read from the device, and stays readable when the row is long gone. What is no longer offered is
no choice, but keeps its words.
"""

from typing import NamedTuple

from sqlalchemy.orm import Session

from app.accounts.product_lines import product_line_ids
from app.products.catalogue import Item, Make, Release, catalogue
from app.setup.lookups import Line, lookups
from config import LANGUAGES
from models.account import Account
from models.base import TextMap


class Choice(NamedTuple):
    """What is stored, and what is read."""

    code: str
    words: TextMap


def product_lines(session: Session, account: Account | None = None, *, kind: str = "") -> list[Choice]:
    """Those of the account, or all that are offered when nothing is written down for it.

    With `kind` (hardware, software) only those that have a product of it.
    """
    has = product_line_ids(session, account) if account else set()
    known = catalogue(session).products.values()
    with_kind = {item.product_line_id for item in known if item.kind == kind and item.is_active}
    return [
        Choice(line.code, line.name)
        for line in lookups(session).product_lines.values()
        if (line.id in has if has else line.is_active) and (not kind or line.id in with_kind)
    ]


def products(session: Session, line: str = "", *, kind: str = "") -> list[Choice]:
    """The products of a product line, or of all of them."""
    line_id = _line_id(session, line)
    return [
        Choice(item.code, item.name)
        for item in catalogue(session).products.values()
        if item.is_active and (not line or item.product_line_id == line_id) and kind in ("", item.kind)
    ]


def models(session: Session, product: str = "", *, line: str = "") -> list[Choice]:
    """The models of a product, of a product line, or all."""
    known, line_id = catalogue(session), _line_id(session, line)
    return [
        _as_choice(make.name)
        for make in known.models.values()
        if make.is_active
        and product in ("", known.products[make.product_id].code)
        and (not line or known.products[make.product_id].product_line_id == line_id)
    ]


def versions(session: Session, product: str) -> list[Choice]:
    """The versions of a software product, the newest first."""
    known = catalogue(session)
    item = known.product(product)
    found = (one for one in known.versions.values() if item and one.product_id == item.id)
    return [_as_choice(one.name) for one in found]


def find_line(session: Session, code: str) -> Line | None:
    return next((line for line in lookups(session).product_lines.values() if line.code == code), None)


def find_product(session: Session, code: str) -> Item | None:
    return catalogue(session).product(code)


def find_model(session: Session, name: str) -> Make | None:
    """By its exact name; people need not mind capitals."""
    wanted = name.strip().casefold()
    found = (make for make in catalogue(session).models.values() if make.name.casefold() == wanted)
    return next(found, None)


def find_version(session: Session, product: str, name: str) -> Release | None:
    known = catalogue(session)
    item = known.product(product)
    found = (one for one in known.versions.values() if item and (one.product_id, one.name) == (item.id, name))
    return next(found, None)


def _line_id(session: Session, code: str) -> int | None:
    line = find_line(session, code)
    return line.id if line else None


def _as_choice(name: str) -> Choice:
    return Choice(name, dict.fromkeys(LANGUAGES, name))
