"""Is the index of search what it should be? `loket check` asks, and `loket search` writes it anew."""

from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, and_, exists, func, not_, or_, select, update
from sqlalchemy.orm import Session

from app.search.match import Holds
from models.account import Account
from models.case import Case
from models.conversation import Note
from models.knowledge import Article
from models.message import Message
from models.person import Person
from models.search import CaseWords

AT_ONCE: Final = 1_000
MOST_READ: Final = 2_000  # the newest cases and notes are read word by word; all are asked where they stand
NAMED: Final = 5
TEXTS: Final[tuple[tuple[Any, Any], ...]] = (
    (Account, Account.name),
    (Person, Person.first_name),
    (Article, Article.words),
    (Message, Message.words),
)


def flaws(session: Session) -> Iterator[str]:
    """One sentence when there are cases that search does not know as they are."""
    found: dict[int, None] = {}
    for question in (_absent(), _elsewhere(), _without_internal(), _changed(), _unread()):
        found |= dict.fromkeys(session.scalars(question.limit(MOST_READ)))
    if found:
        some = ", ".join(map(str, sorted(found)[:NAMED])) + ("" if len(found) <= NAMED else ", …")
        yield f"Search does not know {len(found)} cases as they are ({some}); `loket search` mends it."


def _absent() -> Select[Any]:
    """Cases with no row in the index."""
    row = exists().where(CaseWords.case_id == Case.id, CaseWords.is_internal.is_(False))
    return select(Case.number).where(~row)


def _without_internal() -> Select[Any]:
    """Internal notes make a second row, and nothing else does."""
    noted = exists().where(Note.case_id == Case.id, Note.is_internal.is_(True))
    row = exists().where(CaseWords.case_id == Case.id, CaseWords.is_internal.is_(True))
    return select(Case.number).where(or_(and_(noted, ~row), and_(~noted, row)))


def _elsewhere() -> Select[Any]:
    """Rows that do not stand where their case stands: this is what visibility asks about."""
    repeated = ("account_id", "root_id", "owner_id", "is_open")
    differs = [getattr(CaseWords, name) != getattr(Case, name) for name in repeated]
    return select(Case.number).join(CaseWords, CaseWords.case_id == Case.id).where(or_(*differs))


def _changed() -> Select[Any]:
    """Among the newest, cases whose subject, description or own number is not in their row."""
    newest = select(Case.id).order_by(Case.id.desc()).limit(MOST_READ).subquery()
    texts = (Case.description, Case.external_number)
    missing = or_(~Holds(CaseWords.head, Case.subject), *(~Holds(CaseWords.words, text) for text in texts))
    rows = select(Case.number).join(CaseWords, CaseWords.case_id == Case.id)
    return rows.where(Case.id.in_(select(newest.c.id)), _is_whole(), missing)


def _unread() -> Select[Any]:
    """Among the newest notes, those that are not in a row that is to have them."""
    newest = select(Note.id).order_by(Note.id.desc()).limit(MOST_READ).subquery()
    rows = select(Case.number).join(CaseWords, CaseWords.case_id == Case.id)
    rows = rows.join(Note, and_(Note.case_id == Case.id, or_(CaseWords.is_internal, ~Note.is_internal)))
    return rows.where(Note.id.in_(select(newest.c.id)), _is_whole(), not_(Holds(CaseWords.words, Note.body)))


def _is_whole() -> ColumnElement[bool]:
    """A conversation of many thousand words keeps the first ones only (migration 0008)."""
    return func.length(CaseWords.words) < 8_000


def write_anew(session: Session) -> Iterator[int]:
    """Let the triggers write all words again, some cases at a time; the caller commits after each.

    Answers how many cases there were. For a session that looks as the system.
    """
    for model, column in TEXTS:
        session.execute(_touch(model, column))
    last = session.scalar(select(func.max(Case.id))) or 0
    for first in range(1, last + 1, AT_ONCE):
        some = _touch(Case, Case.description).where(Case.id.between(first, first + AT_ONCE - 1))
        touched: Any = session.execute(some)
        yield touched.rowcount


def _touch(model: Any, column: Any) -> Any:
    return update(model).values({column: column}).execution_options(synchronize_session=False)
