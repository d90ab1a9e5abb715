"""One form, one case: the nonce of a form is spent in the transaction of what it makes."""

import re
import secrets

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.database import PLANNED_ONCE
from app.refused import Refused
from models.case import Case, FormNonce

LONGEST = 64
_SOUND = re.compile(r"[A-Za-z0-9_-]{8,64}\Z")


def new_nonce() -> str:
    """For a hidden field of a form that makes something."""
    return secrets.token_urlsafe(24)


def made_with(session: Session, *, by: Viewer, nonce: str) -> Case | None:
    """What an earlier sending of this form made; None when it was not sent yet."""
    return session.scalar(
        select(Case)
        .join(FormNonce, FormNonce.case_id == Case.id)
        .where(FormNonce.nonce == nonce, FormNonce.person_id == by.person_id)
        .execution_options(**PLANNED_ONCE)
    )


def require_sound(nonce: str) -> None:
    """Raise Refused for what no form of ours has carried, and no sender of requests should."""
    if not _SOUND.match(nonce):
        raise Refused(_("This form is no longer valid. Open it again."))


def spend(session: Session, *, by: Viewer, nonce: str, case: Case) -> None:
    """Spend the nonce on `case`. Two at once: the second fails on the primary key when it is flushed."""
    require_sound(nonce)
    session.add(FormNonce(nonce=nonce, person_id=by.person_id, case=case, created_at=clock.now()))
    session.flush()
