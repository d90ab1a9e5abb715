"""A change that people must not miss makes a message unread again; any other leaves the marks alone."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.messages.draft import draft_of
from app.messages.write import edit_message
from app.refused import NotAllowed
from models.message import Message, MessageRead
from tests.messages.acts import published, unread_in_tab, written
from tests.worlds import World

TICK = 'name="is_important"'


def saved(world: World, chris: FlaskClient, message_id: int, **more: Any) -> Any:
    form = {"nonce": "form-again", "version": "2", "kind": "announcement", "reach": "everyone"}
    form |= {"title_en": "Maintenance", "body_en": "It is an hour later.", "is_urgent": "y"}
    return world.post(chris, f"/messages/write/{message_id}/edit", form | more)


def who_read(world: World, message_id: int) -> set[int]:
    with world.session() as session:
        of_it = MessageRead.message_id == message_id
        return set(session.scalars(select(MessageRead.person_id).where(of_it)))


def test_an_important_change_brings_back_the_count_and_the_banner(world: World) -> None:
    message, other = published(world, is_urgent=True), published(world)
    chris, sam, eva = (world.sign_in(who) for who in ("chris", "sam", "eva"))
    for reader in (sam, eva):
        world.post(reader, f"/messages/{message}/read")
        world.post(reader, f"/messages/{other}/read")
    assert unread_in_tab(sam) == unread_in_tab(eva) == ""

    answer = saved(world, chris, message, is_important="y")

    assert "its readers find it unread again" in chris.get(answer.location).text
    assert unread_in_tab(sam) == unread_in_tab(eva) == "1"
    assert f'data-message="{message}"' in sam.get("/cases/").text
    assert who_read(world, message) == {world.person_id("chris")}
    assert who_read(world, other) >= {world.person_id("sam"), world.person_id("eva")}


def test_any_other_change_leaves_it_read(world: World) -> None:
    message, chris, sam = published(world), world.sign_in("chris"), world.sign_in("sam")
    world.post(sam, f"/messages/{message}/read")

    assert saved(world, chris, message).status_code == 303

    assert unread_in_tab(sam) == ""
    assert "It is an hour later." in sam.get(f"/messages/{message}").text


def test_the_choice_is_offered_where_there_are_readers(world: World) -> None:
    chris = world.sign_in("chris")
    assert TICK in chris.get(f"/messages/write/{published(world)}/edit").text
    assert TICK not in chris.get(f"/messages/write/{written(world)}/edit").text
    assert TICK not in chris.get("/messages/write/new").text


def test_a_stale_change_makes_nothing_unread(world: World) -> None:
    message, chris, sam = published(world), world.sign_in("chris"), world.sign_in("sam")
    world.post(sam, f"/messages/{message}/read")

    answer = saved(world, chris, message, version="1", is_important="y")

    assert answer.status_code == 409 and unread_in_tab(sam) == ""
    tick = re.search(f"<input[^>]*{TICK}[^>]*>", answer.text)
    assert tick is not None and " checked" in tick[0], "sent again, it is still meant"


def test_t31_a_reader_makes_nothing_unread_for_others(world: World) -> None:
    message, eva = published(world), world.viewer("eva")
    world.post(world.sign_in("sam"), f"/messages/{message}/read")
    with world.session("eva") as session, pytest.raises(NotAllowed):
        row = session.get_one(Message, message)
        edit_message(
            session, by=eva, message=row, version=row.version, draft=draft_of(row), is_important=True
        )
    assert world.person_id("sam") in who_read(world, message)
    assert saved(world, world.sign_in("sam"), message, is_important="y").status_code == 403
