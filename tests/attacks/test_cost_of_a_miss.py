"""T22: a row that is for others costs the same as one that is not there: statements, answer and time."""

import re
from statistics import median
from time import thread_time
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.access.seeding import Rows, seed, store_files
from tests.attacks.answers import plain
from tests.attacks.test_every_route import MISSING
from tests.files.queries import queries
from tests.worlds import World

FOREIGN = "Elders & Zoon"
TRIES = 25
MOST = 1.25  # between two medians of the same work: what a machine with other work makes of it
ROUTES = {
    "/cases/{number}": "sam",
    "/cases/{number}/files": "sam",
    "/cases/{number}/history": "sam",
    "/accounts/{account}": "sam",
    "/accounts/{account}/edit": "sam",
    "/contacts/{person}": "sam",
    "/files/{attachment}/canary-elders-en-zoon-ends.txt": "sam",
    "/messages/{message}": "sam",
    "/knowledge/{article}": "sam",
    "/work/{work}": "chris",
}


def address(route: str, rows: Rows) -> str:
    return route.format(**vars(rows))


def asked(client: FlaskClient, path: str) -> tuple[list[str], Any]:
    with queries() as statements:
        answer = client.get(path)
    return list(statements), answer


def told(answer: Any) -> tuple[Any, ...]:
    """Status, headers and body, without what differs from answer to answer."""
    kept = [
        pair for pair in answer.headers if pair[0] not in ("X-Request-ID", "Set-Cookie", "Content-Length")
    ]
    headers = sorted((name, re.sub(r"nonce-[\w-]+", "nonce", value)) for name, value in kept)
    return plain((answer.status_code, answer.text)), headers


def test_t22_a_foreign_row_asks_and_answers_like_one_that_is_not_there(world: World) -> None:
    rows = seed(world)
    store_files(world, rows)
    clients = {who: world.sign_in(who) for who in set(ROUTES.values())}
    for route, who in ROUTES.items():
        client, missing = clients[who], address(route, MISSING)
        client.get(missing)  # what is kept after the first time is kept for both
        of_foreign, one = asked(client, address(route, rows[FOREIGN]))
        of_missing, other = asked(client, missing)
        assert (one.status_code, told(one)) == (404, told(other)), route
        assert of_foreign == of_missing and of_missing, route


@pytest.mark.parametrize("route", ["/cases/{number}", "/accounts/{account}", "/contacts/{person}"])
def test_t22_a_foreign_row_takes_the_time_of_one_that_is_not_there(sqlite_world: World, route: str) -> None:
    rows = seed(sqlite_world)
    client = sqlite_world.sign_in("sam")
    paths = [address(route, rows[FOREIGN]), address(route, MISSING)]
    rounds = [[seconds(client, path) for path in paths] for _ in range(TRIES + 5)][5:]
    took = [median(column) for column in zip(*rounds, strict=True)]
    assert max(took) < MOST * min(took), took


def seconds(client: FlaskClient, path: str) -> float:
    """Of the processor: the machine may have other work."""
    start = thread_time()
    assert client.get(path).status_code == 404
    return thread_time() - start
