"""D11: after the week a new case goes on from the old one, with its fields, files and subscribers."""

import pytest
from sqlalchemy import select
from werkzeug.test import TestResponse

from app.files.attach import attach_uploads
from models.case import Case
from models.conversation import Attachment
from models.request_draft import RequestDraft
from models.subscription import Subscription
from tests.cases.steps import find, hidden, send
from tests.files.acts import NONCE, keep
from tests.mail.acts import HeldClock, held, set_status
from tests.worlds import World

__all__ = ["held"]


def long_closed(world: World, held: HeldClock) -> int:
    """A question of Sam's that Bo answered and Sam accepted, eight days ago."""
    number = int(str(send(world, world.sign_in("sam")).location).rsplit("/", 1)[1])
    set_status(world, "bo", number, "solution_suggested")
    set_status(world, "sam", number, "resolved")
    held.move(days=8)
    return number


def with_file(world: World, number: int, name: str) -> int:
    """The id of a file that Sam sent with the case."""
    with world.session("sam") as session:
        by, case = session.info["viewer"], session.scalars(select(Case).where(Case.number == number)).one()
        keep(session, by, name, b"log")
        (file,) = attach_uploads(session, by=by, nonce=NONCE, case=case)
        session.commit()
        return file.id


def begun(world: World, who: str, number: int, **fields: object) -> TestResponse:
    client = world.sign_in(who)
    nonce = hidden(client, f"/cases/{number}/follow-up", "nonce")
    return world.post(client, f"/cases/{number}/follow-up", {"nonce": nonce, **fields})


def sent(world: World, who: str, answer: TestResponse) -> Case:
    """The case that the draft becomes."""
    draft = str(answer.location).partition("/steps/")[0]
    made = world.post(world.sign_in(who), f"{draft}/summary")
    assert made.status_code == 302, made.text
    return find(world, int(str(made.location).rsplit("/", 1)[1]))


def test_a_follow_up_begins_with_what_the_old_case_said(world: World, held: HeldClock) -> None:
    number = long_closed(world, held)
    sam = world.sign_in("sam")
    assert f"/cases/{number}/follow-up" in sam.get(f"/cases/{number}").text
    answer = begun(world, "sam", number)
    assert "The label printer stops" in world.sign_in("sam").get(str(answer.location)).text
    new, old = sent(world, "sam", answer), find(world, number)
    sam = world.sign_in("sam")
    assert (new.subject, new.description, new.priority_id) == (old.subject, old.description, old.priority_id)
    assert (new.account_id, new.is_open) == (old.account_id, True)
    for one, other in ((new.number, number), (number, new.number)):
        assert f"/cases/{other}" in sam.get(f"/cases/{one}").text


def test_files_come_along_by_choice_with_bytes_of_their_own(world: World, held: HeldClock) -> None:
    number = long_closed(world, held)
    taken, _left = (with_file(world, number, name) for name in ("log.txt", "other.txt"))
    new = sent(world, "sam", begun(world, "sam", number, file=[str(taken)]))
    with world.session() as session:
        (copy,) = session.scalars(select(Attachment).where(Attachment.case_id == new.id))
        assert (copy.name, copy.size, copy.id != taken) == ("log.txt", 3, True)
        assert copy.key != session.get_one(Attachment, taken).key


def test_who_was_subscribed_and_may_see_the_new_case_stays_so(world: World, held: HeldClock) -> None:
    number = long_closed(world, held)
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription")
    with world.session() as session:
        session.add(
            Subscription(case_id=find(world, number).id, person_id=world.person_id("eva"), at=held.time)
        )
        session.commit()
    new = sent(world, "sam", begun(world, "sam", number))
    with world.session() as session:
        people = session.scalars(select(Subscription.person_id).where(Subscription.case_id == new.id)).all()
    assert people == [world.person_id("noor")]


def test_t63_a_second_click_finds_the_first_draft(world: World, held: HeldClock) -> None:
    number, sam = long_closed(world, held), world.sign_in("sam")
    nonce = hidden(sam, f"/cases/{number}/follow-up", "nonce")
    for _click in range(2):
        assert world.post(sam, f"/cases/{number}/follow-up", {"nonce": nonce}).status_code == 303
    with world.session() as session:
        (draft,) = session.scalars(select(RequestDraft))
        assert draft.key == nonce


def test_a_case_that_can_be_reopened_is_not_followed_up(world: World, held: HeldClock) -> None:
    number = long_closed(world, held)
    held.move(days=-2)
    sam = world.sign_in("sam")
    assert sam.get(f"/cases/{number}/follow-up").status_code == 302
    answer = world.post(sam, f"/cases/{number}/follow-up", {"nonce": "a" * 24})
    assert answer.status_code == 422 and "can still be reopened" in answer.text


@pytest.mark.parametrize(("who", "code"), [("eva", 404), ("chris", 403)])
def test_t22_t28_nobody_else_follows_up(world: World, held: HeldClock, who: str, code: int) -> None:
    number = long_closed(world, held)
    answer = world.post(world.sign_in(who), f"/cases/{number}/follow-up", {"nonce": "a" * 24})
    assert answer.status_code == code


def test_t28_lot_goes_on_from_a_parallel_case_only_for_the_own_account(world: World, held: HeldClock) -> None:
    number = long_closed(world, held)
    draft = str(begun(world, "lot", number).location).partition("/steps/")[0]
    lot = world.sign_in("lot")
    assert world.post(lot, f"{draft}/summary").status_code == 422
    with world.session() as session:
        assert len(session.scalars(select(Case.id)).all()) == 1
