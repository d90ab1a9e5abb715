"""The case list: views, filters, scopes, order, pages."""

import re

import pytest

from tests.cases.steps import numbers, opened
from tests.worlds import World


def test_each_person_lists_what_the_matrix_gives(world: World) -> None:
    haven, logistiek, elders = opened(world, "sam"), opened(world, "lot"), opened(world, "eva")

    def seen(person: str) -> set[int]:
        return set(numbers(world.sign_in(person).get("/cases/?view=account_open").text))

    assert seen("noor") == seen("sam") == seen("lot") == {haven, logistiek}
    assert seen("eva") == {elders}
    assert seen("bo") == {haven, logistiek, elders}


def test_a_parallel_case_hides_its_account_and_contact(world: World) -> None:
    opened(world, "lot")
    html = world.sign_in("sam").get("/cases/").text
    assert "Rijnmond Logistiek" not in html
    assert "Peters" not in html
    assert "Another account of your organisation" in html


def test_the_scope_switch_narrows_to_this_account(world: World) -> None:
    haven, logistiek = opened(world, "sam"), opened(world, "lot")
    sam = world.sign_in("sam")
    assert set(numbers(sam.get("/cases/?scope=account").text)) == {haven}
    assert set(numbers(sam.get("/cases/?scope=all").text)) == {haven, logistiek}


def test_the_last_chosen_view_opens(world: World) -> None:
    sam = world.sign_in("sam")
    sam.get("/cases/?view=my_closed")
    assert re.search(r'value="my_closed" selected', sam.get("/cases/").text)


def test_filters_narrow_and_are_kept_in_the_url(world: World) -> None:
    jam = opened(world, "sam", subject="Paper jam at O'Brien's", priority="low")
    opened(world, "sam", subject="Toner", priority="high")
    sam = world.sign_in("sam")
    assert numbers(sam.get("/cases/?q=o'brien").text) == [jam]
    assert numbers(sam.get("/cases/?priority=low&status=new&kind=issue").text) == [jam]
    assert "No case fits these filters" in sam.get("/cases/?q=%25").text


def test_a_number_goes_straight_to_its_case(world: World) -> None:
    number = opened(world, "sam")
    assert world.sign_in("sam").get(f"/cases/?q={number}").location == f"/cases/{number}"


@pytest.mark.parametrize(
    "query",
    ["after=abc", "after=W10", "before=WzFd", "sort=password", "size=1000000", "view=x",
     "account=99999999999", "scope=x", "after=WyJ4IiwxXQ", "status=x&priority=y&kind=z", "account=-1"],
)  # fmt: skip
def test_no_url_makes_an_error(world: World, query: str) -> None:
    opened(world, "sam")
    assert world.sign_in("sam").get(f"/cases/?{query}").status_code == 200


def test_a_status_that_is_filtered_on_is_shown_also_when_it_is_a_closed_one(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{number}/status", {"to": "solution_suggested"})
    sam = world.sign_in("sam")
    assert numbers(sam.get("/cases/?view=account_open&status=solution_suggested").text) == [number]
    assert numbers(sam.get("/cases/?view=account_open").text) == []
