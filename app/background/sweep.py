"""What the worker made is there for a few days. Then row and files go."""

from datetime import datetime

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from app import clock
from app.background.limits import KEPT
from models.background_work import UNFINISHED, BackgroundWork


def forget_old(session: Session, *, at: datetime | None = None) -> list[str]:
    """Delete what ended, or was prepared and left, long ago. Answers the keys of files without a row now.

    Looks through the eyes of the session (the system). The caller commits, and then removes the files.
    """
    old = BackgroundWork.created_at < (at or clock.now()) - KEPT
    gone = (old, BackgroundWork.state.not_in(UNFINISHED))
    keys = session.execute(select(BackgroundWork.source_key, BackgroundWork.result_key).where(*gone)).all()
    session.execute(delete(BackgroundWork).where(*gone).execution_options(synchronize_session=False))
    return [key for pair in keys for key in pair if key]


def kept_keys(session: Session, day: str) -> set[str]:
    """The keys of a day that some work still names."""
    named = (BackgroundWork.source_key, BackgroundWork.result_key)
    rows = session.execute(select(*named).where(or_(*(key.startswith(f"{day}/") for key in named))))
    return {key for pair in rows for key in pair if key}
