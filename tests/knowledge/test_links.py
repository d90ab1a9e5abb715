"""T44: what the worker looks at, what it never knocks at, and what staff read of it."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import select

from app.knowledge.links import verdict
from app.knowledge.links.outside import Outside, is_outside
from app.knowledge.links.round import go_round
from app.knowledge.references import addresses
from models.knowledge import Reference
from tests.knowledge.steps import article, form
from tests.worlds import World

INSIDE = ("127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1")
INSIDE += ("::1", "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1", "x")


@pytest.mark.parametrize("address", INSIDE)
def test_t44_an_inside_address_is_none_to_go_to(address: str) -> None:
    assert not is_outside(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_is_one(address: str) -> None:
    assert is_outside(address)


SPELLED = (
    "http://127.0.0.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://127.1/",
)
SPELLED += ("http://localhost./", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://①②⑦.0.0.1/")


@pytest.mark.parametrize("address", SPELLED)
def test_t44_no_spelling_of_an_inside_address_is_asked(address: str) -> None:
    assert Outside().verdict_on(address).result in ("refused", "unchecked", "broken")
    assert Outside().verdict_on(address) not in (verdict.OK, verdict.NO_ANSWER)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("http://docs.test:8080/", verdict.PORT),
        ("http://docs.example/", verdict.SAMPLE),
        ("file:///etc/passwd", verdict.BAD_ADDRESS),
        ("gopher://x/", verdict.BAD_ADDRESS),
        ("http://[::1/", verdict.BAD_ADDRESS),
        ("http://a:99999/", verdict.BAD_ADDRESS),
        ("http:///x", verdict.BAD_ADDRESS),
        (f"http://{'a' * 300}.nl/", verdict.BAD_ADDRESS),
    ],
)
def test_what_is_not_asked_says_why(address: str, found: verdict.Verdict) -> None:
    assert Outside().verdict_on(address) == found


class Pages(BaseHTTPRequestHandler):
    """A server elsewhere."""

    asked: list[str]

    def _answer(self) -> None:
        type(self).asked.append(f"{self.command} {self.path} {self.headers['Host']}")
        status, place = {
            "/moved": (302, "/there"),
            "/inward": (302, "http://inside.internal/"),
            "/round": (302, "/round"),
            "/gone": (404, ""),
            "/closed": (403, ""),
            "/head": (405 if self.command == "HEAD" else 200, ""),
            "/broken": (500, ""),
        }.get(self.path, (200, ""))
        self.send_response(status)
        if place:
            self.send_header("Location", place)
        self.send_header("Content-Length", "0")
        self.end_headers()

    do_HEAD = do_GET = _answer  # noqa: N815

    def log_message(self, *arguments: Any) -> None:
        """Quiet."""


@pytest.fixture
def elsewhere() -> Iterator[tuple[Outside, int]]:
    """A network in which docs.remote lies on this machine, and inside.internal must not be asked."""
    Pages.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    names = {
        "docs.remote": ["127.0.0.1"],
        "inside.internal": ["10.0.0.1"],
        "both.remote": ["127.0.0.1", "10.0.0.1"],
    }

    def resolve(host: str, port: int) -> list[str]:
        if host not in names:
            raise socket.gaierror(socket.EAI_NONAME, "not known")
        return names[host]

    port = server.server_port
    yield Outside(resolve, lambda address: address == "127.0.0.1", frozenset({port, 80})), port
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("/there", verdict.OK),
        ("/moved", verdict.OK),
        ("/closed", verdict.OK),
        ("/head", verdict.OK),
        ("/gone", verdict.Verdict("broken", "404")),
        ("/broken", verdict.Verdict("broken", "500")),
        ("/round", verdict.TOO_MANY_HOPS),
        ("/inward", verdict.INSIDE),
    ],
)
def test_each_answer_has_its_verdict_and_each_hop_is_looked_at(
    elsewhere: tuple[Outside, int], path: str, found: verdict.Verdict
) -> None:
    outside, port = elsewhere
    assert outside.verdict_on(f"http://docs.remote:{port}{path}") == found
    assert all(line.endswith(f"docs.remote:{port}") for line in Pages.asked)


def test_t44_a_name_with_one_inside_address_is_not_asked(elsewhere: tuple[Outside, int]) -> None:
    outside, port = elsewhere
    assert outside.verdict_on(f"http://both.remote:{port}/") == verdict.INSIDE
    assert Pages.asked == []


def test_t44_the_name_is_resolved_once_and_the_connection_goes_there(elsewhere: tuple[Outside, int]) -> None:
    outside, port = elsewhere
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    turning = Outside(lambda host, port: next(answers), outside.is_allowed, outside.ports)
    assert turning.verdict_on(f"http://turning.remote:{port}/there") == verdict.OK


def test_the_addresses_of_a_text_are_those_that_it_links_to_or_shows() -> None:
    text = "[a](https://a.nl/x) ![p](/files/1/p) <https://b.nl> `https://c.nl` [d](mailto:d@e.nl) [e](e)"
    assert addresses([text, "[a](https://a.nl/x)"]) == ["https://a.nl/x", "/files/1/p", "https://b.nl"]


def results(world: World) -> dict[str, str]:
    with world.session() as session:
        return {row.address: row.result for row in session.scalars(select(Reference))}


def round_of(world: World, outside: Outside) -> int:
    with world.session() as session:
        return go_round(session, outside)


def test_the_round_writes_what_it_found_and_staff_read_it(
    world: World, elsewhere: tuple[Outside, int]
) -> None:
    outside, port = elsewhere
    hidden, shown = article(world, "Hidden", state="draft"), article(world, "Shown")
    there, gone = f"http://docs.remote:{port}/there", f"http://docs.remote:{port}/gone"
    places = (there, gone, f"/knowledge/{shown}", f"/knowledge/{hidden}", "/nowhere", "/cases/")
    article(world, "Leads on", body=" ".join(f"[x]({place})" for place in places))
    assert round_of(world, outside) == 6
    assert round_of(world, outside) == 0
    broken = {gone, f"/knowledge/{hidden}", "/nowhere"}
    assert {address for address, result in results(world).items() if result == "broken"} == broken
    page = world.sign_in("tess").get("/knowledge/broken-links").text
    assert gone in page and "Leads on" in page and "The server answered 404." in page
    assert there not in page


def test_an_address_that_left_the_text_leaves_the_report(sqlite_world: World) -> None:
    one = article(sqlite_world, body="[1](/nowhere)")
    assert set(results(sqlite_world)) == {"/nowhere"}
    bo = sqlite_world.sign_in("bo")
    sqlite_world.post(bo, f"/knowledge/{one}/edit", form(body_en="[2](/elsewhere)", version="2"))
    assert set(results(sqlite_world)) == {"/elsewhere"}


def test_without_a_network_nothing_is_called_broken(world: World, elsewhere: tuple[Outside, int]) -> None:
    outside, port = elsewhere
    article(world, body="[1](http://not.known.remote/)")
    round_of(world, outside)
    assert results(world) == {"http://not.known.remote/": "unchecked"}
    article(world, body=f"[1](http://docs.remote:{port}/there)")
    bo = world.sign_in("bo")
    assert world.post(bo, "/knowledge/broken-links").status_code == 303
    round_of(world, outside)
    assert results(world)["http://not.known.remote/"] == "broken"


@pytest.mark.parametrize(
    "query", ["?result=no", "?after=x", "?before=%00", "?result=ok&after=" + "A" * 3_000]
)
def test_any_address_of_the_report_is_answered(sqlite_world: World, query: str) -> None:
    assert sqlite_world.sign_in("bo").get(f"/knowledge/broken-links{query}").status_code < 500
