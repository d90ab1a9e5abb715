"""Colleagues follow a case; mails reach them as long as they may see it (D10, T34)."""

import pytest
from sqlalchemy import select

from app.conversation.post_note import post_note
from app.mail.who import of_a_note
from models.case import Case
from models.event import CaseEvent
from models.subscription import Subscription
from tests.cases.steps import find, opened
from tests.worlds import World


def followers(world: World) -> list[int]:
    with world.session() as session:
        return list(session.scalars(select(Subscription.person_id)))


def follow(world: World, person: str, number: int, path: str = "") -> int:
    return world.post(world.sign_in(person), f"/cases/{number}/subscription{path}").status_code


@pytest.mark.parametrize("person", ["noor", "lot", "bo"])
def test_whoever_sees_the_case_may_follow_it_and_stop(world: World, person: str) -> None:
    number = opened(world, "sam")
    assert follow(world, person, number) == 303 and follow(world, person, number) == 303
    assert followers(world) == [world.person_id(person)]
    assert "Unsubscribe" in world.sign_in(person).get(f"/cases/{number}").text
    assert follow(world, person, number, "/removal") == 303
    assert followers(world) == []


def test_t24_nobody_follows_what_is_not_to_be_seen(world: World) -> None:
    assert follow(world, "eva", opened(world, "sam")) == 404
    assert followers(world) == []


def test_who_follows_is_told_of_notes_and_not_of_internal_ones(world: World) -> None:
    number = opened(world, "sam")
    follow(world, "lot", number)
    case_id, by = find(world, number).id, world.viewer("bo")
    with world.session("bo") as session:
        case = session.get_one(Case, case_id)
        post_note(session, by=by, case=case, body="Look at the tray.", is_internal=False)
        post_note(session, by=by, case=case, body="Again the tray.", is_internal=True)
        session.commit()
    with world.session() as session:
        wanted = select(CaseEvent).where(CaseEvent.kind == "noted").order_by(CaseEvent.id)
        told = [of_a_note(event) for event in session.scalars(wanted)]
    assert told == [{world.person_id("sam"), world.person_id("lot")}, set()]
