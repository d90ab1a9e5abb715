"""T41, T42: whatever is typed is only text: no error, and what the same words find without signs."""

from urllib.parse import quote

from app.content.printable import MOST_MARKS
from app.search.words import words_of
from tests.cases.steps import find, opened
from tests.search.steps import cases, suggested
from tests.worlds import World

SIGNS = (
    *('"', "'", "''", '"a', "*", "**", ":", "::", "-", "--", "^", "(", ")", "((", "!", "&", "|", "&&", "<->"),
    *(
        "\\",
        "\\'",
        "%",
        "_",
        "?",
        ";",
        "$$",
        "{",
        "}",
        "~",
        "`",
        "@@",
        "/*",
        "<2>",
        "\t\n\r",
        "\u200f",
        "\u202e",
    ),
    *("\ufeff", "😀", "👩\u200d👧", "\u0301"),
)
COMMANDS = (
    *('jam" OR "x', "jam AND", "AND jam", "NOT jam", "jam NEAR toner", "NEAR(jam toner, 5)", "head:jam"),
    *("{head} : jam", "jam*", "^jam", "jam:*", "jam:A", "jam & !toner", "jam <-> x", "'jam':*", "jam') --"),
    *("jam'; DROP TABLE note; --", 'jam" MATCH "x', "jam\\", "rowid:1", "rank", "case_words_fts", "%jam%"),
    *("jam_", "jam/**/", "${7*7}", "{{7*7}}"),
)
LONG = {
    "letters": "x" * 100_000,
    "words": "jam " * 20_000,
    "digits": "1" * 5_000,
    "short": "a b " * 5_000,
    "accents": "é" * 1_000,
    "quotes": "'" * 9_999,
    "emoji": "😀" * 3_000,
    "half of a letter": "\ud83d",
    "nothing": "\0",
}
PLACES = (
    *("after=abc", "after=9.9", "after=1.", "after=1.99999999999999999999", "after=1.-5", "after=0.\u0661"),
    *("kind=x", "state=&scope=", "q=jam&q=toner", "kind=accounts&after=W10", "kind=messages&before=WzFd"),
    *("after=1.2&before=x", "kind=contacts&after=WyJ4IiwieSIsMV0", "kind=cases&after=0.0"),
)


def test_t42_a_tower_of_accents_on_a_letter_is_not_left_to_the_databases_to_sort(world: World) -> None:
    """Sorting them takes the square of their number, in a trigger of every write to the case."""
    number = opened(world, "sam", description="jam\u0316" + "\u0301\u0316" * 20_000)
    assert find(world, number).description == ("jam\u0316" + "\u0301\u0316" * 20_000)[: 3 + MOST_MARKS]
    assert opened(world, "sam", subject="Names", description="Crème brûlée, Việt Nam, g\u0308\u0323")
    assert cases(world.sign_in("sam"), "jam") == [number]


def test_signs_around_words_change_nothing(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    for sign in SIGNS:
        for typed in (f"{sign}jam", f"jam{sign}", f"paper{sign} {sign}jam {sign}"):
            fits = {word.text for word in words_of(typed)} <= {"paper", "jam"}
            assert cases(sam, typed) == [number] * fits, typed
        if not words_of(sign):
            assert cases(sam, sign) == suggested(sam, sign) == [], sign


def test_a_command_finds_what_its_words_find(world: World) -> None:
    texts = {typed: " ".join(word.text for word in words_of(typed)) for typed in COMMANDS}
    made = {typed: opened(world, "sam", description=text) for typed, text in texts.items()}
    for text in texts.values():
        opened(world, "eva", description=text)
    sam = world.sign_in("sam")
    for typed, text in texts.items():
        found = cases(sam, typed, kind="cases")
        assert made[typed] in found, typed
        assert found == cases(sam, text, kind="cases"), typed
        assert set(found) <= set(made.values())


def test_a_strange_question_is_only_a_question(world: World) -> None:
    opened(world, "sam")
    sam = world.sign_in("sam")
    for what, text in LONG.items():
        asked = quote(text.encode("utf-8", "surrogatepass")[:60_000])
        for path in ("/search", "/search/suggestions"):
            assert sam.get(f"{path}?q={asked}").status_code in (200, 400, 414), what


def test_no_url_makes_an_error(world: World) -> None:
    opened(world, "sam")
    sam = world.sign_in("sam")
    for query in PLACES:
        assert sam.get(f"/search?q=jam&{query}").status_code == 200, query


def test_the_filter_of_the_case_list_takes_it_as_text_too(world: World) -> None:
    number = opened(world, "sam", subject="jam or toner")
    sam = world.sign_in("sam")
    for typed in ("jam OR toner", "%", "_", "*", "'", "jam'"):
        html = sam.get("/cases/", query_string={"view": "account_open", "q": typed}).text
        assert (f"/cases/{number}" in html) is bool(words_of(typed)), typed
