"""A case shows, edits and remembers what its request type asked, as the version did that was filled in."""

import pytest

from tests.cases.steps import find
from tests.requests.steps import fill_in, parcel, sent_parcel
from tests.worlds import World


@pytest.mark.parametrize("who", ["sam", "noor", "bo"])
def test_everybody_who_sees_the_case_sees_the_answers_in_their_sections(world: World, who: str) -> None:
    parcel(world)
    case = sent_parcel(world, fragile="yes", care="This **side** up", street="Quay 1")
    page = world.sign_in(who).get(case).text
    for words in ("<strong>side</strong>", "Quay 1", "Fragile", "Parcel"):
        assert words in page, words


def test_what_is_recommended_and_missing_is_listed_to_the_customer_and_the_desk(world: World) -> None:
    parcel(world)
    case = sent_parcel(world, street="Quay 1")
    for who in ("sam", "bo"):
        assert f'href="{case}/edit#f-remarks">Remarks</a>' in world.sign_in(who).get(case).text
    fill_in(world, world.sign_in("sam"), f"{case}/edit", "", remarks="None")
    assert f"{case}/edit#f-remarks" not in world.sign_in("sam").get(case).text


def test_the_desk_lets_the_case_wait_for_the_list_of_what_is_missing(world: World) -> None:
    parcel(world)
    case = sent_parcel(world, street="Quay 1")
    bo = world.sign_in("bo")
    assert f'href="{case}?ask=1#reason"' in bo.get(case).text
    page = bo.get(f"{case}?ask=1").text
    assert '<option value="pending_response" data-open selected>' in page
    assert "To help you we still need:\n- Remarks" in page
    assert "To help you we still need" not in world.sign_in("sam").get(f"{case}?ask=1").text


def test_an_edit_asks_the_same_questions_and_the_history_tells_what_changed(world: World) -> None:
    parcel(world)
    case = sent_parcel(world, street="Quay 1")
    sam = world.sign_in("sam")
    assert fill_in(world, sam, f"{case}/edit", "", street="").status_code == 422
    assert fill_in(world, sam, f"{case}/edit", "", street="Quay 2").status_code == 302
    assert find(world, int(case[-8:])).values == {"street": "Quay 2"}
    history = sam.get(f"{case}/history").text
    assert "Street: <del>Quay 1</del>" in history


def test_an_answer_that_asks_for_more_shows_it_before_anything_is_saved(world: World) -> None:
    parcel(world)
    case = sent_parcel(world, street="Quay 1")
    sam = world.sign_in("sam")
    more = fill_in(world, sam, f"{case}/edit", "", fragile="yes", street="Quay 2")
    assert more.status_code == 422
    assert 'name="f-care"' in more.text
    assert find(world, int(case[-8:])).values == {"street": "Quay 1"}


def test_a_case_keeps_the_words_of_its_version_when_another_is_published(world: World) -> None:
    version = parcel(world)
    case = sent_parcel(world, street="Quay 1")
    with world.session() as session:
        from models.request_type import RequestTypeVersion

        row = session.get(RequestTypeVersion, version)
        assert row is not None
        row.state = "retired"
        session.commit()
    assert "Quay 1" in world.sign_in("sam").get(case).text
    assert world.sign_in("sam").get("/cases/new/parcel").status_code == 404
