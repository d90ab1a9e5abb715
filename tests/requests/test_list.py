"""The list of cases, search and export know the kind of request, without a question more for each row."""

import pytest

from tests.bench.counting import counted
from tests.cases.steps import numbers, opened
from tests.requests.steps import parcel, sent_parcel
from tests.worlds import World


@pytest.fixture
def parcel_and_question(world: World) -> tuple[int, int]:
    """The numbers of a parcel and a question of Sam's."""
    parcel(world)
    return int(sent_parcel(world, street="Quay 1")[-8:]), opened(world, "sam")


def test_the_type_is_shown_filtered_and_sorted_by(world: World, parcel_and_question: tuple[int, int]) -> None:
    lamp, question = parcel_and_question
    sam = world.sign_in("sam")
    page = sam.get("/cases/?view=account_open").text
    assert ">Parcel</td>" in page and ">Question or issue</td>" in page
    assert numbers(sam.get("/cases/?type=parcel").text) == [lamp]
    assert numbers(sam.get("/cases/?type=question").text) == [question]
    assert numbers(sam.get("/cases/?sort=type").text) == [lamp, question]
    assert numbers(sam.get("/cases/?sort=-type").text) == [question, lamp]


def test_an_unknown_type_finds_nothing_and_says_so(
    world: World, parcel_and_question: tuple[int, int]
) -> None:
    page = world.sign_in("sam").get("/cases/?type=wish").text
    assert numbers(page) == []
    assert "There is no such type." in page


def test_search_and_export_name_the_type(world: World, parcel_and_question: tuple[int, int]) -> None:
    sam = world.sign_in("sam")
    assert "Parcel" in sam.get("/search?q=lamp&kind=cases").text.partition("<main")[2]
    assert "Parcel" in sam.get("/cases/export?columns=subject,type&format=csv").text


def test_more_rows_ask_no_more_questions(world: World, parcel_and_question: tuple[int, int]) -> None:
    sam = world.sign_in("sam")
    asked = []
    for more in (0, 5):
        for _ in range(more):
            sent_parcel(world, street="Quay 1")
        sam.get("/cases/?sort=type")
        with counted() as found:
            sam.get("/cases/?sort=type")
        asked.append(len(found))
    assert asked[1] <= asked[0]
