"""The request types that ship: into a portal that has none, and one by one back to how they shipped."""

from functools import cache
from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.request_types.as_yaml import from_yaml
from app.request_types.definition import Definition
from app.request_types.published import PUBLISHED
from app.request_types.write import data
from models.request_type import RequestType, RequestTypeVersion

FOLDER: Final = Path(__file__).parent / "shipped"
# In the order in which they are offered.
SHIPPED: Final = ("question", "incident", "technical_ticket", "license", "warranty", "professional_service")
STEP: Final = 10  # between the ranks


@cache
def shipped(code: str) -> Definition:
    """How a request type ships. Raises KeyError for one that does not."""
    if code not in SHIPPED:
        raise KeyError(code)
    _code, definition = from_yaml((FOLDER / f"{code}.yaml").read_text(encoding="utf-8"))
    return definition


def install_request_types(session: Session) -> None:
    """Publish all of them where there is none at all: an administrator may have removed one."""
    if session.scalar(select(RequestType.id).limit(1)) is not None:
        return
    for number, code in enumerate(SHIPPED, start=1):
        kind = RequestType(code=code, rank=number * STEP, is_offered=True)
        now = clock.now()
        version = RequestTypeVersion(
            request_type=kind,
            number=1,
            state=PUBLISHED,
            definition=data(shipped(code)),
            edited_at=now,
            published_at=now,
        )
        session.add_all([kind, version])
    session.flush()
