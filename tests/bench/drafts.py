"""Requests that are filled in and wait to be sent: each opens one case."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from models.request_draft import RequestDraft
from models.request_type import RequestType, RequestTypeVersion
from tests.bench.start import Start

MANY = 6_000
QUESTION = "question"


def fill_in(session: Session, start: Start) -> None:
    """MANY of them, of Noor for a sub-account, in a database that has none yet."""
    if session.scalar(select(RequestDraft.key).where(RequestDraft.key == key(0))) is not None:
        return
    version = session.scalars(
        select(RequestTypeVersion.id)
        .join(RequestType, RequestType.id == RequestTypeVersion.request_type_id)
        .where(RequestType.code == QUESTION, RequestTypeVersion.state == "published")
    ).one()
    row = {
        "person_id": start.noor,
        "request_type": QUESTION,
        "request_type_version_id": version,
        "values": answers(start),
        "step": "more",
        "created_at": start.now,
        "updated_at": start.now,
        "expires_at": start.now + timedelta(days=30),
    }
    session.execute(insert(RequestDraft), [{**row, "key": key(number)} for number in range(MANY)])
    session.commit()


def answers(start: Start) -> dict[str, str]:
    return {
        "account": str(start.haven),
        "priority": start.priorities[0].code,
        "kind": "issue",
        "subject": "Paper jam in tray 2",
        "description": "It stops after *two* pages.",
        "contact": str(start.noor),
    }


def key(number: int) -> str:
    return f"a-draft-of-the-bench-{number:06d}"


def next_summary() -> Callable[[], str]:
    """The address of one that was not sent yet, each time another."""
    numbers = count()
    return lambda: f"/cases/drafts/{key(next(numbers))}/summary"
