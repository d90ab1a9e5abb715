"""The list, the archive and the page of a message."""

import re

import pytest
from sqlalchemy import func, select

from models.message import MessageRead
from tests.files.queries import queries
from tests.mail.acts import HeldClock
from tests.messages.acts import at, for_accounts, published, unread_in_tab, written
from tests.worlds import World


def titles(page: str) -> list[str]:
    return re.findall(r'class="row-title[^>]*>(?:<span[^>]*>)?([^<]*)<', page)


def marks(world: World) -> int:
    with world.session() as session:
        sam = world.person_id("sam")
        return session.scalar(select(func.count()).where(MessageRead.person_id == sam)) or 0


def test_unread_messages_come_first_and_then_the_newest(world: World, held: HeldClock) -> None:
    ids = []
    for title in ("First", "Second", "Third"):
        ids.append(published(world, title))
        held.move(hours=1)
    sam = world.sign_in("sam")
    assert titles(sam.get("/messages/").text) == ["Third", "Second", "First"]
    world.post(sam, f"/messages/{ids[2]}/read")
    page = sam.get("/messages/").text
    assert titles(page) == ["Second", "First", "Third"]
    assert page.count(">Unread</span>") == 2


def test_opening_a_page_writes_nothing_and_the_page_says_that_it_was_read(world: World) -> None:
    message, sam = published(world), world.sign_in("sam")
    page = sam.get(f"/messages/{message}").text
    assert f'action="/messages/{message}/read" data-read' in page and "messages.js" in page
    assert marks(world) == 0
    answer = world.post(sam, f"/messages/{message}/read", headers={"X-Requested-With": "read"})
    assert answer.json == {"unread": ""} and marks(world) == 1
    assert world.post(sam, f"/messages/{message}/read").status_code == 303
    assert marks(world) == 1
    assert "data-read>" not in sam.get(f"/messages/{message}").text


def test_a_message_can_be_unread_again(world: World) -> None:
    message, sam = published(world), world.sign_in("sam")
    world.post(sam, f"/messages/{message}/read")
    assert unread_in_tab(sam) == ""
    world.post(sam, f"/messages/{message}/unread")
    assert (unread_in_tab(sam), marks(world)) == ("1", 0)


def test_all_are_marked_at_once_and_that_is_taken_back(world: World) -> None:
    first, sam = published(world), world.sign_in("sam")
    world.post(sam, f"/messages/{first}/read")
    for title in ("Second", "Third"):
        published(world, title)
    published(world, "Not for Sam", parts=for_accounts(world, "Elders & Zoon"))
    answer = world.post(sam, "/messages/read")
    page = sam.get(answer.location).text
    assert "2 messages are marked as read." in page and marks(world) == 3
    moment = re.search(r'name="at" value="([^"]*)"', page)
    assert moment is not None
    world.post(sam, "/messages/read/undo", {"at": moment[1].replace("&#43;", "+")})
    assert (marks(world), unread_in_tab(sam)) == (1, "2")


def test_what_is_over_is_in_the_archive_of_those_whom_it_was_for(world: World, held: HeldClock) -> None:
    over = published(world, "Over soon", visible_until=at("2026-11-21 10:00"))
    published(world, "For ever")
    published(
        world, "Elders only", parts=for_accounts(world, "Elders & Zoon"), visible_until=at("2026-11-21 10:00")
    )
    held.move(hours=2)
    sam = world.sign_in("sam")
    assert titles(sam.get("/messages/").text) == ["For ever"]
    assert titles(sam.get("/messages/?show=archive").text) == ["Over soon"]
    assert "The time of this message is over" in sam.get(f"/messages/{over}").text


def test_the_list_is_narrowed_by_kind_and_by_words_in_both_languages(world: World) -> None:
    texts = {
        "title": {"en": "Café printers", "nl": "Kassaprinters"},
        "body": {"en": "New.", "nl": "Écht **nieuw**."},
    }
    published(world, kind="update", **texts)
    published(world, "Maintenance at night")
    sam = world.sign_in("sam")
    found = {
        q: len(titles(sam.get(f"/messages/?q={q}").text))
        for q in ("CAFÉ", "écht nieuw", "night", "%", "_", "x")
    }
    assert found == {"CAFÉ": 1, "écht nieuw": 1, "night": 1, "%": 0, "_": 0, "x": 0}
    assert titles(sam.get("/messages/?kind=update").text) == ["Café printers"]
    assert len(titles(sam.get("/messages/?kind=nothing").text)) == 2


def test_the_search_finds_no_word_of_a_message_for_others(world: World) -> None:
    published(world, "Secret merger", parts=for_accounts(world, "Elders & Zoon"))
    assert titles(world.sign_in("sam").get("/messages/?q=merger").text) == []
    assert titles(world.sign_in("eva").get("/messages/?q=merger").text) == ["Secret merger"]


def test_a_reader_gets_his_own_language_or_the_other_one_marked(world: World) -> None:
    both = published(
        world, title={"en": "Pull printing", "nl": "Afdrukken waar u wilt"}, body={"en": "Hi", "nl": "Hallo"}
    )
    english = published(world, "Only in English")
    sam = world.sign_in("sam")
    sam.set_cookie("lang", "nl")
    page = sam.get("/messages/").text
    assert "Afdrukken waar u wilt" in page and "Pull printing" not in page
    assert '<span lang="en">Only in English</span>' in page
    assert '<div class="prose" lang="en"><p>We move' in sam.get(f"/messages/{english}").text
    assert '<div class="prose"><p>Hallo</p>' in sam.get(f"/messages/{both}").text


def test_a_message_for_others_looks_like_none_at_all(world: World) -> None:
    hidden = published(world, parts=for_accounts(world, "Elders & Zoon"))
    sam = world.sign_in("sam")
    for path in ("", "/read", "/unread"):
        for number in (hidden, 98_765_432, 10**20):
            address = f"/messages/{number}{path}"
            answer = world.post(sam, address) if path else sam.get(address)
            assert answer.status_code == 404, address
    assert marks(world) == 0


ODD = (
    "?q=%00",
    "?q=" + "x" * 5_000,
    "?q=%ff",
    "?kind=%00&show=1",
    "?after=x&before=%00",
    "?marked=9999999999&undo=%00",
)


@pytest.mark.parametrize("query", [*ODD, "?kind=update&kind=announcement&q=a&q=b"])
def test_odd_addresses_are_answered(sqlite_world: World, query: str) -> None:
    published(sqlite_world)
    assert sqlite_world.sign_in("sam").get("/messages/" + query).status_code in (200, 400)


@pytest.mark.parametrize(
    "moment", ["", "x", "0001-01-01T00:00", "9999-12-31T23:59:59-14:00", "\0", "2026-11-21"]
)
def test_an_odd_moment_takes_nothing_back(sqlite_world: World, moment: str) -> None:
    message, sam = published(sqlite_world), sqlite_world.sign_in("sam")
    sqlite_world.post(sam, f"/messages/{message}/read")
    assert sqlite_world.post(sam, "/messages/read/undo", {"at": moment}).status_code in (303, 400)
    assert marks(sqlite_world) == 1


def test_thirty_messages_cost_as_many_questions_as_one(world: World) -> None:
    published(world)
    sam, counts = world.sign_in("sam"), []
    for more in (0, 24):
        for number in range(more):
            published(world, f"Message {number}", parts=for_accounts(world, "Rijnmond Haven"))
        sam.get("/messages/")
        with queries() as asked:
            sam.get("/messages/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3


def test_the_pages_follow_one_another(world: World, held: HeldClock) -> None:
    for number in range(30):
        published(world, f"Message {number:02}")
        held.move(minutes=1)
    sam, seen, address = world.sign_in("sam"), [], "/messages/"
    world.post(sam, "/messages/1/read")
    while address:
        page = sam.get(address).text
        seen += titles(page)
        following = re.search(r'rel="next" href="([^"]*)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert len(seen) == len(set(seen)) == 30
    assert written(world)


def test_the_two_kinds_are_lists_of_their_own_and_updates_lead_to_the_knowledge(world: World) -> None:
    published(world, "Version nine", kind="update")
    published(world, "Closed on Monday", kind="announcement")
    sam = world.sign_in("sam")
    updates, announcements = (sam.get(f"/messages/?kind={kind}").text for kind in ("update", "announcement"))
    assert "Version nine" in updates and "Closed on Monday" not in updates
    assert "Closed on Monday" in announcements and "Version nine" not in announcements
    for page, leads in ((sam.get("/messages/").text, True), (updates, True), (announcements, False)):
        assert ("knowledge and documentation" in page) is leads
        assert 'href="/messages/?kind=update"' in page and 'href="/messages/?kind=announcement"' in page
