"""An administrator builds a request type part by part; customers get it when it is published (I1, I2)."""

import re
from html import unescape

import pytest

from tests.studio.steps import BASE, Studio, added, small, texts_of
from tests.worlds import World


def test_a_new_request_type_is_seen_by_no_customer_before_it_is_published(world: World) -> None:
    studio, sam = small(world), world.sign_in("sam")
    assert sam.get("/cases/new/loan_device").status_code == 404

    studio.post("publication")

    page = sam.get("/cases/new/loan_device")
    assert page.status_code == 200 and "Colour" in page.text


def test_what_holds_for_all_of_it_is_said_in_words(world: World) -> None:
    said = texts_of(Studio(world, "incident").client, f"{BASE}/incident/")
    assert "Scale of priorities Seven levels Priority Medium" in said
    offered = texts_of(Studio(world, "technical_ticket").client, f"{BASE}/technical_ticket/")
    assert "Certified technician" in offered and "certified_technician" not in offered


def test_what_stands_in_the_way_is_named_with_its_place(world: World) -> None:
    studio = added(world)
    studio.add("", "Start")
    said = texts_of(studio.client, studio.address)
    assert "stand" in said and "It asks nothing yet: add a field." in said
    assert studio.post("publication").status_code == 303
    assert world.sign_in("sam").get("/cases/new/loan_device").status_code == 404


def test_a_field_goes_up_down_is_copied_and_removed(world: World) -> None:
    studio = small(world)
    studio.post("places/start/what/colour", {"go": "up"})
    studio.post("places/start/what/subject", {"go": "copy"})
    assert "is removed from the draft" in studio.post("places/start/what/colour", {"go": "remove"}).text

    said = texts_of(studio.client, studio.address)
    assert said.count("Text on one line ") >= 2 and "One choice · " not in said


@pytest.mark.parametrize("path", ["start/what/subject", "start/what", "start"])
def test_what_was_removed_comes_back_where_it_stood_with_all_that_was_in_it(world: World, path: str) -> None:
    studio = small(world)
    before = studio.client.get(studio.address + "file").text
    gone = studio.post(f"places/{path}", {"go": "remove"}).text
    assert studio.client.get(studio.address + "file").text != before
    said = {
        name: unescape(re.search(rf'name="{name}" value="([^"]*)"', gone)[1]) for name in ("place", "part")
    }
    assert studio.post(f"places/{path}", {**said, "go": "put_back"}).status_code == 303
    assert studio.client.get(studio.address + "file").text == before


BROKEN = [
    "",
    "{",
    "[" * 100_000,
    "7",
    '{"code": "subject", "kind": "text", "label": {}}',
    '{"code": "\\ud800"}',
]


@pytest.mark.parametrize("part", BROKEN, ids=range(len(BROKEN)))
def test_t42_what_cannot_be_brought_back_is_told_and_changes_nothing(world: World, part: str) -> None:
    studio = small(world)
    before = studio.client.get(studio.address + "file").text
    for path in ("start/what/subject", "start/what", "start", "no/what/x", "a/b/c/d"):
        answer = studio.post(f"places/{path}", {"go": "put_back", "place": "1" * 30, "part": part})
        assert answer.status_code in (303, 404)
    assert studio.client.get(studio.address + "file").text == before


def test_a_condition_is_built_from_menus_and_read_in_words(world: World) -> None:
    studio = small(world)
    rows = {"shown_when-0-field": "colour", "shown_when-0-value": "red", "shown_when-match": "all"}
    studio.change("start/what/subject", label_en="Subject", label_nl="Onderwerp", kind="text", **rows)
    assert "shown when Colour is Red" in texts_of(studio.client, studio.address)


def test_more_lines_come_without_a_script_and_keep_what_was_typed(world: World) -> None:
    studio = small(world)
    page = studio.change("start/what/colour", label_en="Changed", label_nl="Ander", kind="choice", go="more")
    assert page.status_code == 200 and 'value="Changed"' in page.text
    assert page.text.count('name="choice-') > 12
    assert "Changed" not in texts_of(studio.client, studio.address)


@pytest.mark.parametrize(
    ("name", "value"), [("check-longest", "many"), ("check-longest", "10" * 20), ("check-shortest", "-1")]
)
def test_what_cannot_be_read_is_said_and_kept(world: World, name: str, value: str) -> None:
    studio = small(world)
    said = {"label_en": "Typed", "label_nl": "Getypt", "kind": "text", name: value}
    page = studio.post("parts/start/what/subject", said)
    assert page.status_code == 422 and "There is a problem" in page.text
    assert 'value="Typed"' in page.text and f'value="{value}"' in page.text


def test_t64_of_two_administrators_the_second_sees_what_the_first_saved(world: World) -> None:
    studio = small(world)
    opened = studio.version()
    studio.change("start/what/subject", label_en="Theirs", label_nl="Van hen", kind="text", column="subject")
    mine = {"label_en": "Mine", "label_nl": "Van mij", "kind": "text", "column": "subject"}

    page = studio.post("parts/start/what/subject", mine, version=opened)

    assert page.status_code == 409 and "Theirs" in page.text and 'value="Mine"' in page.text
    assert "Theirs" in texts_of(studio.client, studio.address)


@pytest.mark.parametrize("who", ["sam", "bo", "chris", "tess"])
def test_nobody_but_an_administrator_opens_the_studio(sqlite_world: World, who: str) -> None:
    client = sqlite_world.sign_in(who)
    for path in ("/", "/incident/", "/incident/about", "/incident/file", "/import", "/incident/preview"):
        assert client.get(BASE + path).status_code == 403
    assert Studio(sqlite_world, "incident").client.get(f"{BASE}/incident/").status_code == 200


@pytest.mark.parametrize("path", ["parts/no", "parts/start/no", "parts/a/b/c/d", "versions/99"])
def test_a_part_that_is_not_there_answers_not_found(sqlite_world: World, path: str) -> None:
    assert Studio(sqlite_world, "incident").client.get(f"{BASE}/incident/{path}").status_code == 404


HOSTILE = "<script>alert(1)</script>'\"{{7*7}}"


def test_t37_what_is_typed_is_only_text(world: World) -> None:
    studio = small(world)
    studio.change("start/what/subject", label_en=HOSTILE, label_nl=HOSTILE, help_en=HOSTILE, kind="text")
    studio.change("start", name_en=HOSTILE, name_nl=HOSTILE)
    for path in ("", "parts/start/what/subject", "preview?as=sam@haven.rijnmond.example", "versions/draft"):
        assert "<script>alert" not in studio.client.get(studio.address + path).text
