"""Cases are found by number, subject, description and notes, the best first; T24, T30: by who sees them."""

import pytest

from tests.cases.steps import opened
from tests.search.steps import cases, note, search, suggested
from tests.worlds import World


def test_a_case_is_found_by_subject_description_number_and_note(world: World) -> None:
    number = opened(world, "sam", subject="Paper jam in tray 2", description="The *Merel* makes noise.")
    opened(world, "sam", subject="Something else")
    note(world, "sam", number, "Its serial number is W5K-0012345.")
    sam = world.sign_in("sam")
    for q in ("jam", "merel", "noise tray", "w5k-0012345", "0012345", "serial jam"):
        assert cases(sam, q) == [number], q
    assert cases(sam, "jam toner") == []


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("The printers are off", "printer"),
        ("The printer is off", "printers"),
        ("Two batteries", "battery"),
        ("One battery", "batteries"),
        ("Drie meldingen", "melding"),
        ("Mijn melding", "meldingen"),
        ("Op kantoor", "kantoren"),
        ("De kantoren", "kantoor"),
        ("Twee huizen", "huis"),
        ("Tonerlevering stopt", "toner"),
        ("Café Größe naïef", "cafe"),
        ("Cafe om de hoek", "CAFÉ"),
        ("GEÏNSTALLEERD", "geinst"),
        ("Ошибка печати", "ошибка"),
        ("תקלה במדפסת", "במדפסת"),
    ],
)
def test_other_forms_of_a_word_its_beginning_and_accents_do_not_matter(
    world: World, written: str, typed: str
) -> None:
    number = opened(world, "sam", description=written)
    assert cases(world.sign_in("sam"), typed) == [number]


@pytest.mark.parametrize(
    ("typed", "finds"), [("512", True), ("51", False), ("5120", False), ("rinter", False)]
)
def test_a_number_is_meant_whole_and_a_word_from_its_beginning(world: World, typed: str, finds: bool) -> None:
    opened(world, "sam", description="The printer says 512")
    assert bool(cases(world.sign_in("sam"), typed)) is finds


def test_the_subject_counts_more_than_the_text_and_the_newest_comes_first(world: World) -> None:
    old = opened(world, "sam", subject="Toner is empty")
    text = opened(world, "sam", subject="Help", description="Something with toner")
    new = opened(world, "sam", subject="No toner again")
    assert cases(world.sign_in("sam"), "toner") == [new, old, text]


def test_t24_cases_of_others_are_not_found_suggested_or_counted(world: World) -> None:
    haven, elders = opened(world, "sam", subject="Merel jams"), opened(world, "eva", subject="Merel jams")
    assert cases(world.sign_in("noor"), "merel") == [haven]
    assert suggested(world.sign_in("noor"), "merel") == [f"/cases/{haven}"]
    assert cases(world.sign_in("eva"), "merel") == [elders]
    assert cases(world.sign_in("bo"), "merel") == [elders, haven]


def test_t30_an_internal_note_is_found_by_the_desk_alone(world: World) -> None:
    number = opened(world, "sam", subject="Merel jams")
    note(world, "bo", number, "Known trouble: zilverreiger", is_internal=True)
    assert cases(world.sign_in("bo"), "zilverreiger merel") == [number]
    assert "<mark>zilverreiger</mark>" in search(world.sign_in("bo"), "zilverreiger")
    for who in ("sam", "noor"):
        client = world.sign_in(who)
        assert search(client, "zilverreiger") == search(client, "zilverreigex").replace("reigex", "reiger")
        assert suggested(client, "zilver") == []
        assert "zilver" not in search(client, "merel")


def test_t30_internal_notes_do_not_change_the_order_for_a_customer(world: World) -> None:
    first, second = opened(world, "sam"), opened(world, "sam")
    before = cases(world.sign_in("sam"), "jam")
    note(world, "bo", first, "jam jam jam", is_internal=True)
    assert cases(world.sign_in("sam"), "jam") == before == [second, first]


def test_a_note_after_an_internal_one_is_found_by_both_sides(world: World) -> None:
    number = opened(world, "sam")
    note(world, "bo", number, "between ourselves", is_internal=True)
    note(world, "sam", number, "The purple lamp blinks")
    assert cases(world.sign_in("sam"), "purple jam") == [number]
    assert cases(world.sign_in("bo"), "purple ourselves") == [number]


def test_a_number_goes_straight_to_its_case_when_one_may_see_it(world: World) -> None:
    number = opened(world, "sam")
    for typed in (str(number), f" #{number} "):
        assert world.sign_in("sam").get("/search", query_string={"q": typed}).location == f"/cases/{number}"
    eva = world.sign_in("eva")
    missing = search(eva, "99999999").replace("99999999", str(number))
    assert search(eva, str(number)) == missing
    assert suggested(world.sign_in("sam"), str(number)[:7]) == [f"/cases/{number}"]
    assert suggested(eva, str(number)[:7]) == []
