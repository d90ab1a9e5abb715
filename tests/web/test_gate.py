"""Every route of the census: nobody gets in without signing in, and no role past the permission it lacks."""

from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from tests.house.route_census import Route, routes
from tests.worlds import World

# For our own people, whatever the role: what somebody sees is not for customers.
MATRIX_SAYS_NO = {("noor", "/contacts/1/sight")}
ROLES = ("noor", "bo", "chris", "tess", "ada")


def guarded(world: World) -> Iterator[tuple[Route, str]]:
    return ((route, method) for route in routes(world.app) if route.permissions for method in route.methods)


def ask(world: World, client: FlaskClient, route: Route, method: str, **headers: str) -> int:
    token = {"X-CSRFToken": world.csrf_token(client)} if method != "GET" else {}
    return int(
        client.open(route.path, method=method, headers={**headers, **token}, buffered=True).status_code
    )


def test_who_has_not_signed_in_is_asked_to_on_every_route(world: World) -> None:
    client = world.client()
    for route, method in guarded(world):
        assert ask(world, client, route, method) == 302, route.line
        assert ask(world, client, route, method, **{"HX-Request": "true"}) == 401, route.line


@pytest.mark.parametrize("who", ROLES)
def test_a_role_without_the_permission_gets_403_before_anything_is_looked_up(world: World, who: str) -> None:
    client, has = world.sign_in(who), world.viewer(who).permissions
    for route, method in guarded(world):
        if not route.permissions & has:
            assert ask(world, client, route, method) == 403, f"{method} {route.path}"


@pytest.mark.parametrize("who", ROLES)
def test_a_role_with_the_permission_gets_past_it(world: World, who: str) -> None:
    client, has = world.sign_in(who), world.viewer(who).permissions
    for route, method in guarded(world):
        if method == "GET" and route.permissions & has and (who, route.path) not in MATRIX_SAYS_NO:
            assert ask(world, client, route, method) in (200, 204, 302, 404), f"{method} {route.path}"
