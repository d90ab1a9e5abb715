"""Steps that the tests of closing share."""

from sqlalchemy import select

from app.jobs.closing import take_due_steps
from models.case import Case
from models.event import CaseEvent
from tests.mail.acts import mails, open_case_of, set_status
from tests.worlds import World

BY_THE_CLOCK = ("reminded", "closed_for_good")


def pending(world: World, **values: str) -> int:
    """A case of Sam's, of which Bo asked something just now."""
    number = open_case_of(world, "sam", **values)
    set_status(world, "bo", number, "pending_response", reason="Which model is it?")
    mails(world)
    return number


def looked(world: World) -> None:
    """The worker takes what is due and does what follows."""
    take_due_steps(world.app)
    mails(world)


def story(world: World, number: int) -> list[str]:
    """What the clock did to the case, in order: kinds of events, and statuses that nobody set."""
    with world.session() as session:
        of_case = CaseEvent.case_id == select(Case.id).where(Case.number == number).scalar_subquery()
        events = session.scalars(select(CaseEvent).where(of_case).order_by(CaseEvent.id)).all()
        return [
            event.changes.get("status", [None, event.kind])[1] for event in events if event.actor_id is None
        ]
