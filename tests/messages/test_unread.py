"""The count in the tab and the banners: right at the next page, and free until something changes."""

from sqlalchemy import update

from models.message import Message
from tests.files.queries import queries
from tests.mail.acts import HeldClock
from tests.messages.acts import (
    at,
    changed,
    draft_called,
    for_accounts,
    published,
    taken_back,
    unread_in_tab,
    written,
)
from tests.worlds import World


def test_the_tab_counts_what_is_unread_and_for_oneself(world: World) -> None:
    published(world)
    published(world, parts=for_accounts(world, "Elders & Zoon"))
    written(world)
    assert unread_in_tab(world.sign_in("sam")) == "1"
    assert unread_in_tab(world.sign_in("eva")) == "2"
    assert unread_in_tab(world.sign_in("bo")) == "2"
    assert unread_in_tab(world.sign_in("chris")) == ""  # who publishes has read it


def test_publishing_changing_and_withdrawing_show_on_the_next_page(world: World) -> None:
    sam, eva = world.sign_in("sam"), world.sign_in("eva")
    assert (unread_in_tab(sam), unread_in_tab(eva)) == ("", "")
    message = published(world)
    assert (unread_in_tab(sam), unread_in_tab(eva)) == ("1", "1")
    changed(world, message, draft_called("Maintenance", parts=for_accounts(world, "Elders & Zoon")))
    assert (unread_in_tab(sam), unread_in_tab(eva)) == ("", "1")
    taken_back(world, message)
    assert unread_in_tab(eva) == ""


def test_an_urgent_message_is_a_banner_on_every_page_until_it_is_read(world: World) -> None:
    message, sam = published(world, "Servers stop <tonight>", is_urgent=True), world.sign_in("sam")
    for path in ("/", "/cases/", "/accounts/", "/messages/", "/nowhere"):
        assert f'data-message="{message}"' in sam.get(path).text, path
    assert "Servers stop &lt;tonight&gt;" in sam.get("/").text
    answer = world.post(sam, f"/messages/{message}/read", headers={"Referer": "http://localhost/cases/?q=1"})
    assert (answer.status_code, answer.location) == (303, "/cases/?q=1")
    assert "data-message" not in sam.get("/cases/").text
    assert "data-message" in world.sign_in("eva").get("/cases/").text


def test_a_calm_message_is_no_banner_and_the_banner_is_not_on_its_own_page(world: World) -> None:
    published(world)
    urgent, sam = published(world, "Now", is_urgent=True), world.sign_in("sam")
    assert sam.get("/").text.count("data-message=") == 1
    assert "data-message" not in sam.get(f"/messages/{urgent}").text


def test_nobody_else_meets_the_banner_of_one_account(world: World) -> None:
    published(world, "For Haven only", parts=for_accounts(world, "Rijnmond Haven"), is_urgent=True)
    for who in ("lot", "eva", "noor", "ada"):
        page = world.sign_in(who).get("/").text
        assert "For Haven only" not in page and "data-unread" not in page, who
    assert "For Haven only" in world.sign_in("sam").get("/").text


def test_the_clock_alone_brings_a_message_and_takes_it_away(world: World, held: HeldClock) -> None:
    sam = world.sign_in("sam")
    published(world, visible_from=at("2026-11-21 09:30"), visible_until=at("2026-11-21 10:00"))
    assert unread_in_tab(sam) == ""
    held.move(minutes=29, seconds=59)
    assert unread_in_tab(sam) == ""
    held.move(seconds=1)
    assert unread_in_tab(sam) == "1"
    held.move(minutes=30)
    assert unread_in_tab(sam) == ""


def test_another_page_asks_nothing_about_messages_while_nothing_changes(world: World) -> None:
    published(world, is_urgent=True)
    sam = world.sign_in("sam")
    sam.get("/accounts/")
    with queries() as asked:
        assert "data-message" in sam.get("/accounts/").text
    assert [one for one in asked if "FROM message" in one] == []


def test_reading_ends_nobody_elses_cached_answers(world: World) -> None:
    message = published(world)
    sam, eva = world.sign_in("sam"), world.sign_in("eva")
    for client in (sam, eva):
        client.get("/accounts/")
    world.post(sam, f"/messages/{message}/read")
    with queries() as asked:
        eva.get("/accounts/")
    assert [one for one in asked if "FROM message" in one or "FROM ab_permission" in one] == []
    assert unread_in_tab(eva) == "1"


def test_more_than_ninety_nine_are_said_so(world: World) -> None:
    first = published(world)
    with world.session() as session:
        row = session.get_one(Message, first)
        columns = [c.key for c in Message.__mapper__.column_attrs if c.key not in ("id", "nonce")]
        values = {key: getattr(row, key) for key in columns}
        session.add_all(Message(**values) for _ in range(104))
        session.commit()
        session.execute(update(Message).values(words="x"))
    assert unread_in_tab(world.sign_in("sam")) == "99+"
