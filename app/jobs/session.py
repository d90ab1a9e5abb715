"""The database session of the worker."""

from sqlalchemy.orm import Session

from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.database import db


def system_session() -> Session:
    """The session of this application context, with the system's eyes."""
    session: Session = db.session()
    see_as(session, SYSTEM)
    return session
