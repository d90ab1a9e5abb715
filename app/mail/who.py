"""Who is told of an event. Nobody gets a mail about what he did himself, save that his case is registered.

These are the people it concerns; whether they may see it is asked when the mail is written, and again
when it is sent.
"""

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, object_session

from app.cases.following import followers_of, watchers_of
from app.cases.teams import teams
from models.account import AccountAccess
from models.escalation import Escalation
from models.event import CaseEvent
from models.person import Person
from models.task import Task

People = set[int]


def of_a_new_case(event: CaseEvent) -> People:
    """Whose case it is, who opened it for him, and who watches the account."""
    told = _known(event.case.owner_id, event.case.opened_by_id)
    return told | (watchers_of(_session(event), event.case) - _known(event.actor_id))


def of_a_note(event: CaseEvent) -> People:
    """The desk writes to who follows the case, customers to the assignee too.

    Internal notes stay at the desk.
    """
    case, note = event.case, event.note
    if note is None or note.withdrawn_at is not None:
        return set()
    if event.is_internal or note.is_internal:
        told = _known(case.assignee_id) if note.side == "desk" else set()
    elif note.side == "desk":
        told = followers(event)
    else:
        told = _known(case.assignee_id) | followers(event)
    return told - _known(event.actor_id)


def of_files(event: CaseEvent) -> People:
    """As of a note: the desk tells who follows the case, customers the assignee too."""
    case, told = event.case, followers(event)
    actor = _session(event).get(Person, event.actor_id) if event.actor_id else None
    if event.is_internal:
        told = _known(case.assignee_id)
    elif actor is not None and not actor.is_staff:
        told |= _known(case.assignee_id)
    return told - _known(event.actor_id)


def of_a_task(event: CaseEvent) -> People:
    """Who is to do it, when that is somebody new."""
    return _known(event.changes.get("task_owner", [None, None])[1]) - _known(event.actor_id)


def of_a_task_note(event: CaseEvent) -> People:
    """Who is to do what the note belongs to."""
    note = event.note
    if note is None or note.task_id is None or note.withdrawn_at is not None:
        return set()
    owner = _session(event).scalar(select(Task.owner_id).where(Task.id == note.task_id))
    return _known(owner) - _known(event.actor_id)


def of_a_status(event: CaseEvent) -> People:
    """The assignee and who follows the case, when the status did change."""
    if "status" not in event.changes:
        return set()
    told = _known(event.case.assignee_id) | followers(event)
    return told - _known(event.actor_id)


def of_a_reminder(event: CaseEvent) -> People:
    """Who is to answer, and who of them follows it, as long as an answer is still missing."""
    if event.case.pending_since is None:
        return set()
    return followers(event)


def of_a_priority(event: CaseEvent) -> People:
    """The desk: who works on it, else who leads the desk. And who follows the case."""
    case = event.case
    desk = _known(case.assignee_id) or managers(event)
    return (desk | followers(event)) - _known(event.actor_id)


def of_an_assignment(event: CaseEvent) -> People:
    """Who was put to work on it."""
    return _known(event.changes.get("assignee", [None, None])[1]) - _known(event.actor_id)


def of_an_owner(event: CaseEvent) -> People:
    """Whose case it is now, whose it was, and who works on it."""
    told = _known(*event.changes.get("owner", []), event.case.assignee_id)
    return told - _known(event.actor_id)


def of_a_merge(event: CaseEvent) -> People:
    """Whose case ended, and who followed it."""
    return (_known(event.case.owner_id) | followers(event)) - _known(event.actor_id)


def of_a_team(event: CaseEvent) -> People:
    """The members of the team that got the case, where the team wants to be told."""
    session, code = object_session(event), event.changes.get("team", [None, None])[1]
    assert session is not None
    team = next((team for team in teams(session).values() if team.code == code), None)
    return set(team.members) - _known(event.actor_id) if team and team.tells_members else set()


def of_an_escalation(event: CaseEvent) -> People:
    """Who manages escalations, who follows the case, and the agent."""
    told = managers(event) | followers(event) | _known(event.case.assignee_id)
    return told - _known(event.actor_id)


def of_an_answer_to_it(event: CaseEvent) -> People:
    """Who raised the last escalation of the case, who follows it, and the agent."""
    raised = select(Escalation.raised_by_id).where(Escalation.case_id == event.case_id)
    last = _session(event).scalar(raised.order_by(Escalation.id.desc()).limit(1))
    return (_known(last, event.case.assignee_id) | followers(event)) - _known(event.actor_id)


def of_a_share(event: CaseEvent) -> People:
    """With whom the case was shared: a person, or the people of an account."""
    person, account = (
        event.changes.get(name, [None, None])[1] for name in ("shared_person", "shared_account")
    )
    if account is None:
        return _known(person)
    acting = select(AccountAccess.person_id).where(AccountAccess.account_id == account)
    theirs = or_(Person.home_account_id == account, Person.id.in_(acting))
    return set(_session(event).scalars(select(Person.id).where(theirs, Person.active.is_(True))))


def managers(event: CaseEvent) -> People:
    """Our own people whose role manages escalations."""
    found = (
        select(Person.id)
        .join(Person.roles)
        .join(fab.Role.permissions)
        .join(fab.PermissionView.permission)
        .join(fab.PermissionView.view_menu)
        .where(Person.active.is_(True), Person.is_staff.is_(True))
        .where(fab.Permission.name == "can_manage", fab.ViewMenu.name == "Escalations")
    )
    return set(_session(event).scalars(found))


def followers(event: CaseEvent) -> People:
    return followers_of(_session(event), event.case)


def _session(event: CaseEvent) -> Session:
    session = object_session(event)
    assert session is not None
    return session


def _known(*people: int | None) -> People:
    return {person for person in people if person is not None}
