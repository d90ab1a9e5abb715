"""After each act the focus is where one works, and what was done is said with it; T64 for all of them."""

import re
from html import unescape

import pytest

from tests.studio.steps import BASE, Studio, small, texts_of
from tests.worlds import World

ACTS = {
    "up": ("Move Colour up", "“Colour” is now number 1 of 2."),
    "down": ("Move Colour down", "“Colour” is now number 2 of 2."),
    "copy": ("Change Colour", "This is the copy: “Colour”, number 3 of 3."),
}


def focused(html: str) -> tuple[str, str]:
    """The name of what has the focus when the page opens, and what describes it."""
    found = re.search(r"<(a|button|select|input)\b[^>]* autofocus[^>]*>(.*?)</\1>", html, re.DOTALL)
    assert found, html
    named = re.search(r'aria-label="([^"]*)"', found[0])
    said = re.search(r'id="done"[^>]*>(.*?)</(?:p|span)>', html, re.DOTALL)
    assert said and 'aria-describedby="done"' in found[0]
    return named[1] if named else plain(found[2]), plain(said[1])


def plain(html: str) -> str:
    return " ".join(re.sub("<[^>]+>", " ", html).split())


@pytest.mark.parametrize("go", ACTS)
def test_a_part_keeps_the_focus_when_it_moves_and_says_where_it_is(world: World, go: str) -> None:
    studio = small(world)
    page = studio.client.get(studio.post("places/start/what/colour", {"go": go}).location)
    assert focused(page.text) == ACTS[go]


def test_what_is_removed_gives_the_focus_to_the_way_back_and_that_to_the_part(world: World) -> None:
    studio = small(world)
    gone = studio.post("places/start/what/colour", {"go": "remove"}).text
    assert focused(gone) == ("Undo", "Field “Colour” is removed from the draft.")
    sent = re.findall(r'name="(place|part)" value="([^"]*)"', gone)
    kept = {name: unescape(value) for name, value in sent}
    answer = studio.post("places/start/what/colour", {**kept, "go": "put_back"})
    assert "at=start%2Fwhat%2Fcolour&did=put_back" in answer.location


def test_what_is_saved_and_what_is_added_has_the_focus_on_the_outline(world: World) -> None:
    studio = small(world)
    saved = studio.change("start/what", name_en="What else", name_nl="Wat nog")
    assert focused(studio.client.get(saved.location).text) == (
        "Change What else",
        "“What else” is saved in the draft.",
    )
    added = studio.post("additions/start", {"name_en": "More", "name_nl": "Meer"})
    assert focused(studio.client.get(added.location).text) == ("Change More", "“More” is added.")


def test_who_stays_is_on_the_button_again(world: World) -> None:
    studio = small(world)
    said = {"label_en": "Tint", "label_nl": "Tint", "kind": "text", "go": "stay"}
    page = studio.client.get(studio.change("start/what/colour", **said).location)
    assert focused(page.text) == ("Save and stay", "Saved in the draft.")


@pytest.mark.parametrize(("go", "name"), [("choices", "choice-2-code"), ("shown_when", "shown_when-0-field")])
def test_more_lines_put_the_focus_on_the_first_of_them(world: World, go: str, name: str) -> None:
    studio = small(world)
    colours = {"choice-0-code": "red", "choice-1-code": "blue"}
    page = studio.post("parts/start/what/colour", {**colours, "kind": "choice", "go": f"more:{go}"})
    found = re.search(r'<\w+[^>]*name="([\w-]+)"[^>]* autofocus', page.text)
    assert found and found[1] == name


@pytest.mark.parametrize(
    ("parent", "field"), [("", "step-en"), ("start", "section-start-en"), ("start/what", "field-what-en")]
)
def test_a_part_without_a_name_is_told_beside_its_field(world: World, parent: str, field: str) -> None:
    studio = small(world)
    page = studio.post(f"additions/{parent}", {"kind": "number"})
    assert page.status_code == 422 and f'href="#{field}"' in page.text
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', page.text)
    assert ('value="number" selected' in page.text) is (parent == "start/what")


def test_a_field_moves_to_another_section_and_a_section_to_another_step(world: World) -> None:
    studio = small(world)
    studio.add("", "End")
    studio.add("end", "Rest")
    said = {"label_en": "Subject", "label_nl": "Onderwerp", "kind": "text", "column": "subject"}
    moved = studio.change("start/what/subject", **said, stands_in="end/rest")
    assert "at=end%2Frest%2Fsubject" in moved.location
    studio.change("start/what", name_en="What", name_nl="Wat", stands_in="end")
    assert studio.client.get(f"{studio.address}parts/end/what/colour").status_code == 200
    assert studio.client.get(f"{studio.address}parts/start/what/colour").status_code == 404


@pytest.mark.parametrize("typed", ["red", "Red", "rood"])
def test_a_condition_takes_the_words_that_its_menu_offers(world: World, typed: str) -> None:
    studio = small(world)
    page = studio.client.get(f"{studio.address}parts/start/what/subject").text
    assert '<datalist id="v-colour"><option value="Red"><option value="Blue">' in page
    row = {"shown_when-0-field": "colour", "shown_when-0-value": typed}
    studio.change("start/what/subject", label_en="Subject", label_nl="Onderwerp", kind="text", **row)
    assert "value: red" in studio.client.get(studio.address + "file").text
    page = studio.client.get(f"{studio.address}parts/start/what/subject").text
    assert 'list="v-colour" autocomplete="off" value="Red"' in page


def seen_before(studio: Studio) -> str:
    """The version that a page showed before somebody else saved a step."""
    seen = studio.version()
    studio.change("start", name_en="Theirs", name_nl="Van hen")
    return seen


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("publication", {}),
        ("discarding", {"confirmed": "1"}),
        ("places/start/what/colour", {"go": "up"}),
        ("places/start/what/colour", {"go": "remove"}),
    ],
)
def test_t64_no_act_undoes_what_somebody_else_saved_meanwhile(
    world: World, path: str, data: dict[str, str]
) -> None:
    studio = small(world)
    seen = seen_before(studio)
    before = studio.client.get(studio.address + "file").text
    answer = studio.post(path, data, version=seen)
    assert "Somebody else changed this" in studio.client.get(answer.location).text
    assert studio.client.get(studio.address + "file").text == before and "Theirs" in before
    assert world.sign_in("sam").get("/cases/new/loan_device").status_code == 404


def test_t64_what_two_add_at_once_is_both_there(world: World) -> None:
    studio = small(world)
    seen = seen_before(studio)
    words = {"label_en": "Weight", "label_nl": "Gewicht", "kind": "number"}
    assert studio.post("additions/start/what", words, version=seen).status_code == 303
    said = texts_of(studio.client, studio.address)
    assert "Theirs" in said and "Weight" in said


def test_t64_who_began_before_a_publication_is_shown_what_it_changed(world: World) -> None:
    studio = Studio(world, "incident")
    opened = studio.version("parts/start")
    studio.change("start", name_en="Theirs", name_nl="Van hen")
    studio.post("publication")
    page = studio.post("parts/start", {"name_en": "Mine", "name_nl": "Van mij"}, version=opened)
    assert page.status_code == 409 and "Theirs" in page.text and 'value="Mine"' in page.text


def test_t64_a_file_is_looked_at_again_when_the_draft_changed_since(world: World) -> None:
    studio = small(world)
    file = studio.client.get(studio.address + "file").text.replace("Colour", "Tint")
    looked = world.post(studio.client, f"{BASE}/import", {"text": file}).text
    seen = re.search(r'name="version" value="(\d+)"', looked)
    assert seen
    studio.change("start", name_en="Theirs", name_nl="Van hen")
    kept = {"text": file, "confirmed": "1", "version": seen[1]}
    page = world.post(studio.client, f"{BASE}/import", kept)
    assert page.status_code == 409 and "Theirs" in page.text and "Tint" in page.text
    assert "Tint" not in texts_of(studio.client, studio.address)


@pytest.mark.parametrize(("language", "says"), [("en", "Incident"), ("nl", "Onderwerp")])
def test_the_preview_asks_in_the_chosen_language_and_remembers_whom_one_looks_as(
    world: World, language: str, says: str
) -> None:
    studio = Studio(world, "incident")
    at = f"{studio.address}preview"
    page = studio.client.get(f"{at}?as=sam@haven.rijnmond.example&in={language}").text
    assert f'<div lang="{language}">' in page and says in page
    assert ("Volgende" in page) is (language == "nl")
    again = studio.client.get(f"{studio.address}preview?step=product").text
    assert 'value="sam@haven.rijnmond.example"' in again and "product_kind" in again
    assert f'<div lang="{language}">' in again
