"""The only commit of an act: all of it is saved, or nothing is, and the worker is told afterwards."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app.access.reading import in_transaction
from app.database import db
from app.jobs.hint import hint


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Commit at the end; roll back and raise again when anything goes wrong."""
    session: Session = db.session()
    with in_transaction(session):
        try:
            yield session
            session.commit()
        except BaseException:
            session.rollback()
            raise
    hint()
