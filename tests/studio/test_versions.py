"""Versions: what differs can be read, any of them counts again, a file brings one in (I2)."""

from io import BytesIO

import pytest

from tests.cases.steps import opened
from tests.studio.steps import BASE, Studio, small, texts_of
from tests.worlds import World

HEADING = {"name_en": "Beginning", "name_nl": "Begin"}


def renamed(world: World) -> Studio:
    """The first step of incidents has another name, in version 2."""
    studio = Studio(world, "incident")
    studio.post("parts/start", HEADING)
    studio.post("publication")
    return studio


def test_the_draft_says_how_it_differs_from_what_customers_get(world: World) -> None:
    studio = Studio(world, "incident")
    studio.post("parts/start", HEADING)
    said = texts_of(studio.client, studio.address + "versions/draft")
    assert "Beginning" in said and "Against version 1." in said
    assert "Beginning" not in world.sign_in("sam").get("/cases/new/incident").text


def test_an_earlier_version_counts_again_and_none_is_lost(world: World) -> None:
    studio = renamed(world)
    assert "Beginning" in world.sign_in("sam").get("/cases/new/incident").text

    studio.post("versions/1/return")

    assert "Beginning" not in world.sign_in("sam").get("/cases/new/incident").text
    said = texts_of(studio.client, studio.address + "versions")
    assert [f"Version {number}" in said for number in (1, 2, 3)] == [True] * 3


def test_a_request_type_goes_back_to_how_it_shipped(world: World) -> None:
    studio = renamed(world)
    studio.post("shipped")
    assert "Beginning" not in world.sign_in("sam").get("/cases/new/incident").text


def test_a_draft_is_thrown_away_after_a_question(world: World) -> None:
    studio = Studio(world, "incident")
    studio.post("parts/start", HEADING)
    assert "Throw the draft" in studio.post("discarding").text
    studio.post("discarding", {"confirmed": "1"})
    assert "Beginning" not in texts_of(studio.client, studio.address)


def test_a_file_goes_out_and_comes_in_as_a_draft_after_a_look(world: World) -> None:
    studio = small(world)
    file = studio.client.get(studio.address + "file").text.replace("Colour", "Tint")

    looked = world.post(studio.client, f"{BASE}/import", {"text": file})
    assert "Tint" in looked.text and "Tint" not in texts_of(studio.client, studio.address)
    seen = {"confirmed": "1", "version": studio.version()}
    world.post(studio.client, f"{BASE}/import", {"text": file, **seen})

    assert "Tint" in texts_of(studio.client, studio.address)


BAD = ["", "x: [", "- 1", "request_type: x\nname: 7", "&a [*a]", "request_type: x\nsteps: {}\n", "\x01"]


@pytest.mark.parametrize("text", BAD)
def test_a_file_that_is_none_is_refused_in_words(sqlite_world: World, text: str) -> None:
    ada = sqlite_world.sign_in("ada")
    page = sqlite_world.post(ada, f"{BASE}/import", {"file": (BytesIO(text.encode()), "a.yaml")})
    assert page.status_code == 422 and "There is a problem" in page.text


def test_the_preview_asks_as_the_chosen_customer_and_keeps_nothing(world: World) -> None:
    opened(world, "sam")
    studio = Studio(world, "incident")
    page = studio.client.get(studio.address + "preview?as=sam@haven.rijnmond.example").text
    assert "Rijnmond Haven" in page and "Rijnmond Logistiek" not in page
    assert (
        "No customer has this mail address."
        in studio.client.get(studio.address + "preview?as=x@y.example").text
    )
