"""T13: the name and the sender of a request are what they are, not what the request says of itself."""

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from sqlalchemy import select

from app.factory import create_app
from models.person import SignIn
from tests.sign_in.browser import try_password
from tests.worlds import World, test_settings


def portal(folder: Path, proxies: int = 0) -> Flask:
    settings = replace(
        test_settings(folder),
        environment="production",
        base_url="https://loket.example",
        trusted_proxies=proxies,
    )
    return create_app(settings)


@pytest.mark.parametrize(
    "host", ["evil.example", "loket.example.evil.example", "127.0.0.1.evil.example", "a b", "x@y"]
)
def test_t13_an_unknown_host_is_refused_and_not_repeated(sqlite_world: World, host: str) -> None:
    answer = sqlite_world.client().get("/login/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.text


@pytest.mark.parametrize("path", ["/login", "/", "/static/loket.css", "/nowhere"])
def test_t13_no_redirect_leads_to_an_unknown_host(sqlite_world: World, path: str) -> None:
    answer = sqlite_world.client().get(path, headers={"Host": "evil.example"})
    assert (answer.status_code, answer.location) == (400, None)


@pytest.mark.parametrize("host", ["localhost", "localhost:8080", "127.0.0.1:51234"])
def test_t13_the_own_host_is_known(sqlite_world: World, host: str) -> None:
    assert sqlite_world.client().get("/login/", headers={"Host": host}).status_code == 200


def test_t13_in_production_only_the_host_of_base_url_is_known(tmp_path: Path) -> None:
    client = portal(tmp_path).test_client()
    assert client.get("/login/", headers={"Host": "loket.example"}).status_code == 200
    assert client.get("/login/", headers={"Host": "localhost"}).status_code == 400
    assert client.get("/healthz", headers={"Host": "localhost"}).status_code == 200


FORGED = {
    "X-Forwarded-For": "203.0.113.9",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Proto": "https",
    "Remote-User": "ada@desk.example",
}


def test_t13_forwarded_headers_of_a_stranger_are_ignored(world: World) -> None:
    client = world.client()
    client.environ_base |= {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in FORGED.items()}
    assert client.get("/cases/").location == "/login/?next=/cases/"
    assert try_password(world, "noor", client=client).status_code == 303
    with world.session() as session:
        assert session.scalars(select(SignIn.address)).all() == ["127.0.0.1"]


@pytest.mark.parametrize(("proxies", "seen"), [(0, ("127.0.0.1", "http")), (1, ("203.0.113.9", "https"))])
def test_t13_forwarded_headers_count_when_a_proxy_of_ours_is_configured(
    tmp_path: Path, proxies: int, seen: tuple[str, str]
) -> None:
    app, found = portal(tmp_path, proxies), []
    app.before_request(lambda: found.append((request.remote_addr, request.scheme)))
    headers = FORGED | {"X-Forwarded-Host": "loket.example", "X-Forwarded-For": "198.51.100.1, 203.0.113.9"}
    app.test_client().get("/healthz", base_url="http://loket.example", headers=headers)
    assert found == [seen]
