"""A Dutch page says nothing that the English page says, but names and words that both languages have."""

import re
from html.parser import HTMLParser

import pytest

from app.accounts.countries import country_names
from app.content.catalogues import read
from app.demo.cast import ACCOUNTS, PEOPLE
from app.setup.shipped.lookups import CLASSIFICATIONS, PRODUCT_LINES, REGIONS
from tests.cases.steps import opened
from tests.house.test_catalogues import DUTCH
from tests.worlds import World

SPOKEN = ("aria-label", "title", "placeholder", "alt")
NAMES = {word for first, last, mail, *_ in PEOPLE for word in (first, last, f"{first} {last}", mail)}
NAMES |= {name for _key, name, *_ in ACCOUNTS} | {"Loket", "English", "Nederlands"}
NAMES |= {"Ctrl", "Enter", "CSV", "Excel"}
WRITTEN = {"Papierstoring", "Sinds vanmorgen."}
# The same in both languages: names of countries, and shipped words such as Benelux.
SHIPPED = [*REGIONS, *(part for region in REGIONS for part in region[2]), *CLASSIFICATIONS, *PRODUCT_LINES]
ALIKE = {*country_names("en").values()} & {*country_names("nl").values()}
ALIKE |= {one[1]["en"] for one in SHIPPED if one[1]["en"] == one[1]["nl"]}
ALIKE |= {"Start"}  # the first step of an incident in English, the home page in Dutch
ALIKE |= {"Incident"}  # a request type, in both languages
ALIKE |= {"link:", "code:"}  # in the help on Markdown
ALIKE |= {"Account:"}  # before its name, where a case is edited
PLACES = {
    "noor": (
        "/",
        "/cases/",
        "/cases/new",
        "/cases/new/question",
        "/cases/new/incident",
        "/accounts/",
        "/accounts/1",
        "/accounts/2/edit",
        "/contacts/1",
        "/messages/",
        "/nowhere",
        "/knowledge/",
        "/help/",
    ),
    "tess": ("/knowledge/", "/knowledge/new", "/knowledge/broken-links", "/knowledge/links/add"),
    "bo": ("/", "/desk/", "/desk/?queue=all", "/desk/?view=team", "/cases/", "/setup/", "/contacts/5"),
    "chris": ("/accounts/?view=mine", "/accounts/new?below=2", "/contacts/new?account=2", "/contacts/2"),
    "ada": ("/setup/fields/", "/setup/", "/setup/matrix/", "/setup/mail/", "/setup/contact"),
}
TABLES = (
    "regions",
    "sub-regions",
    "classifications",
    "product-lines",
    "accounts",
    "people",
    "roles",
    "priorities",
    "statuses",
    "status-changes",
    "teams",
    "macros",
    "severities",
)


class Words(HTMLParser):
    """What a page says, in text and in attributes that are read aloud or shown."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: set[str] = set()
        self._hidden = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self._hidden += tag in ("script", "style")
        for name, value in attributes:
            if name in SPOKEN:
                self.handle_data(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data: str) -> None:
        text = " ".join(data.removesuffix("· Loket").split())
        if not self._hidden and re.search("[A-Za-z]{3}", text):
            self.said.add(text)


def same_in_both() -> set[str]:
    """Texts of the catalogue that are the same word in Dutch."""
    return {message.id for message in read(DUTCH, "nl") if message.id and message.id == message.string}


def in_english(world: World, who: str, place: str) -> set[str]:
    client = world.sign_in(who)
    english, dutch = (Words(client.get(f"{place}{sign(place)}lang={one}").text).said for one in ("en", "nl"))
    assert len(dutch) > 5
    return (english & dutch) - NAMES - WRITTEN - ALIKE - same_in_both()


def sign(place: str) -> str:
    return "&" if "?" in place else "?"


@pytest.mark.parametrize(
    ("who", "place"), [(who, place) for who, places in PLACES.items() for place in places]
)
def test_a_dutch_page_is_dutch(sqlite_world: World, who: str, place: str) -> None:
    assert in_english(sqlite_world, who, place) == set()


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("act", ["list/", "add"])
def test_a_dutch_set_up_table_is_dutch(sqlite_world: World, table: str, act: str) -> None:
    assert in_english(sqlite_world, "ada", f"/setup/{table}/{act}") == set()


@pytest.mark.parametrize("who", ["sam", "bo"])
def test_a_dutch_case_is_dutch(sqlite_world: World, who: str) -> None:
    number = opened(sqlite_world, "sam", subject="Papierstoring", description="Sinds vanmorgen.")
    for part in ("", "/edit"):
        assert in_english(sqlite_world, who, f"/cases/{number}{part}") - {f"{number} Papierstoring"} == set()


def test_what_was_left_in_english_would_be_found(sqlite_world: World) -> None:
    assert "Sinds vanmorgen." in Words("<p>Sinds vanmorgen.</p><script>var Since</script>").said
    assert Words('<a title="Since this morning">x</a>').said == {"Since this morning"}
