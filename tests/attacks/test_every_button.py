"""T22, T33: a route whose permission the role lacks answers 403, whatever it names; with it, not."""

import pytest

from tests.access.seeding import seed, store_files
from tests.house.route_census import EVERYBODY, routes
from tests.worlds import World

PEOPLE = ("sam", "bo", "mia", "chris", "tess", "ada")


@pytest.mark.parametrize("who", PEOPLE)
def test_a_route_opens_to_those_whose_role_has_its_permission(sqlite_world: World, who: str) -> None:
    store_files(sqlite_world, seed(sqlite_world))
    viewer, client = sqlite_world.viewer(who), sqlite_world.sign_in(who)
    token = sqlite_world.csrf_token(client)
    for route in routes(sqlite_world.app):
        if route.needs == EVERYBODY:
            continue
        may = any(viewer.may(*pair) for pair in route.permissions)
        for method in route.methods:
            data = {"csrf_token": token} if method == "POST" else None
            status = client.open(route.path, method=method, data=data).status_code
            assert status < 500, route.line
            assert (status == 403) is not may, f"{who}: {method} {route.path} answers {status}"


def test_t33_a_translator_and_a_success_manager_reach_what_their_role_is_for(sqlite_world: World) -> None:
    reached = {
        who: {
            address
            for address in ("/", "/cases/", "/accounts/", "/desk/", "/setup/", "/setup/mail/", "/messages/")
            if client.get(address).status_code == 200
        }
        for who in ("tess", "chris", "bo", "ada", "sam")
        for client in [sqlite_world.sign_in(who)]
    }
    assert reached == {
        "tess": {"/", "/messages/"},
        "chris": {"/", "/cases/", "/accounts/", "/messages/"},
        "bo": {"/", "/cases/", "/accounts/", "/desk/", "/messages/"},
        "ada": {"/", "/cases/", "/accounts/", "/setup/", "/setup/mail/"},
        "sam": {"/", "/cases/", "/accounts/", "/messages/"},
    }
