"""F6: the tabs of each person lead where that person works, and nowhere else."""

import re

import pytest

from tests.worlds import World

EVERYBODYS = ["/", "/accounts/", "/cases/", "/messages/", "/knowledge/"]
TABS = {
    "sam": [*EVERYBODYS],
    "bo": [*EVERYBODYS, "/desk/"],
    "mia": [*EVERYBODYS, "/desk/", "/setup/"],
    "chris": [*EVERYBODYS, "/desk/ratings"],
    "tess": ["/", "/messages/", "/knowledge/", "/translate/"],
}


@pytest.mark.parametrize("who", TABS)
def test_f6_the_tabs_lead_to_what_one_may_open(sqlite_world: World, who: str) -> None:
    client = sqlite_world.sign_in(who)
    header = client.get("/").text.partition("<header")[2].partition("</header>")[0]
    shown = list(dict.fromkeys(re.findall(r'<a[^>]*class="top-link[^"]*"[^>]*href="([^"]+)"', header)))
    found = [
        href for href in shown if href in {*EVERYBODYS, "/desk/", "/desk/ratings", "/translate/", "/setup/"}
    ]
    assert found == TABS[who]
    assert {client.get(href).status_code for href in found} == {200}
