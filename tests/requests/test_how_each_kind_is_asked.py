"""C1: whatever a field says of itself is on the page: label, help, place holder, list, default, mark."""

from typing import Any, Final

import pytest

from tests.products.steps import fill_catalogue
from tests.requests.steps import both, field, fill_in, offer, step
from tests.worlds import World

CHOICES: Final = [{"code": code, "label": both(code.title())} for code in ("red", "blue")]
DRAWN: Final[dict[str, tuple[dict[str, Any], str]]] = {
    "text": ({}, '<input type="text"'),
    "long_text": ({}, "<textarea"),
    "number": ({}, 'inputmode="decimal"'),
    "date": ({}, '<input type="date"'),
    "date_time": ({}, '<input type="datetime-local"'),
    "choice": ({"choices": CHOICES}, '<input type="radio" name="f-asked" value="blue"'),
    "choices": ({"choices": CHOICES}, '<input type="checkbox" name="f-asked" value="blue"'),
    "yes_no": ({}, '<input type="radio" name="f-asked" value="no"'),
    "mail": ({}, '<input type="email"'),
    "url": ({}, '<input type="url"'),
    "version": ({}, '<input type="text"'),
    "account": ({}, 'name="f-asked"'),
    "contact": ({}, '<select id="f-asked"'),
    "product_line": ({}, '<select id="f-asked"'),
    "product": ({}, '<select id="f-asked"'),
    "model": ({}, '<datalist id="f-asked-choices"'),
    "serial_number": ({}, 'value="search:asked"'),
    "files": ({"file_kind": "usb_log"}, '<input type="file" multiple id="f-asked"'),
    "secret": ({}, '<input type="password"'),
    "explanation": ({}, '<div class="prose" id="f-asked"'),
}
SAID: Final = {
    "help": both("Help **in bold**"),
    "placeholder": both("Such as this"),
    "check_list": [both("First this"), both("Then that")],
}


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize(("lang", "more"), [("en", ""), ("nl", " (nl)")])
def test_each_kind_is_asked_in_its_own_way_with_its_words_in_the_readers_language(
    sqlite_world: World, kind: str, lang: str, more: str
) -> None:
    fill_catalogue(sqlite_world)
    own, drawn = DRAWN[kind]
    subject = field("subject", column="subject")
    offer(sqlite_world, step("one", subject, field("asked", kind, **own, **SAID)))
    page = sqlite_world.sign_in("sam").get(f"/cases/new/parcel?lang={lang}").text
    assert drawn in page, page
    if kind != "account":  # with one account there is nothing to choose
        assert f"<strong>in bold</strong>{more}" in page and f"Asked{more}" in page
        assert kind == "explanation" or f"<li>First this{more}</li><li>Then that{more}</li>" in page


@pytest.mark.parametrize("kind", ["text", "long_text", "number", "version", "mail", "serial_number"])
def test_a_place_holder_stands_in_what_is_typed(sqlite_world: World, kind: str) -> None:
    offer(sqlite_world, step("one", field("asked", kind, **SAID)))
    assert 'placeholder="Such as this"' in sqlite_world.sign_in("sam").get("/cases/new/parcel").text


DEFAULTS: Final = [("text", "Usual", 'value="Usual"'), ("choice", "blue", 'value="blue" checked')]
DEFAULTS += [("yes_no", "no", 'value="no" checked'), ("number", "12.5", 'value="12.5"')]


@pytest.mark.parametrize(("kind", "default", "drawn"), DEFAULTS)
def test_a_default_stands_there_and_an_emptied_field_stays_empty(
    sqlite_world: World, kind: str, default: str, drawn: str
) -> None:
    choices = {"choices": CHOICES} if kind == "choice" else {}
    usual = field("asked", kind, default=default, **choices)
    offer(sqlite_world, step("one", field("subject", column="subject"), usual), step("two", field("more")))
    sam = sqlite_world.sign_in("sam")
    assert drawn in sam.get("/cases/new/parcel").text
    two = fill_in(sqlite_world, sam, "/cases/new/parcel", subject="Emptied", asked="").location
    assert drawn not in sam.get(two.replace("/two", "/one")).text


def test_what_is_required_recommended_or_neither_is_marked_in_words(sqlite_world: World) -> None:
    fields = field("must", is_required=True), field("should", is_recommended=True), field("may")
    offer(sqlite_world, step("one", *fields))
    page = sqlite_world.sign_in("sam").get("/cases/new/parcel").text
    assert 'aria-required="true"' in page.partition('id="f-must"')[2][:200]
    assert "Should <span" in page and page.count("(recommended)") == 1 and page.count("(optional)") == 1


def test_h4_words_that_lack_a_language_are_those_of_the_other_and_say_so(sqlite_world: World) -> None:
    one = {**field("asked", help={"nl": "Zo staat het er"}), "label": {"nl": "Gevraagd"}}
    offer(sqlite_world, step("one", one, field("other")))
    page = sqlite_world.sign_in("sam").get("/cases/new/parcel").text
    assert '<span lang="nl">Gevraagd</span>' in page and '<div lang="nl"><p>Zo staat het er' in page
