"""Sending a story as its owner would: by the form of its request type, which checks it like any other."""

from datetime import timedelta

from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.standing import viewer_of
from app.access.viewer import Viewer
from app.cases.change_priority import change_priority
from app.demo.choose import Chosen
from app.demo.plan import Plan
from app.demo.story import answers_to
from app.request_types.published import request_types
from app.requests.open_request import fresh_request
from app.requests.save import send_request
from models.case import Case
from models.person import Person

PRESSING = ("high", "essential")
DAYS = {
    "soon": timedelta(days=2),
    "delivered": timedelta(days=-200),
}  # gaps that count from the day it is opened
# What the desk makes of it on the scale of incidents.
WEIGHED = {"low": "minor", "medium": "moderate", "high": "major", "essential": "critical"}


def file_case(session: Session, plan: Plan, chosen: Chosen, priority: str) -> Case:
    """The case, opened when the plan says. Raises Unfinished for a story that lacks something."""
    session.flush()
    by, known = viewer_of(session, plan.owner.id), request_types(session).by_code[chosen.story.type]
    with clock.told_at(plan.opened), seeing_as(session, by):
        fresh = fresh_request(session, by, known.code, known.version_id, str(plan.account.id))
        return send_request(session, by=by, opened=fresh.with_typed(_typed(plan, chosen, priority)))


def weigh(session: Session, case: Case, agent: Person, priority: str) -> None:
    """An incident asks for urgency and impact; whoever takes it sets the priority. At the moment told of."""
    session.flush()
    by: Viewer = viewer_of(session, agent.id)
    with seeing_as(session, by):
        change_priority(session, by=by, case=case, to=WEIGHED[priority])


def _typed(plan: Plan, chosen: Chosen, priority: str) -> dict[str, str]:
    story = chosen.story
    days = {name: (plan.opened + ago).date().isoformat() for name, ago in DAYS.items()}
    words = {**chosen.words, **days, "subject": chosen.subject}
    said = dict(story.answers)
    if story.type == "incident" and priority in PRESSING:
        pressing = answers_to("pressing")
        said = {**pressing["all"], **pressing[story.language], **said}
    return {
        **{code: text.format_map(words) for code, text in said.items()},
        "account": str(plan.account.id),
        "contact": str(plan.owner.id),
        "subject": chosen.subject,
        "description": story.description.format_map(words),
        "kind": story.kind,
        "priority": priority,
    }
