"""Regions, classifications and other words of the set-up, read once and kept until the stamp moves."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from models.agreement import AgreementKind
from models.base import TextMap
from models.classification import Classification
from models.product_line import ProductLine
from models.qualification import Qualification
from models.region import Region, SubRegion


@dataclass(frozen=True)
class Word:
    """A row of one of these tables as pages need it."""

    id: int
    code: str
    name: TextMap


@dataclass(frozen=True)
class Part(Word):
    """A sub-region."""

    region_id: int


@dataclass(frozen=True)
class Line(Word):
    """A product line; one that is not active is no longer given to accounts."""

    is_active: bool


@dataclass(frozen=True)
class Lookups:
    """All of them at one moment, each in its order."""

    regions: dict[int, Word]
    sub_regions: dict[int, Part]
    classifications: dict[str, Word]
    product_lines: dict[int, Line]
    agreement_kinds: dict[int, Word]
    qualifications: dict[int, Word]

    def classification(self, code: str) -> TextMap:
        """Its name; an account may still hold a word from before there was a table."""
        known = self.classifications.get(code)
        return known.name if known else {"en": code}

    def parts_of(self, region_id: int) -> list[Part]:
        return [part for part in self.sub_regions.values() if part.region_id == region_id]

    def lines(self, ids: Iterable[int]) -> list[Line]:
        """Those of the product lines, in their order."""
        wanted = set(ids)
        return [line for line in self.product_lines.values() if line.id in wanted]


def _read(session: Session) -> Lookups:
    classifications = _rows(session, Classification, Word)
    return Lookups(
        {row.id: row for row in _rows(session, Region, Word)},
        {row.id: row for row in _rows(session, SubRegion, Part, SubRegion.region_id)},
        {row.code: row for row in classifications},
        {row.id: row for row in _rows(session, ProductLine, Line, ProductLine.is_active)},
        {row.id: row for row in _rows(session, AgreementKind, Word)},
        {row.id: row for row in _rows(session, Qualification, Word)},
    )


def _rows(session: Session, model: Any, kind: type[Word], *more: Any) -> list[Any]:
    found = select(model.id, model.code, model.name, *more).order_by(model.rank, model.id)
    return [kind(*row) for row in session.execute(found)]


# The tables as they are now: `lookups(session)`. Costs queries only after a change of set-up.
lookups: Kept[Lookups] = Kept(_read)
