"""Finding cases by words: those whose number or subject holds them first, the newest first in each part.

A common word must not rank a million cases. So the newest that the viewer may see are looked at one by one
first, and only when those do not fill the page is the index asked for all: then the words are rare.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, Subquery, func, not_, select
from sqlalchemy.orm import Session, aliased

from app.search.match import Words, in_case, in_head
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.search import CaseWords

NEWEST: Final = 3_000
FEW: Final = 8  # of the newest have the words: then a few thousand of a million have them
LOOKED_THROUGH: Final = 2_000  # letters of a text, for the excerpt
MOST_NOTES: Final = 150
SHORTEST_NUMBER, NUMBER_LENGTH = 4, 8
HEAD, REST = 0, 1
Hit = tuple[int, int]  # key in the index, case
Seen = list[tuple[Hit, bool]]


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
    for part, (key, case_id) in _hits(session, sought, size + 1, place):
        found.setdefault(case_id, Place(part, key))
        if len(found) > size:
            break
    ids = list(found)
    return ids[:size], found[ids[size - 1]] if len(ids) > size else None


def find_in_heads(
    session: Session, words: Words, most: int, where: tuple[ColumnElement[bool], ...] = ()
) -> list[int]:
    """The newest cases with the words in number or subject: enough for suggestions."""
    if not words:
        return []
    sought = Sought(words, where)
    found = _heads(session, sought, most, 0, _newest(session, sought, most, 0))
    return [case_id for _key, case_id in found][:most]


def _hits(session: Session, sought: Sought, most: int, place: Place) -> Iterator[tuple[int, Hit]]:
    """Lazily: the second part is not asked for when the first one fills the page."""
    seen, before = _newest(session, sought, most, place.before), place.before
    if place == Place() and len(seen) <= FEW:
        seen = _best(session, _everywhere(sought), most)
        yield from ((HEAD if is_head else REST, hit) for hit, is_head in seen)
        return
    if place.part == HEAD:
        heads = _heads(session, sought, most, before, seen)
        yield from ((HEAD, hit) for hit in heads)
        most -= len(heads)
        seen, before = _newest(session, sought, most, 0) if before and most > 0 else seen, 0
    rest = _once(hit for hit, is_head in seen if not is_head)
    if len(rest) < most:
        rest = _once(_hits_of(session, _anywhere(sought, REST, before), most))
    yield from ((REST, hit) for hit in rest)


def _heads(session: Session, sought: Sought, most: int, before: int, seen: Seen) -> list[Hit]:
    found = _once(hit for hit, is_head in seen if is_head)
    return found if len(found) >= most else _once(_hits_of(session, _anywhere(sought, HEAD, before), most))


def _once(hits: Iterable[Hit]) -> list[Hit]:
    """A case with internal notes stands in the index twice; the lower key is where the next page begins."""
    keys = {case_id: key for key, case_id in hits}
    return [(key, case_id) for case_id, key in keys.items()]


def _newest(session: Session, sought: Sought, most: int, before: int) -> Seen:
    """The best among the newest cases, and whether the words stand in number or subject."""
    rows = select(CaseWords).where(*_where(sought, before)).order_by(CaseWords.id.desc()).limit(NEWEST)
    newest = aliased(CaseWords, rows.subquery("newest"))
    found = select(newest.id, newest.case_id, in_head(sought.words, newest).label("is_head"))
    return _best(session, found.where(in_case(sought.words, newest)).subquery("found"), most)


def _everywhere(sought: Sought) -> Subquery:
    """Both parts in one question, for words that hardly any of the newest cases has."""
    rows = select(CaseWords.id, CaseWords.case_id, in_head(sought.words).label("is_head"))
    return rows.where(in_case(sought.words), *_where(sought, 0)).offset(0).subquery("found")


def _best(session: Session, found: Subquery, most: int) -> Seen:
    rows = select(found.c.id, found.c.case_id, found.c.is_head)
    best = session.execute(rows.order_by(found.c.is_head.desc(), found.c.id.desc()).limit(2 * most))
    return [((key, case_id), bool(head)) for key, case_id, head in best]


def _anywhere(sought: Sought, part: int, before: int) -> Select[Any]:
    """An offset keeps PostgreSQL from walking the cases in their order instead of asking the index."""
    rows = select(CaseWords.id, CaseWords.case_id).where(*_where(sought, before))
    is_head = in_head(sought.words)
    asked = (is_head,) if part == HEAD else (in_case(sought.words), not_(is_head))
    found = rows.where(*asked).offset(0).subquery("found")
    return select(found.c.id, found.c.case_id).order_by(found.c.id.desc())


def _hits_of(session: Session, statement: Select[Any], most: int) -> list[Hit]:
    return [(key, case_id) for key, case_id in session.execute(statement.limit(2 * most))]


def _where(sought: Sought, before: int) -> Iterator[ColumnElement[bool]]:
    yield from sought.where
    if before:
        yield CaseWords.id < before


def fetch_cases(session: Session, ids: Sequence[int]) -> list[Any]:
    """The rows in the order of the ids; those that the viewer does not see are left out."""
    if not ids:
        return []
    columns = (
        Case.id,
        Case.number,
        Case.subject,
        Case.request_type,
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


def case_numbered(session: Session, number: int) -> bool:
    """Whether the viewer sees a case with this number."""
    return session.scalar(select(Case.id).where(Case.number == number)) is not None


def beginning_with(session: Session, typed: str, most: int) -> list[int]:
    """The cases whose number begins with these digits, when digits are all that was typed."""
    if not (typed.isascii() and typed.isdigit() and SHORTEST_NUMBER <= len(typed) <= NUMBER_LENGTH):
        return []
    unit = 10 ** (NUMBER_LENGTH - len(typed))
    first = int(typed) * unit
    numbers = select(Case.id).where(Case.number >= first, Case.number < first + unit)
    return list(session.scalars(numbers.order_by(Case.number.desc()).limit(most)))
