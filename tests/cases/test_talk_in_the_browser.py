"""Two people at one case, long conversations, answers and tasks, as browsers show them (D5, UI rule 11)."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from app import clock
from models.conversation import Note
from tests.cases.steps import find, opened
from tests.cases.talk import said
from tests.cases.test_tasks import added
from tests.files.browsing import at_page
from tests.mail.acts import mails, open_case_of
from tests.worlds import World

NEXT_LOOK = 21_000  # milliseconds: an open conversation looks for news every twenty seconds
pytestmark = pytest.mark.browser


def hold_the_clock(page: Page) -> None:
    """With the time of the page in our hands."""
    page.clock.install()
    page.reload()


def type_in(page: Page, text: str) -> None:
    """Until the server knows that somebody types."""
    with page.expect_response(lambda answer: "typing" in (answer.request.post_data or "")):
        page.locator("#body").press_sequentially(text)


@pytest.mark.parametrize(("other", "seen"), [("bo", "The service desk is writing."), ("noor", "is typing.")])
def test_two_who_type_at_once_see_each_other(
    sqlite_world: World, browser: Browser, other: str, seen: str
) -> None:
    path = f"/cases/{opened(sqlite_world, 'sam')}"
    with (
        at_page(sqlite_world, browser, other, path) as them,
        at_page(sqlite_world, browser, "sam", path) as sam,
    ):
        hold_the_clock(them)
        type_in(them, "Is it")
        type_in(sam, "It st")
        expect(sam.locator(".presence")).to_contain_text(seen)
        them.clock.run_for(NEXT_LOOK)
        expect(them.locator(".presence")).to_contain_text("Sam de Boer is typing.")
        for page, typed in ((them, "Is it"), (sam, "It st")):
            expect(page.locator("#body")).to_be_focused()
            expect(page.locator("#body")).to_have_value(typed)


@pytest.fixture
def long_talk(sqlite_world: World) -> int:
    """The number of a case of Sam's with three hundred notes of Bo."""
    number = opened(sqlite_world, "sam")
    case, bo = find(sqlite_world, number), sqlite_world.person_id("bo")
    with sqlite_world.session() as session:
        mine = {"case_id": case.id, "author_id": bo, "side": "desk", "created_at": clock.now()}
        session.add_all(Note(**mine, body=f"note no. {i}.") for i in range(300))
        session.commit()
    return number


@pytest.fixture(params=[1280, 390])
def reader(
    sqlite_world: World, browser: Browser, long_talk: int, request: pytest.FixtureRequest
) -> Iterator[Page]:
    """Sam at the long conversation, at a desk and on a phone."""
    with at_page(sqlite_world, browser, "sam", f"/cases/{long_talk}") as page:
        page.set_viewport_size({"width": request.param, "height": 844})
        page.reload()
        yield page


def test_three_hundred_notes_come_in_parts_with_the_newest_in_view(reader: Page) -> None:
    notes = reader.locator(".conversation .note")
    expect(notes).to_have_count(30)
    expect(notes.last).to_contain_text("note no. 299.")
    expect(notes.last).to_be_in_viewport()
    for left in range(270, 0, -30):
        reader.get_by_role("link", name=f"Show {left} older notes").click()
        expect(notes.last).to_contain_text(f"note no. {left - 1}.")
    expect(reader.locator("main")).to_contain_text("Since this morning.")
    reader.get_by_role("link", name="Show the newest notes").click()
    expect(notes.last).to_be_in_viewport()


def test_an_answer_quotes_what_it_answers_and_its_quote_leads_there(reader: Page) -> None:
    reader.get_by_role("link", name="Show 270 older notes").click()
    old = reader.locator(".note", has_text="note no. 250.")
    old.get_by_role("link", name="Reply").click()
    expect(reader.locator(".answering")).to_contain_text("note no. 250.")
    reader.locator("#body").fill("About that one.")
    reader.get_by_role("button", name="Send note").click()
    mine = reader.locator(".note.mine", has_text="About that one.")
    expect(mine.locator("blockquote")).to_contain_text("note no. 250.")
    mine.locator("blockquote a").click()
    expect(old).to_be_in_viewport()
    assert re.search(r"#note-\d+$", reader.url)


def test_the_answer_to_a_note_of_a_task_goes_to_the_task_and_its_owner_is_told(
    sqlite_world: World, browser: Browser
) -> None:
    number = open_case_of(sqlite_world, "sam", assignee="bo")
    bo = sqlite_world.sign_in("bo")
    task = added(sqlite_world, bo, number, is_public="y")
    said(sqlite_world, bo, number, "Which model is it?", task=str(task))
    with at_page(sqlite_world, browser, "sam", f"/cases/{number}") as sam:
        asked = sam.locator(".note", has_text="Which model is it?")
        expect(asked).to_contain_text("From task: Order the fuser unit")
        asked.get_by_role("link", name="Reply").click()
        expect(sam.locator(".answering")).to_contain_text(
            "Your answer goes to the task: Order the fuser unit"
        )
        sam.locator("#body").fill("The M630.")
        sam.get_by_role("button", name="Send note").click()
        expect(sam.locator(".note.mine", has_text="The M630.")).to_contain_text("From task: Order the fuser")
    letters = [mail for mail in mails(sqlite_world) if "The M630." in mail.text]
    assert {one.address.split("@")[0]: one.reaction for one in letters} == {"kim": "task_note", "bo": "note"}
