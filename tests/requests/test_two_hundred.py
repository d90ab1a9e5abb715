"""A definition of two hundred fields: its pages stay small and ask no more than those of a short one."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.bench.counting import counted
from tests.cases.steps import find
from tests.requests.steps import field, fill_in, offer, step
from tests.studio.steps import BASE
from tests.worlds import World

LARGEST = 60_000  # bytes of HTML
MANY, FEW = 200, 10
KINDS = ("text", "number", "date", "yes_no", "mail")


def wide(world: World, code: str, many: int) -> None:
    """Ten steps with as many fields of each kind as there are places for."""
    fields = [field(f"q_{n}", KINDS[n % len(KINDS)]) for n in range(many)]
    first = step("first", field("subject", column="subject"), field("account", "account", column="account"))
    parts = [step(f"step_{s}", *fields[s::10]) for s in range(10)]
    offer(world, first, *parts, code=code)


def sent(world: World, client: FlaskClient, code: str) -> tuple[str, str]:
    """The summary of a request in which two steps are filled in, and the case that it becomes."""
    haven = str(world.account_id("Rijnmond Haven"))
    at = fill_in(world, client, f"/cases/new/{code}", subject="Wide", account=haven).location
    for _step in range(10):
        at = fill_in(world, client, at, q_0="words", q_10="more words").location
    fresh = fill_in(world, client, f"/cases/new/{code}", subject="Wide", account=haven).location
    draft = fresh.partition("/steps/")[0]
    return f"{draft}/steps/step_0", str(world.post(client, at).location)


def asked(client: FlaskClient, path: str) -> tuple[int, int]:
    """How many questions to the database, and bytes of HTML."""
    client.get(path)
    with counted() as found:
        answer: Any = client.get(path)
    assert answer.status_code == 200, path
    return len(found), len(answer.data)


def test_the_pages_of_a_request_with_two_hundred_fields_stay_small(world: World) -> None:
    wide(world, "wide", MANY)
    wide(world, "narrow", FEW)
    sam = world.sign_in("sam")
    pages = {code: sent(world, sam, code) for code in ("wide", "narrow")}
    for name, path in {"step": 0, "summary": 0, "case": 1, "edit": 1}.items():
        found = {code: asked(sam, _page(name, pages[code][path])) for code in pages}
        assert found["wide"][0] <= found["narrow"][0], (name, found)
        assert found["wide"][1] < LARGEST, (name, found)
    assert find(world, int(pages["wide"][1][-8:])).values == {"q_0": "words", "q_10": "more words"}


def _page(name: str, path: str) -> str:
    return {"summary": path.replace("/steps/step_0", "/summary"), "edit": f"{path}/edit"}.get(name, path)


@pytest.mark.parametrize("path", ["", "?step=step_3", "parts/step_3/step_3_all/q_3", "versions"])
def test_the_studio_shows_two_hundred_fields_a_step_at_a_time(sqlite_world: World, path: str) -> None:
    wide(sqlite_world, "wide", MANY)
    wide(sqlite_world, "narrow", FEW)
    ada = sqlite_world.sign_in("ada")
    found = {code: asked(ada, f"{BASE}/{code}/{path}") for code in ("wide", "narrow")}
    assert found["wide"][0] <= found["narrow"][0], found
    assert found["wide"][1] < LARGEST, found
