"""Finding cases by words: those whose number or subject holds them first, the newest first in each part.

A common word must not rank a million cases. So the newest that the viewer may see are looked at one by one
first, and only when those do not fill the page is the index asked for all: then the words are rare.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, func, not_, select
from sqlalchemy.orm import Session, aliased

from app.search.match import Words, in_case, in_head
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.search import CaseWords

NEWEST: Final = 2_000
LOOKED_THROUGH: Final = 2_000  # letters of a text, for the excerpt
MOST_NOTES: Final = 150
HEAD, REST = 0, 1


@dataclass(frozen=True)
class Place:
    """Where the page begins: in which part, and before which row of the index."""

    part: int = HEAD
    before: int = 0


@dataclass(frozen=True)
class Sought:
    """What is looked for, and conditions on CaseWords that narrow it."""

    words: Words
    where: tuple[ColumnElement[bool], ...] = ()


def find_ids(session: Session, sought: Sought, size: int, place: Place) -> tuple[list[int], Place | None]:
    """The ids of the cases of one page, the best first, and where the next page begins; None: nowhere."""
    if not sought.words:
        return [], None
    found: dict[int, Place] = {}
    for part in range(place.part, REST + 1):
        before = place.before if part == place.part else 0
        for key, case_id in _part(session, sought, part, before, size + 1 - len(found)):
            found.setdefault(case_id, Place(part, key))
        if len(found) > size:
            break
    ids = list(found)
    return ids[:size], found[ids[size - 1]] if len(ids) > size else None


def find_in_heads(session: Session, words: Words, most: int) -> list[int]:
    """The newest cases with the words in number or subject: enough for suggestions."""
    found = _part(session, Sought(words), HEAD, 0, most) if words else []
    return list(dict.fromkeys(case_id for _key, case_id in found))[:most]


def _part(session: Session, sought: Sought, part: int, before: int, most: int) -> list[tuple[int, int]]:
    """(key, case), the newest first. A case with internal notes stands in the index twice."""
    found: list[Any] = []
    for statement in (_among_the_newest(sought, part, before), _anywhere(sought, part, before)):
        found = list(session.execute(statement.limit(2 * most)))
        if len({case_id for _key, case_id in found}) >= most:
            break
    last_of: dict[int, int] = {case_id: key for key, case_id in found}
    return [(key, case_id) for case_id, key in last_of.items()][:most]


def _among_the_newest(sought: Sought, part: int, before: int) -> Select[Any]:
    newest = select(CaseWords).where(*_where(sought, before)).order_by(CaseWords.id.desc()).limit(NEWEST)
    seen = aliased(CaseWords, newest.subquery("newest"))
    return _matching(select(seen.id, seen.case_id), sought, part, seen).order_by(seen.id.desc())


def _anywhere(sought: Sought, part: int, before: int) -> Select[Any]:
    """An offset keeps PostgreSQL from walking the cases in their order instead of asking the index."""
    rows = select(CaseWords.id, CaseWords.case_id).where(*_where(sought, before))
    found = _matching(rows, sought, part, CaseWords).offset(0).subquery("found")
    return select(found.c.id, found.c.case_id).order_by(found.c.id.desc())


def _where(sought: Sought, before: int) -> Iterator[ColumnElement[bool]]:
    yield from sought.where
    if before:
        yield CaseWords.id < before


def _matching(statement: Select[Any], sought: Sought, part: int, of: Any) -> Select[Any]:
    if part == HEAD:
        return statement.where(in_head(sought.words, of))
    return statement.where(in_case(sought.words, of), not_(in_head(sought.words, of)))


def fetch_cases(session: Session, ids: Sequence[int]) -> list[Any]:
    """The rows in the order of the ids; those that the viewer does not see are left out."""
    if not ids:
        return []
    columns = (
        Case.id,
        Case.number,
        Case.subject,
        Case.kind,
        Case.priority_id,
        Case.status_id,
        Case.updated_at,
    )
    text = func.substr(Case.description, 1, LOOKED_THROUGH).label("description")
    rows = select(*columns, text, Account.name.label("account")).where(Case.id.in_(ids))
    found = {
        row.id: row
        for row in session.execute(rows.join(Account, Account.id == Case.account_id, isouter=True))
    }
    return [found[case_id] for case_id in ids if case_id in found]


def fetch_notes(session: Session, ids: Sequence[int]) -> list[Any]:
    """The newest notes on these cases that the viewer may read: case_id, is_internal, body."""
    if not ids:
        return []
    body = func.substr(Note.body, 1, LOOKED_THROUGH).label("body")
    rows = select(Note.case_id, Note.is_internal, body).where(Note.case_id.in_(ids))
    return list(session.execute(rows.order_by(Note.id.desc()).limit(MOST_NOTES)))
