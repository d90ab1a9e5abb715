"""The present moment in a condition: asked when the statement runs, not when the condition was made."""

from datetime import datetime

from sqlalchemy import BindParameter, bindparam

from app import clock
from models.base import UtcDateTime


def present() -> BindParameter[datetime]:
    """Conditions are made once and kept; the clock goes on."""
    return bindparam(None, type_=UtcDateTime(), callable_=lambda: clock.now(), unique=True)
