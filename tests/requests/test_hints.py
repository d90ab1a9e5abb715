"""While a subject is typed one sees what is there about the same, and nothing hidden (C10, T24)."""

import pytest

from app.search.alike import words_alike
from tests.cases.steps import opened
from tests.worlds import World

SUBJECT = "Printer jams when printing on both sides"


def hints(world: World, person: str, typed: str) -> str:
    return world.sign_in(person).get("/cases/hints", query_string={"q": typed}).text


def test_an_open_case_of_a_colleague_is_shown_with_a_way_to_follow_it(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    said = hints(world, "lot", "The printer jams on every sheet")
    assert str(number) in said and f"/cases/{number}/subscription" in said


def test_t24_nothing_is_shown_of_a_case_that_one_may_not_see(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    assert str(number) not in hints(world, "eva", SUBJECT)


@pytest.mark.parametrize("typed", ["The printer makes coffee", "jam", "", "%", "' OR 1=1 --", "a" * 5_000])
def test_what_is_about_something_else_is_not_shown_and_no_text_is_a_command(world: World, typed: str) -> None:
    opened(world, "sam", subject=SUBJECT)
    assert hints(world, "sam", typed) == ""


def test_words_that_stand_in_any_sentence_do_not_count() -> None:
    assert words_alike("this does not work with that") == ()
    assert [word.text for word in words_alike("Mijn printer heeft geen papier")] == ["printer", "papier"]


@pytest.mark.parametrize("typed", ["jams on both drawers", "both drawers with the jams", "jams both"])
def test_two_words_that_say_something_are_enough_in_any_order(world: World, typed: str) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    assert str(number) in hints(world, "sam", typed)
