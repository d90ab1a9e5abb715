"""Searching within the knowledge: the best match first, and a tag counts by its new name at once."""

import re

from flask.testing import FlaskClient

from tests.knowledge.steps import article, form, stored, tag
from tests.search.steps import found
from tests.worlds import World


def titles(client: FlaskClient, q: str, **more: str) -> list[str]:
    page = client.get("/knowledge/", query_string={"q": q, **more}).text
    return re.findall(r'class="row-title" href="[^"]*">([^<]+)<', page)


def rename(world: World, who: str, tag_id: int, en: str, nl: str) -> int:
    client, path = world.sign_in(who), f"/knowledge/tags/edit/{tag_id}"
    seen = re.search(r'name="seen"[^>]*value="([^"]+)"', client.get(path).text)
    names = {"name-en": en, "name-nl": nl, "rank": "0", "seen": seen[1] if seen else ""}
    status: int = world.post(client, path, names).status_code
    return status


def test_words_in_the_title_come_before_words_in_the_text(world: World) -> None:
    article(world, "Wombats everywhere")
    article(world, "Newer", body="Open the wombat and press.")
    article(world, "Élan of the wombat", body="Nothing.")
    sam = world.sign_in("sam")
    assert titles(sam, "wombat") == ["Élan of the wombat", "Wombats everywhere", "Newer"]
    assert titles(sam, "elan wombats") == ["Élan of the wombat"]
    assert [path.rpartition("/")[2] for path in found(sam, "wombat", kind="articles")][-1] == "2"


def test_pages_go_on_from_titles_to_texts(world: World) -> None:
    for number in range(20):
        article(world, f"Wombat {number}")
        article(world, f"Other {number}", body="About the wombat.")
    sam = world.sign_in("sam")
    first = sam.get("/knowledge/?q=wombat").text
    cursor = re.search(r'href="/knowledge/\?q=wombat&amp;after=([^"]+)"', first)
    assert cursor is not None and "Best match first" in first
    everything = titles(sam, "wombat") + titles(sam, "wombat", after=cursor[1])
    assert [title.split()[0] for title in everything] == ["Wombat"] * 20 + ["Other"] * 20
    assert len(set(everything)) == 40


def test_plurals_and_accents_find_as_everywhere(world: World) -> None:
    article(world, "Meldingen", body="Over de café-printer.")
    sam = world.sign_in("sam")
    assert titles(sam, "melding cafe") == titles(sam, "MELDINGEN") == ["Meldingen"]
    assert titles(sam, "elding") == titles(sam, "%%%") == []


def test_a_renamed_tag_is_found_at_once_and_its_former_name_is_not(world: World) -> None:
    word = tag(world, "wombat")
    tagged, draft = article(world, "Jams", tags=(word,)), article(world, tags=(word,), state="draft")
    article(world, "Not tagged")
    sam, before = world.sign_in("sam"), stored(world, tagged)
    assert titles(sam, "wombat") == ["Jams"]

    assert rename(world, "bo", word, "numbat", "buidelmiereneter") == 303

    assert titles(sam, "numbat") == titles(sam, "buidelmiereneter") == ["Jams"]
    assert found(sam, "numbat") == [f"/knowledge/{tagged}"]
    assert titles(sam, "wombat") == []
    assert "numbat" in stored(world, draft).words
    after = stored(world, tagged)
    assert (after.version, after.updated_at) == (before.version, before.updated_at)


def test_a_rename_that_is_taken_back_was_never_found(world: World) -> None:
    word = tag(world, "wombat")
    article(world, "Jams", tags=(word,))
    assert rename(world, "bo", word, "", "") == 422
    assert rename(world, "sam", word, "numbat", "numbat") == 403
    sam = world.sign_in("sam")
    assert titles(sam, "numbat") == [] and titles(sam, "wombat") == ["Jams"]


def test_a_changed_title_is_the_one_that_counts(world: World) -> None:
    one = article(world, "Wombat")
    article(world, "Newer", body="The wombat again.")
    changed = form(title_en="Something else", body_en="A wombat.", version="2")
    assert world.post(world.sign_in("bo"), f"/knowledge/{one}/edit", changed).status_code == 303
    assert titles(world.sign_in("sam"), "wombat") == ["Something else", "Newer"]
    assert stored(world, one).head == " something else "
