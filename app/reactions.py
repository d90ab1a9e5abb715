"""What follows from what: every consequence of every kind of event. The worker does each of them once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.mail.tell import tell_assignment, tell_note, tell_registered, tell_status
from models.event import CaseEvent

Reaction = Callable[[Session, CaseEvent], None]

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "opened": (tell_registered,),
    "noted": (tell_note,),
    "status_changed": (tell_status,),
    "assigned": (tell_assignment, tell_status),
    "edited": (),
    "file_added": (),
    "account_changed": (),
}
