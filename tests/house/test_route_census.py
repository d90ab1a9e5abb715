"""No route is there that nobody looked at: each is on the list with who may call it (T36)."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event

from app.access.permissions import PERMISSIONS
from app.database import db
from tests.house.route_census import EVERYBODY, UNMARKED, listed, routes
from tests.worlds import World

OPEN = {"/static/<path:filename>", "/login/", "/logout/", "/healthz", "/readyz", "/styleguide/"}
NOT_OURS = (
    "/api/v1/security",
    "/api/v1/menu",
    "/api/v1/_openapi",
    "/swagger",
    "/back",
    "/lang",
    "/register",
    "/users",
)
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)", re.IGNORECASE)
BOOKKEEPING = re.compile(r"(UPDATE|INSERT INTO) (sign_in|preference)\b")


def test_every_route_is_on_the_list_and_the_list_holds_nothing_else(sqlite_world: World) -> None:
    found = {route.line: route.needs for route in routes(sqlite_world.app)}
    assert found == listed(), "look at the change, then run: python -m tests.house.route_census"


def test_every_route_is_marked_with_a_permission_or_as_open(sqlite_world: World) -> None:
    assert [route.line for route in routes(sqlite_world.app) if route.needs == UNMARKED] == []


def test_only_these_routes_are_open_to_everybody(sqlite_world: World) -> None:
    assert {route.rule for route in routes(sqlite_world.app) if route.needs == EVERYBODY} == OPEN


def test_every_permission_that_a_route_needs_exists(sqlite_world: World) -> None:
    needed = set().union(*(route.permissions for route in routes(sqlite_world.app)))
    assert needed and needed <= set(PERMISSIONS)


@pytest.mark.parametrize("prefix", NOT_OURS)
def test_fabs_own_sign_in_token_menu_and_language_routes_are_gone(sqlite_world: World, prefix: str) -> None:
    assert [r.rule for r in routes(sqlite_world.app) if r.rule.startswith(prefix)] == []
    assert sqlite_world.client().get(prefix + "/").status_code == 404


def test_h20_a_get_writes_nothing_but_when_somebody_was_seen_and_what_somebody_chose(world: World) -> None:
    client = world.sign_in("ada")
    with writes(world) as written:
        for route in routes(world.app):
            if "GET" in route.methods:
                assert client.get(route.path).status_code < 500, route.line
    assert written == []


@contextmanager
def writes(world: World) -> Iterator[list[str]]:
    """The statements that write, but for the bookkeeping."""
    written: list[str] = []

    def note(connection: object, cursor: object, statement: str, *_rest: object) -> None:
        if WRITES.match(statement) and not BOOKKEEPING.match(statement):
            written.append(statement)

    with world.app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield written
    event.remove(engine, "before_cursor_execute", note)
