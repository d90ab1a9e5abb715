"""What follows from what: every consequence of every kind of event. The worker does each of them once."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.mail.renew import renew_mails
from app.mail.tell import (
    tell_assignment,
    tell_escalated,
    tell_escalation_answered,
    tell_escalation_withdrawn,
    tell_files,
    tell_merged,
    tell_note,
    tell_owner,
    tell_priority,
    tell_registered,
    tell_reminder,
    tell_restored,
    tell_shared,
    tell_status,
    tell_task,
    tell_task_note,
    tell_team,
)
from models.event import CaseEvent

Reaction = Callable[[Session, CaseEvent], None]

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "opened": (tell_registered,),
    "noted": (tell_note,),
    "note_edited": (renew_mails,),
    "note_withdrawn": (renew_mails,),
    "note_restored": (renew_mails, tell_restored),
    "task_added": (tell_task,),
    "task_changed": (tell_task,),
    "task_noted": (tell_task_note, tell_note),
    "status_changed": (tell_status,),
    "reopened": (tell_status,),
    "priority_changed": (tell_priority,),
    "reminded": (tell_reminder,),
    "closed_for_good": (),
    "linked": (),
    "unlinked": (),
    "assigned": (tell_assignment, tell_status),
    "team_changed": (tell_team,),
    "merged": (tell_merged,),
    "took_in": (),
    "unmerged": (),
    "gave_back": (),
    "severity_changed": (tell_note,),
    "escalated": (tell_escalated,),
    "escalation_withdrawn": (tell_escalation_withdrawn,),
    "escalation_answered": (tell_escalation_answered,),
    "rated": (),
    "shared": (tell_shared,),
    "unshared": (),
    "edited": (),
    "owner_changed": (tell_owner,),
    "file_added": (tell_files,),
    "file_described": (),
    "file_withdrawn": (),
    "file_brought_back": (),
    "account_changed": (),
}
