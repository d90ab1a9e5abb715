"""Filling the rules and reasons for closing with what ships."""

from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.take_up import take_up_old_cases
from app.setup.shipped.closing import REASONS, RULE
from models.closing import ClosingReason, ClosingRule

STEP: Final = 10


def install_closing(session: Session) -> None:
    """Fill each table that is empty; cases from before there was a rule are taken up with the first one."""
    if session.scalar(select(ClosingReason.id).limit(1)) is None:
        for number, shipped in enumerate(REASONS, start=1):
            texts = {"name": shipped.name, "text": shipped.text, "link": shipped.link}
            session.add(ClosingReason(code=shipped.code, rank=number * STEP, **texts))
    if session.scalar(select(ClosingRule.id).limit(1)) is None:
        session.add(ClosingRule(**RULE))
        session.flush()
        take_up_old_cases(session)
