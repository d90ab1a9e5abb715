"""What may be typed in each kind of field, what is kept of it, and what is said when it cannot be (C1)."""

import time
from collections.abc import Iterator

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from app.request_types.answers.clean import clean
from app.request_types.answers.words import words, written
from app.request_types.answers.wrong import Wrong
from app.request_types.definition import KINDS, Check, Field, Value
from app.request_types.patterns import fits, is_pattern
from tests.request_types.definitions import CHOICES, ask, texts
from tests.request_types.definitions import checks as any_check
from tests.request_types.world import Shop
from tests.worlds import World

SHOP = Shop()
EN, NL = "en", "nl"


@pytest.fixture
def spoken(sqlite_world: World) -> Iterator[None]:
    with sqlite_world.app.test_request_context():
        yield


def kept(field: Field, raw: object, language: str = EN) -> Value:
    with force_locale(language):
        return clean(field, raw, SHOP, {})


def refused(field: Field, raw: object, language: str = EN) -> str:
    with pytest.raises(Wrong) as caught:
        kept(field, raw, language)
    return caught.value.sentence


KEPT = [
    ("number", "1,234.5", EN, 1234.5),
    ("number", "1.234,5", NL, 1234.5),
    ("number", "1.234", NL, 1234),
    ("number", "1.234", EN, 1.234),
    ("number", "3,5", EN, 3.5),
    ("number", "3.5", NL, 3.5),
    ("number", "−7", NL, -7),
    ("number", 1.234, NL, 1.234),
    ("number", "007", EN, 7),
    ("date", "2026-11-22", EN, "2026-11-22"),
    ("date", "22-11-2026", NL, "2026-11-22"),
    ("date", "2/3/2026", EN, "2026-03-02"),
    ("date", "22 november 2026", NL, "2026-11-22"),
    ("date", "3 mrt 2026", NL, "2026-03-03"),
    ("date", "Nov 22, 2026", EN, "2026-11-22"),
    ("date_time", "2026-11-22T14:30", EN, "2026-11-22T13:30:00+00:00"),
    ("date_time", "22-7-2026 14:30", NL, "2026-07-22T12:30:00+00:00"),
    ("date_time", "2026-11-22T14:30:00+00:00", NL, "2026-11-22T14:30:00+00:00"),
    ("yes_no", "Ja", EN, "yes"),
    ("yes_no", False, EN, "no"),
    ("choices", ["blue", "red", "blue"], EN, ["red", "blue"]),
    ("url", "www.loket.example/a?b=1", EN, "https://www.loket.example/a?b=1"),
    ("url", "http://kserver01:8443/x", EN, "http://kserver01:8443/x"),
    ("mail", " noor@rijnmond.example ", EN, "noor@rijnmond.example"),
    ("version", " 8.4\n", EN, "8.4"),
    ("text", " two\r\nlines\0 ", EN, "two lines"),
    ("long_text", "two\r\nlines\0 \ud800", EN, "two\nlines"),
    ("serial_number", " 00 42 ", EN, "0042"),
    ("model", "KX", EN, "kx"),
    ("secret", "  two  spaces ", EN, "  two  spaces "),
    ("secret", " \t ", EN, ""),
    ("files", ["2", "1"], EN, ["2", "1"]),
]


@pytest.mark.parametrize(("kind", "raw", "language", "value"), KEPT)
def test_what_is_typed_is_kept_in_one_form(
    spoken: None, kind: str, raw: object, language: str, value: Value
) -> None:
    assert kept(ask("a", kind, choices=CHOICES), raw, language) == value


REFUSED = [
    ("number", "ten"),
    ("number", "NaN"),
    ("number", float("nan")),
    ("number", float("inf")),
    ("number", 10**20),
    ("number", "1e5"),
    ("number", "100000000000000000000"),
    ("number", "1,23,4"),
    ("number", "9" * 1_000_000),
    ("number", {"a": 1}),
    ("date", "0000-01-01"),
    ("date", "0001-01-01"),
    ("date", "31-02-2026"),
    ("date", "11/22/2026"),
    ("date", "99999999999-1-1"),
    ("date_time", "2026-11-22"),
    ("date_time", "22-11-2026 25:00"),
    ("date_time", "0001-01-01T00:00:00+14:00"),
    ("yes_no", "perhaps"),
    ("choice", "green"),
    ("choice", "red\0blue"),
    ("choice", ["red", "blue"]),
    ("choices", ["red", "green"]),
    ("choices", ["x"] * 100_000),
    ("url", "javascript:alert(1)"),
    ("url", "javascript://loket.example/%0aalert(1)"),
    ("url", "ftp://loket.example"),
    ("url", "https://"),
    ("url", "https://[::1"),
    ("url", "https://a:99999999/"),
    ("url", "https://noor:secret@loket.example"),
    ("url", 'https://a"onclick="x'),
    ("mail", "noor"),
    ("version", "the newest"),
    ("text", "x" * 501),
    ("text", ["a", "b"]),
    ("text", [["a"]]),
    ("long_text", "x" * 1_000_000),
    ("product", "' OR 1=1 --"),
    ("serial_number", "42"),
    ("files", ["99"]),
]


@pytest.mark.parametrize(("kind", "raw"), REFUSED)
def test_t42_what_cannot_be_taken_is_turned_down_in_the_readers_language(
    spoken: None, kind: str, raw: object
) -> None:
    field = Field("a", kind, {"en": "A"}, choices=CHOICES)
    assert refused(field, raw, EN) != refused(field, raw, NL)


@pytest.mark.parametrize("kind", KINDS)
def test_an_answer_may_be_left_out_in_every_kind(spoken: None, kind: str) -> None:
    for nothing in ("", " ", None, [], ()):
        assert kept(ask("a", kind), nothing) in ("", [])


CHECKED = [
    ("text", Check(shortest=3), "ab", "“A” needs at least 3 characters."),
    ("long_text", Check(), "x" * 1_000_000, "This is too much text for “A”. Make it shorter."),
    ("text", Check(longest=3), "abcd", "“A” may have at most 3 characters."),
    ("text", Check(pattern="[A-Z]{2}[0-9]+", sentence={"en": "As in AB12."}), "12AB", "As in AB12."),
    ("number", Check(lowest="1", highest="1000.5"), "1001", "“A” must be 1,000.5 or less."),
    ("date", Check(highest="today"), "2199-01-01", " or earlier."),
    ("date", Check(lowest="2026-01-01"), "2025-12-31", "“A” must be January 1, 2026 or later."),
    ("choices", Check(longest=1), ["red", "blue"], "Give at most 1 answers to “A”."),
    ("files", Check(extensions=("log",)), ["3"], "“photo.png” is of another kind than asked for: .log."),
    ("files", Check(largest_file=4), ["2"], "“huge.log” is larger than 4 MB."),
]


@pytest.mark.parametrize(("kind", "check", "raw", "sentence"), CHECKED)
def test_a_limit_is_told_with_its_figure(
    spoken: None, kind: str, check: Check, raw: object, sentence: str
) -> None:
    assert refused(ask("a", kind, check=check, choices=CHOICES), raw).endswith(sentence)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
any_field = st.builds(Field, st.just("a"), st.sampled_from(KINDS), texts, check=any_check)


@given(any_field, anything)
def test_t42_nothing_breaks_a_field_and_cleaning_twice_changes_nothing(field: Field, raw: object) -> None:
    try:
        value = clean(field, raw, SHOP, {})
    except Wrong as wrong:
        assert wrong.sentence
    else:
        assert clean(field, value, SHOP, {}) == value


@given(
    st.sampled_from([EN, NL]),
    st.integers(-(10**14), 10**14) | st.floats(-1e6, 1e6).map(lambda n: round(n, 6)),
)
def test_a_number_reads_back_as_it_is_written_in_a_form(language: str, number: float) -> None:
    field = ask("a", "number")
    with force_locale(language):
        assert clean(field, written(field, number), SHOP, {}) == number


WORDS = [
    ("number", 1234.5, "1,234.5", "1.234,5"),
    ("date", "2026-11-22", "November 22, 2026", "22 november 2026"),
    ("yes_no", "yes", "Yes", "Ja"),
    ("choices", ["red", "blue"], "Red, Blue", "Rood, Blauw"),
    ("choice", "gone", "gone", "gone"),
    ("product", "kx", "KX 100", "KX 100"),
    ("files", ["1"], "crash.log", "crash.log"),
]


@pytest.mark.parametrize(("kind", "value", "english", "dutch"), WORDS)
def test_an_answer_reads_in_the_readers_language(
    spoken: None, kind: str, value: Value, english: str, dutch: str
) -> None:
    field = ask("a", kind, choices=CHOICES if kind.startswith("choice") else ())
    for language, expected in ((EN, english), (NL, dutch)):
        with force_locale(language):
            assert words(field, value, SHOP) == expected


WORST = ["(a+)+$", "(a|aa)+b", "([a-z]{0,1000}){0,1}b", "(.*){10}x", "(?:a?){500}a{500}"]


@pytest.mark.parametrize("pattern", WORST)
def test_t46_the_worst_pattern_of_an_administrator_takes_no_time(pattern: str) -> None:
    started = time.process_time()
    assert is_pattern(pattern)
    fits(pattern, "a" * 100_000 + "!")
    assert time.process_time() - started < 0.2


LONG = ["1" * 100_000 + "!", "1-" * 50_000, "a." * 50_000, "@" * 100_000]


@pytest.mark.parametrize("raw", LONG)
@pytest.mark.parametrize("kind", ["text", "number", "date", "date_time", "mail", "url", "version"])
def test_t46_no_pattern_of_our_own_takes_long(kind: str, raw: str) -> None:
    started = time.process_time()
    with pytest.raises(Wrong):
        clean(ask("a", kind), raw, SHOP, {})
    assert time.process_time() - started < 0.2


@pytest.mark.parametrize("pattern", ["(", "(?=a)b", r"(a)\1", "a{2000}", "x" * 501])
def test_what_cannot_be_bounded_is_no_pattern(pattern: str) -> None:
    assert not is_pattern(pattern)
