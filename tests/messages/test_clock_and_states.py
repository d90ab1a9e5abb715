"""Draft, scheduled, published, expired, withdrawn: by the writer's hand and by the clock."""

import pytest

from app.jobs.messages import look_after_messages
from app.refused import NotAllowed, Refused, Stale
from models.message import Message
from tests.mail.acts import HeldClock
from tests.messages.acts import at, changed, draft_called, let_out, published, state_of, taken_back, written
from tests.worlds import World


def looked_after(world: World) -> None:
    while look_after_messages(world.app):
        pass


def test_the_worker_moves_a_message_from_scheduled_to_expired(world: World, held: HeldClock) -> None:
    times = {"visible_from": at("2026-11-21 10:00"), "visible_until": at("2026-11-21 11:00")}
    message, states = published(world, **times), []
    for _ in range(3):
        looked_after(world)
        states.append(state_of(world, message))
        held.move(hours=1)
    assert states == ["scheduled", "published", "expired"]


def test_a_message_whose_whole_time_passed_unseen_is_expired(world: World, held: HeldClock) -> None:
    times = {"visible_from": at("2026-11-21 10:00"), "visible_until": at("2026-11-21 11:00")}
    message = published(world, **times)
    held.move(hours=5)
    looked_after(world)
    assert state_of(world, message) == "expired"


def test_a_later_end_brings_an_expired_message_back(world: World, held: HeldClock) -> None:
    message = published(world, visible_until=at("2026-11-21 10:00"))
    held.move(hours=2)
    looked_after(world)
    assert state_of(world, message) == "expired"
    changed(world, message, draft_called("Maintenance", visible_until=at("2026-11-22 10:00")))
    assert state_of(world, message) == "published"


def test_the_worker_leaves_drafts_and_withdrawn_messages_alone(world: World, held: HeldClock) -> None:
    draft = written(world, visible_from=at("2026-11-21 09:30"))
    back = published(world, visible_until=at("2026-11-21 09:30"))
    taken_back(world, back)
    held.move(hours=1)
    looked_after(world)
    assert (state_of(world, draft), state_of(world, back)) == ("draft", "withdrawn")


def test_what_is_not_complete_does_not_go_out(world: World, held: HeldClock) -> None:
    incomplete = (
        written(world, body={}),
        written(world, title={"en": "English"}, body={"nl": "Nederlands"}),
        written(world, parts=[]),
        written(world, visible_until=at("2026-11-21 08:00")),
    )
    for message in incomplete:
        with pytest.raises(Refused):
            let_out(world, message)
        assert state_of(world, message) == "draft"
    with pytest.raises(Refused):
        let_out(world, published(world))  # it is out already


def test_a_message_that_is_out_keeps_its_text_and_its_readers(world: World) -> None:
    message = published(world)
    for emptied in (draft_called("x", body={}), draft_called("x", parts=[])):
        with pytest.raises(Refused):
            changed(world, message, emptied)
    changed(world, message, draft_called("Another title"))
    with world.session() as session:
        assert session.get_one(Message, message).title == {"en": "Another title"}


def test_t64_a_stale_edit_is_shown_the_difference(world: World) -> None:
    from app.messages.write import edit_message

    message, by = written(world), world.viewer("chris")
    changed(world, message, draft_called("Theirs"))
    with world.session("chris") as session, pytest.raises(Stale) as stale:
        row = session.get_one(Message, message)
        edit_message(session, by=by, message=row, version=1, draft=draft_called("Mine"))
    assert stale.value.differences == [("title", {"en": "Theirs"}, {"en": "Mine"})]


@pytest.mark.parametrize("who", ["sam", "bo", "ada", "tess"])
def test_nobody_writes_messages_without_the_permission(world: World, who: str) -> None:
    from app.messages.write import begin_message

    by = world.viewer(who)
    with world.session(who) as session:
        with pytest.raises(NotAllowed):
            begin_message(session, by=by, draft=draft_called("x"), nonce="12345678")
        session.add(_row(by.person_id or 0))
        with pytest.raises(Refused):
            session.flush()
        session.rollback()


def _row(author_id: int) -> Message:
    moment = at("2026-11-21 08:00")
    row = Message(kind="update", title={}, body={}, words="", state="published", author_id=author_id)
    row.created_at = row.updated_at = moment
    return row


def test_who_writes_signs_with_the_own_name(world: World) -> None:
    with world.session("chris") as session:
        session.add(_row(world.person_id("bo")))
        with pytest.raises(Refused):
            session.flush()
        session.rollback()
        session.add(_row(world.person_id("chris")))
        session.flush()
