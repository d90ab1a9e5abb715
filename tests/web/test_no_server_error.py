"""H23, T42: nothing that is typed into an address or a form makes a 5xx, on either database."""

import pytest

from tests.conftest import IN_TORTURE
from tests.house.route_census import Route, routes
from tests.worlds import World

NUMBERS = ("0", "2147483648", "9223372036854775808", "99999999999999999999999999")
ODD = ("-1", "99999999999999999999", "NaN", "' OR 1=1 --((", "\U0001f600\u202e%", "a" * 5_000)
CLOSED = 403  # to this person, before anything that was typed is read: the next odd word proves nothing more
NAMES = "q page after before sort order view status type priority scope account tab lang psize_x next".split()
FIELDS = "account priority kind subject description nonce version body status reason name mail".split()


def odd(world: World, place: int) -> tuple[str, ...]:
    """PostgreSQL is stricter and is told every odd word; SQLite every second one, others at each place."""
    return ODD if IN_TORTURE or world.name == "postgres" else ODD[place % 2 :: 2]


def paths(route: Route) -> set[str]:
    return {route.path.replace("1", number) for number in NUMBERS} | {
        route.path.replace("/x", "/%F0%9F%98%80%27")
    }


@pytest.mark.parametrize("who", ["ada", "noor"])
def test_h23_no_odd_number_or_name_in_a_path_is_a_server_error(world: World, who: str) -> None:
    client = world.sign_in(who)
    for route in routes(world.app):
        for path in paths(route):
            answer = client.get(path, buffered=True)
            assert answer.status_code < 500, path
            if answer.status_code == CLOSED:
                break


@pytest.mark.parametrize("who", ["ada", "noor"])
def test_h23_no_odd_query_is_a_server_error(world: World, who: str) -> None:
    client = world.sign_in(who)
    for place, route in enumerate(routes(world.app)):
        for word in odd(world, place) if "GET" in route.methods else ():
            answer = client.get(route.path, query_string=dict.fromkeys(NAMES, word), buffered=True)
            assert answer.status_code < 500, f"{route.path} {word[:30]}"
            if answer.status_code == CLOSED:
                break


@pytest.mark.parametrize("who", ["ada", "noor"])
def test_t42_no_odd_form_is_a_server_error(world: World, who: str) -> None:
    for place, route in enumerate(routes(world.app)):
        if "POST" not in route.methods:
            continue
        client = world.sign_in(who)
        for word in odd(world, place):
            answer = world.post(client, route.path, dict.fromkeys(FIELDS, word), buffered=True)
            assert answer.status_code < 500, f"{route.path} {word[:30]}"
            if answer.status_code == CLOSED:
                break


@pytest.mark.parametrize("who", ["", "ada"])
def test_t42_no_bytes_in_an_address_that_no_browser_sends_are_a_server_error(
    sqlite_world: World, who: str
) -> None:
    """A server hands them on as they came; left so, no page could read its own address, signed in or not."""
    client = sqlite_world.sign_in(who) if who else sqlite_world.client()
    raw = {"QUERY_STRING": "q=a\xff\xfe&lang=nl"}
    for route in routes(sqlite_world.app):
        for method in route.methods:
            answer = client.open(route.path, method=method, environ_overrides=raw, buffered=True)
            assert answer.status_code < 500, route.line
    assert 'lang="nl"' in client.get("/login/", environ_overrides=raw, follow_redirects=True).text
