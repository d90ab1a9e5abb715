"""What is typed becomes words; what was found is marked. No database."""

from unicodedata import normalize

from hypothesis import given
from hypothesis import strategies as st

from app.search.marks import AFTER, BEFORE, beginning, excerpt, marked
from app.search.words import LONGEST_WORD, MOST_WORDS, Word, fold, other_forms, whole_number, words_of


def test_signs_separate_and_command_nothing() -> None:
    typed = words_of('"Paper jam" AND (tray:2 OR *) NEAR/3 -W5K')
    assert [word.text for word in typed] == ["paper", "jam", "and", "tray", "2", "or", "near", "3"]


def test_accents_and_case_do_not_matter() -> None:
    assert fold("GEÏNSTALLEERD İstanbul Å e\u0301") == "geinstalleerd istanbul a e"


def test_numbers_are_meant_whole() -> None:
    assert words_of("512 ab abc") == (Word("512"), Word("ab"), Word("abc", True))


def test_forms_are_those_of_dutch_and_english() -> None:
    for one, other in (
        ("meldingen", "melding"),
        ("kantoren", "kantoor"),
        ("kantoor", "kantoren"),
        ("bussen", "bus"),
        ("huizen", "huis"),
        ("brief", "brieven"),
        ("boxes", "box"),
        ("queries", "query"),
        ("query", "queries"),
    ):
        assert other in other_forms(one)


def test_only_eight_digits_are_a_case_number() -> None:
    assert whole_number(" #10000001 ") == 10_000_001
    assert [whole_number(typed) for typed in ("1000001", "100000011", "x10000001", "१२३४५६७८", "")] == [
        None
    ] * 5


@given(st.text(max_size=300))
def test_any_text_becomes_a_few_words_of_letters_and_digits(typed: str) -> None:
    words = words_of(typed)
    assert len(words) <= MOST_WORDS
    for word in words:
        assert all(text.isalnum() and len(text) <= LONGEST_WORD + 3 for text in (word.text, *word.others))


@given(st.text(max_size=200), st.text(max_size=30))
def test_marking_changes_no_letter(text: str, typed: str) -> None:
    pieces = marked(text, words_of(typed))
    assert "".join(piece.text for piece in pieces) == normalize("NFC", text)


@given(st.text(max_size=600), st.text(alphabet="abc é1", max_size=8))
def test_an_excerpt_is_short_and_holds_a_word_that_was_found(text: str, typed: str) -> None:
    pieces = excerpt(text, words_of(typed))
    if pieces is not None:
        assert any(piece.is_found for piece in pieces)
        assert sum(len(piece.text) for piece in pieces) <= BEFORE + AFTER + 300
    assert sum(len(piece.text) for piece in beginning(text)) <= AFTER + 2


def test_an_excerpt_stands_around_the_word() -> None:
    pieces = excerpt("before " * 40 + "the **Printér** stops " + "after " * 60, words_of("printers"))
    assert pieces is not None
    assert [piece.text for piece in pieces if piece.is_found] == ["Printér"]
    assert (pieces[0].text, pieces[-1].text) == ("… ", " …")
