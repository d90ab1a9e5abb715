"""Events by the hundred, without the acts behind them."""

from sqlalchemy import insert, select

from app import clock
from models.case import Case
from models.event import CaseEvent, PendingEvent
from tests.mail.acts import open_case_of
from tests.worlds import World


def many_events(world: World, number: int, quiet: int = 0) -> list[int]:
    """The ids of new events on one case: Kim gives it to Bo, again and again. Each is one mail to Bo.

    Before them `quiet` ones, from which nothing follows.
    """
    case_number = open_case_of(world, "sam")
    kim, bo, now = world.person_id("kim"), world.person_id("bo"), clock.now()
    row = {"actor_id": kim, "changes": {"assignee": [None, bo]}, "at": now, "is_internal": False}
    kinds = ["edited"] * quiet + ["assigned"] * number
    with world.session() as session:
        row["case_id"] = session.scalars(select(Case.id).where(Case.number == case_number)).one()
        events = insert(CaseEvent).returning(CaseEvent.id, sort_by_parameter_order=True)
        ids = list(session.scalars(events, [row | {"kind": kind} for kind in kinds]))
        pending = [{"event_id": id_, "attempts": 0, "not_before": now} for id_ in ids]
        session.execute(insert(PendingEvent), pending)
        session.commit()
    return ids
