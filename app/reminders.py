"""What a person should not forget: things that end, that wait for long, and that were begun and left."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final, NamedTuple

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.home import waits
from app.messages.find import is_current, is_unread
from app.setup.scales import scales
from app.translate.find import count_lacking
from models.background_work import BackgroundWork
from models.case import Case
from models.escalation import Escalation
from models.knowledge import Article
from models.message import Message

ENDS_WITHIN: Final = timedelta(days=7)
LONG: Final = timedelta(days=3)
MOST: Final = 99


class Reminder(NamedTuple):
    """How many of a kind, to one more than MOST, and the last of them: its id, of a case its number."""

    kind: str
    many: int
    last: int


def reminders(session: Session, by: Viewer) -> list[Reminder]:
    """Those that there are, in two questions: who translates counts texts with other eyes."""
    parts = [_counted(kind, ids) for kind, ids in _kinds(session, by)]
    found = [Reminder(*row) for row in session.execute(union_all(*parts))]
    found.append(Reminder("texts", count_lacking(session, by, MOST), 0))
    return [one for one in found if one.many]


def _kinds(session: Session, by: Viewer) -> Iterator[tuple[str, Select[Any]]]:
    """The columns are called "id"."""
    now, me = clock.now(), by.person_id
    if by.may("can_read", "Cases") and not by.reach("case.view").is_empty:
        long_ago = Case.updated_at <= now - LONG
        waiting = select(Case.number.label("id")).where(*waits(session, by), long_ago)
        yield (
            "cases",
            waiting.where(Case.status_id.not_in(_customers_turn(session))) if by.is_staff else waiting,
        )
    if by.may("can_read", "Messages"):
        ending = Message.visible_until <= now + ENDS_WITHIN
        yield "ending", select(Message.id).where(is_current(now), is_unread(by), ending)
    for kind in ("import_accounts", "import_contacts"):
        prepared = BackgroundWork.kind == kind, BackgroundWork.state == "prepared"
        yield kind, select(BackgroundWork.id).where(BackgroundWork.person_id == me, *prepared)
    yield from _escalations(by)
    if by.may("can_edit", "Messages"):
        yield "messages", select(Message.id).where(Message.state == "draft", Message.author_id == me)
    if by.may("can_edit", "Knowledge"):
        mine = or_(Article.author_id == me, Article.editor_id == me)
        yield "articles", select(Article.id).where(Article.state == "draft", mine)


def _escalations(by: Viewer) -> Iterator[tuple[str, Select[Any]]]:
    """Those that nobody has answered, for who answers them; a customer's own that go on."""
    found = select(Case.number.label("id")).join(Escalation, Escalation.case_id == Case.id)
    if by.may("can_manage", "Escalations"):
        yield "escalations", found.where(Escalation.state == "raised")
    if by.home is not None:
        ours = or_(Case.owner_id == by.person_id, Case.account_id == by.home.id)
        yield "escalated", found.where(Escalation.ended_at.is_(None), ours)


def _customers_turn(session: Session) -> list[int]:
    return [status.id for status in scales(session).statuses.values() if status.awaits_customer]


def _counted(kind: str, ids: Select[Any]) -> Select[Any]:
    some = ids.limit(MOST + 1).subquery()
    return select(
        literal(kind).label("kind"), func.count().label("many"), func.coalesce(func.max(some.c.id), 0)
    )
