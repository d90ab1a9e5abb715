"""A case is never shared with whoever a word happens to fit: the page asks who is meant (A14; T24, T27)."""

from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from models.case_share import CaseShare
from tests.cases.steps import opened
from tests.cases.test_sharing import day, give, sees
from tests.cases.views import colleague, moved
from tests.mail.acts import HeldClock, held
from tests.worlds import World

__all__ = ["held"]
ELDERS = "Elders & Zoon (0008150000)"


def shared(world: World) -> list[tuple[int | None, int | None]]:
    with world.session() as session:
        return [(one.person_id, one.account_id) for one in session.scalars(select(CaseShare))]


def offered(answer: Any) -> list[str]:
    """What the page offers to choose from."""
    assert answer.status_code == 422
    radios = answer.text.split('name="meant" value="')[1:]
    return [unescape(one.partition('"')[0]) for one in radios]


@pytest.mark.parametrize("whom", ["Elders", "elder", "Eva", "eva@", "00081", "Eva Elders"])
def test_a_part_of_a_name_asks_even_when_it_fits_one_alone(world: World, whom: str) -> None:
    number = opened(world, "sam")
    answer = give(world, "bo", number, whom, until=day(5), may_write="y")
    assert set(offered(answer)) & {ELDERS, "eva@elders.example"}
    assert "Choose who is meant. Nothing is shared yet." in answer.text and " checked" in answer.text
    assert f'name="whom" maxlength="320" value="{whom}"' in answer.text and day(5) in answer.text
    assert shared(world) == [] and not sees(world, "eva", number)


def test_what_fits_several_names_them_all_and_the_choice_is_shared_with(world: World) -> None:
    number = opened(world, "sam")
    asked = offered(give(world, "bo", number, "rijnmond"))
    assert [one.partition(" (")[0] for one in asked[:3]] == [
        "Rijnmond Groep",
        "Rijnmond Haven",
        "Rijnmond Logistiek",
    ]
    assert offered(give(world, "bo", number, "elders"))[0] == ELDERS
    chosen = {"meant": ELDERS, "offered_for": "elders"}
    assert give(world, "bo", number, "elders", **chosen).status_code == 303
    assert shared(world) == [(None, world.account_id("Elders & Zoon"))]
    assert sees(world, "eva", number)


def test_who_types_something_else_meanwhile_is_asked_again(world: World) -> None:
    number = opened(world, "sam")
    answer = give(world, "bo", number, "Logistiek", meant=ELDERS, offered_for="elders")
    assert ELDERS not in offered(answer)
    assert shared(world) == []


@pytest.mark.parametrize(
    "whom", ["eva@elders.example", "EVA@Elders.example", "0008150000", "elders & zoon", ELDERS]
)
def test_what_means_one_alone_is_taken_at_once(world: World, whom: str) -> None:
    number = opened(world, "sam")
    assert give(world, "bo", number, whom).status_code == 303
    assert sees(world, "eva", number)


@pytest.mark.parametrize("whom", ["", " ", "e", "nobody at all", "%", "x" * 400, "'; --"])
def test_what_fits_nobody_says_so_and_offers_nothing(world: World, whom: str) -> None:
    answer = give(world, "bo", opened(world, "sam"), whom)
    assert offered(answer) == [] and "that you may see" in answer.text


def test_t24_a_customer_is_offered_nobody_whom_they_do_not_see(world: World) -> None:
    number = opened(world, "sam")
    found = {
        (who, typed): offered(give(world, who, number, typed))
        for who in ("sam", "noor")
        for typed in ("elders", "eva", "peters", "jansen", "logistiek", "example")
    }
    seen = {
        who: {one for (person, _typed), some in found.items() if person == who for one in some}
        for who in ("sam", "noor")
    }
    assert seen["sam"] == {"sam@haven.rijnmond.example"}
    assert "lot@logistiek.rijnmond.example" in seen["noor"]
    assert not any("elders" in one.lower() or "desk" in one for one in seen["sam"] | seen["noor"])


def test_t27_a_choice_that_was_not_offered_is_no_choice(world: World) -> None:
    number = opened(world, "sam")
    for meant in (ELDERS, "eva@elders.example", "bo@desk.example", "lot@logistiek.rijnmond.example"):
        answer = give(world, "sam", number, "sam", meant=meant, offered_for="sam")
        assert answer.status_code == 422, meant
    assert shared(world) == []
    lots = {"meant": "lot@logistiek.rijnmond.example", "offered_for": "lot"}
    assert give(world, "noor", number, "lot", **lots).status_code == 303


def test_t29_a_share_with_an_account_follows_who_belongs_to_it(world: World) -> None:
    number = opened(world, "eva")
    give(world, "bo", number, "0004711010")
    pim = colleague(world, "Rijnmond Haven")
    assert sees(world, "sam", number) and sees(world, pim, number) and not sees(world, "lot", number)
    moved(world, pim, "Rijnmond Logistiek")
    moved(world, "Lot", "Rijnmond Haven")
    assert sees(world, "lot", number) and not sees(world, pim, number)


@pytest.mark.parametrize(
    ("lang", "words"), [("en", "Read, and write notes"), ("nl", "Lezen en notities schrijven")]
)
def test_who_can_see_this_tells_with_whom_until_when_and_what_they_may(
    world: World, lang: str, words: str
) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example", may_write="y")
    give(world, "kim", number, "0004711020")
    bo = world.sign_in("bo")
    page = bo.get(f"/cases/{number}/who?lang={lang}").text
    assert words in page and "Eva Elders" in page and "Rijnmond Logistiek" in page and "Kim Smit" in page
    page = bo.get(f"/cases/{number}?lang={lang}").text
    assert f"/cases/{number}/who" in page
    sams = world.sign_in("sam").get(f"/cases/{number}/who").text
    assert "Read, and write notes" in sams and "Eva Elders" not in sams and "Rijnmond Logistiek" not in sams
    assert "Another account" in sams


@pytest.mark.parametrize(
    ("lang", "words"), [("en", ("Read", "Dec 6, 2026")), ("nl", ("Lezen", "6 dec 2026"))]
)
def test_the_day_is_told_as_it_was_chosen_and_the_history_says_what_they_may(
    world: World, held: HeldClock, lang: str, words: tuple[str, str]
) -> None:
    number = opened(world, "sam")
    assert give(world, "bo", number, "eva@elders.example", until="2026-12-06").status_code == 303
    for path in ("/shares", "/who", "/history"):
        page = world.sign_in("bo").get(f"/cases/{number}{path}?lang={lang}").text
        assert all(word in page for word in words), path
    held.move(days=15, hours=13)  # the evening of the sixth
    assert sees(world, "eva", number)
    held.move(hours=1, minutes=1)
    assert not sees(world, "eva", number)
