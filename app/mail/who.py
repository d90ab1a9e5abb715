"""Who is told of an event. Nobody gets a mail about what he did himself, save that his case is registered.

These are the people it concerns; whether they may see it is asked when the mail is written, and again
when it is sent.
"""

from sqlalchemy import select
from sqlalchemy.orm import object_session

from models.event import CaseEvent
from models.subscription import Subscription

People = set[int]


def of_a_new_case(event: CaseEvent) -> People:
    """Whose case it is, and who opened it for him."""
    return _known(event.case.owner_id, event.case.opened_by_id)


def of_a_note(event: CaseEvent) -> People:
    """The desk writes to the owner, customers to assignee and owner, both to who is subscribed.

    Internal notes stay at the desk.
    """
    case, note = event.case, event.note
    if note is None:
        return set()
    if event.is_internal or note.is_internal:
        told = _known(case.assignee_id) if note.side == "desk" else set()
    elif note.side == "desk":
        told = _known(case.owner_id) | _subscribed(event)
    else:
        told = _known(case.owner_id, case.assignee_id) | _subscribed(event)
    return told - _known(event.actor_id)


def of_a_status(event: CaseEvent) -> People:
    """The owner, the assignee and who is subscribed, when the status did change."""
    if "status" not in event.changes:
        return set()
    told = _known(event.case.owner_id, event.case.assignee_id) | _subscribed(event)
    return told - _known(event.actor_id)


def of_an_assignment(event: CaseEvent) -> People:
    """Who was put to work on it."""
    return _known(event.changes.get("assignee", [None, None])[1]) - _known(event.actor_id)


def _subscribed(event: CaseEvent) -> People:
    session = object_session(event)
    assert session is not None
    return set(session.scalars(select(Subscription.person_id).where(Subscription.case_id == event.case_id)))


def _known(*people: int | None) -> People:
    return {person for person in people if person is not None}
