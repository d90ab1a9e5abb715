"""Views that people build: kept, opened, changed, deleted, taken back and counted."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.cases.own_views.clear import forget_removed
from app.cases.own_views.keep import LONGEST_NAME, MOST
from models.list_view import ListView
from tests.cases.steps import hidden, numbers, opened
from tests.cases.views import form, kept, offered, saved
from tests.files.queries import queries
from tests.worlds import World

READY_MADE = ["All my cases", "My account's open cases", "My open cases", "My closed cases"]


def test_the_four_views_are_always_there(world: World) -> None:
    assert offered(world.sign_in("sam")) == READY_MADE
    assert offered(world.sign_in("bo"))[1] == "All open cases"


def test_a_view_keeps_columns_filters_order_and_rows(world: World) -> None:
    opened(world, "sam", priority="low")
    urgent = opened(world, "sam", priority="high")
    sam = world.sign_in("sam")
    view_id = saved(world, sam, "Urgent ones", priority="high", owner="sam de")
    html = sam.get(f"/cases/?view=own-{view_id}").text
    assert numbers(html) == [urgent]
    assert re.findall(r'<td data-label="([^"]+)"', html) == ["Number", "Subject", "Priority"]
    assert "<option selected>10</option>" in html and 'aria-sort="descending"' in html
    assert kept(world, view_id).settings["owner"] == str(world.person_id("sam"))
    assert offered(sam) == [*READY_MADE, "Urgent ones"]


def test_the_address_says_what_differs_from_the_view(world: World) -> None:
    low, high = opened(world, "sam", priority="low"), opened(world, "sam", priority="high")
    sam = world.sign_in("sam")
    at = f"/cases/?view=own-{saved(world, sam, priority='high')}"
    assert numbers(sam.get(at).text) == [high]
    assert numbers(sam.get(f"{at}&priority=low").text) == [low]
    assert numbers(sam.get(f"{at}&priority=").text) == [high, low]
    assert "Save changes" in sam.get(f"{at}&priority=low").text
    assert "Save changes" not in sam.get(at).text


def test_the_form_opens_with_what_the_list_shows(world: World) -> None:
    sam = world.sign_in("sam")
    html = sam.get(
        "/cases/views/new?view=my_closed&status=cancelled&from=2026-01-02&columns=number,owner"
    ).text
    assert '<option value="my_closed" selected>' in html
    assert '<option value="cancelled" selected>' in html
    assert 'value="2026-01-02"' in html
    assert re.findall(r'value="(\w+)" checked', html) == ["owner"]


@pytest.mark.parametrize(
    ("name", "values", "says"),
    [
        ("", {}, "Enter a name for this view."),
        ("x" * (LONGEST_NAME + 1), {}, "Make the name shorter"),
        ("\u200b" * 100_000, {}, "Make the name shorter"),
        ("Good", {"columns": []}, "Choose the columns"),
        ("Good", {"columns": ["number", "assignee", "subject"]}, "not for you to see"),
        ("Good", {"since": "yesterday"}, "is not a day"),
        ("Good", {"owner": "Lot Peters"}, "No person whom you may see"),
        ("Good", {"account": "98765432"}, "not there, or not yours to see"),
        ("Good", {"sort": "-assignee"}, "Cases cannot be sorted by that"),
        ("Good", {"status": "nosuch"}, "There is no such status"),
    ],
)
def test_a_view_that_cannot_be_kept_says_why(world: World, name: str, values: dict, says: str) -> None:
    sam = world.sign_in("sam")
    answer = world.post(sam, "/cases/views/new", form(name, q="typed by me", **values))
    assert answer.status_code == 422
    assert says in answer.text and "There is a problem" in answer.text
    assert "typed by me" in answer.text and (name in answer.text or len(name) > 1_000)
    assert offered(sam) == READY_MADE


def test_a_second_view_of_the_same_name_is_refused(world: World) -> None:
    sam = world.sign_in("sam")
    saved(world, sam, "Mine")
    answer = world.post(sam, "/cases/views/new", form(" mine "))
    assert answer.status_code == 422 and "a view with this name already" in answer.text
    assert saved(world, "lot", "Mine")


def test_nobody_keeps_more_views_than_can_be_read(world: World) -> None:
    with world.session("sam") as session:
        for number in range(MOST):
            session.add(a_view(world.person_id("sam"), f"View {number}"))
        session.commit()
    answer = world.post(world.sign_in("sam"), "/cases/views/new", form("One more"))
    assert answer.status_code == 422 and "Delete one" in answer.text


def a_view(person_id: int, name: str) -> ListView:
    return ListView(person_id=person_id, name=name, settings={}, audience="me", created_at=clock.now())


def test_a_view_is_renamed_and_changed(world: World) -> None:
    sam = world.sign_in("sam")
    view_id = saved(world, sam, "Urgent ones", priority="high")
    path = f"/cases/views/{view_id}/edit"
    assert 'value="Urgent ones"' in sam.get(path).text
    assert world.post(sam, path, form("Slow ones", priority="low")).status_code == 303
    assert offered(sam) == [*READY_MADE, "Slow ones"]
    assert kept(world, view_id).settings["priority"] == "low"


def test_t64_a_stale_change_of_a_view_is_refused_and_nothing_typed_is_lost(world: World) -> None:
    sam = world.sign_in("sam")
    path = f"/cases/views/{saved(world, sam)}/edit"
    assert world.post(sam, path, form("First")).status_code == 303
    answer = world.post(sam, path, form("Second"))
    assert answer.status_code == 422 and "Somebody else changed this view" in answer.text
    assert 'value="Second"' in answer.text
    again = form("Second", version=re.findall(r'name="version" value="(\d+)"', answer.text)[0])
    assert world.post(sam, path, again).status_code == 303


def test_a_deleted_view_is_gone_until_it_is_taken_back(world: World) -> None:
    sam = world.sign_in("sam")
    view_id = saved(world, sam)
    answer = world.post(sam, f"/cases/views/{view_id}/deletion")
    assert "is deleted" in sam.get(answer.location).text
    assert offered(sam) == READY_MADE
    assert "not there any more" in sam.get(f"/cases/?view=own-{view_id}").text
    assert sam.get(f"/cases/views/{view_id}/edit").status_code == 404
    assert world.post(sam, f"/cases/views/{view_id}/restoration").status_code == 303
    assert offered(sam) == [*READY_MADE, "Urgent ones"]
    assert world.post(sam, f"/cases/views/{view_id}/restoration").status_code == 404


def test_a_deleted_view_is_erased_after_a_month(world: World) -> None:
    sam = world.sign_in("sam")
    old, young, used = (saved(world, sam, name) for name in ("Old", "Young", "Used"))
    with world.session() as session:
        session.get_one(ListView, old).removed_at = clock.now() - timedelta(days=31)
        session.get_one(ListView, young).removed_at = clock.now() - timedelta(days=29)
        session.commit()
        forget_removed(session)
        session.commit()
        assert set(session.scalars(select(ListView.id))) == {young, used}


def test_a_view_that_opens_first_does_so_whatever_was_chosen_last(world: World) -> None:
    sam = world.sign_in("sam")
    view_id = saved(world, sam, opens="1")
    sam.get("/cases/?view=my_closed")
    assert f'value="own-{view_id}" selected' in sam.get("/cases/").text
    world.post(sam, "/cases/views/default", {"view": ""})
    assert 'value="my_closed" selected' in sam.get("/cases/").text
    world.post(sam, "/cases/views/default", {"view": "all_mine"})
    assert 'value="all_mine" selected' in sam.get("/cases/").text


def test_a_default_that_was_deleted_gives_way_to_the_last_choice(world: World) -> None:
    sam = world.sign_in("sam")
    view_id = saved(world, sam, opens="1")
    sam.get("/cases/?view=my_open")
    world.post(sam, f"/cases/views/{view_id}/deletion")
    html = sam.get("/cases/").text
    assert 'value="my_open" selected' in html and 'class="flash warn"' not in html


def test_each_view_is_counted_with_and_without_javascript(world: World) -> None:
    opened(world, "sam", priority="low")
    opened(world, "lot")
    sam = world.sign_in("sam")
    view_id = saved(world, sam, "Slow ones", priority="low", owner="sam")
    part = sam.get("/cases/views/counts?chosen=my_open").text
    for html in (part, sam.get("/cases/?counts=1").text):
        assert "My account&#39;s open cases (2)" in html and "My open cases (1)" in html
        assert f'<option value="own-{view_id}">Slow ones (1)</option>' in html.replace(" selected", "")
    assert '<option value="my_open" selected>' in part


def test_more_than_a_thousand_are_a_thousand_and_more(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cases.listing.find.MOST_COUNTED", 3)
    for _ in range(5):
        opened(world, "sam")
    assert "My open cases (3+)" in world.sign_in("sam").get("/cases/views/counts").text


def test_what_is_found_by_words_is_counted_less_far(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.cases.listing.find.MOST_BY_WORDS", 3)
    for _ in range(11):
        opened(world, "sam", subject="Toner")
    sam = world.sign_in("sam")
    saved(world, sam, "About toner", q="toner")
    assert "More than 3 cases" in sam.get("/cases/?view=account_open&q=toner&size=10").text
    counts = sam.get("/cases/views/counts").text
    assert "About toner (3+)" in counts and "My open cases (11)" in counts


def test_a_list_asks_as_often_for_one_case_as_for_thirty(world: World) -> None:
    opened(world, "sam")
    sam = world.sign_in("sam")
    for _ in range(2):  # another view is remembered, and then known
        sam.get("/cases/?view=account_open")
    with queries() as for_one:
        sam.get("/cases/?view=account_open")
    for number in range(29):
        opened(world, "sam")
        saved(world, sam, f"View {number}")
    sam.get("/cases/?view=account_open")  # after a change the views are asked for once
    with queries() as for_many:
        sam.get("/cases/?view=account_open&size=50")
    with queries() as counts:
        sam.get("/cases/views/counts")
    assert len(for_one) == len(for_many) <= 4, (for_one, for_many)
    assert len(counts) <= 4, counts


def test_a_form_of_a_view_carries_the_account_of_the_list(world: World) -> None:
    account = world.account_id("Rijnmond Haven")
    noor = world.sign_in("noor")
    assert hidden(noor, f"/cases/views/new?account={account}", "account") == str(account)
    assert kept(world, saved(world, noor, account=str(account))).settings["account"] == str(account)
