"""T11: what every answer carries, files, redirects and errors included; and how the cookie is set."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask

from app.factory import create_app
from tests.house.route_census import routes
from tests.worlds import World, test_settings

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
}


@pytest.fixture(scope="module")
def secure(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Flask]:
    """The application as it runs behind https://loket.example; no data."""
    settings = test_settings(tmp_path_factory.mktemp("secure"))
    yield create_app(
        replace(settings, environment="production", base_url="https://loket.example", debug=False)
    )


def test_t11_every_answer_carries_the_headers(world: World) -> None:
    for who in (world.client(), world.sign_in("ada"), world.sign_in("noor")):
        for path in [route.path for route in routes(world.app)] + [
            "/nowhere",
            "/static/loket.css",
            "/static/nowhere",
        ]:
            headers = who.get(path, buffered=True).headers
            assert FIXED.items() <= dict(headers).items(), path
            assert headers["X-Request-ID"] and "Permissions-Policy" in headers, path
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy, path
            assert "unsafe" not in policy, path


def test_t11_private_pages_are_not_kept_and_files_with_their_hash_are(world: World) -> None:
    client = world.sign_in("noor")
    for path in [route.path for route in routes(world.app) if route.endpoint != "static"] + ["/nowhere"]:
        assert client.get(path, buffered=True).headers["Cache-Control"] == "no-store", path
    page = client.get("/cases/").text
    sheet = page.split('rel="stylesheet" href="', 1)[1].split('"', 1)[0]
    assert client.get(sheet, buffered=True).headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert "immutable" not in client.get("/static/loket.css", buffered=True).headers["Cache-Control"]


def test_t11_every_script_of_a_page_carries_the_nonce_of_its_own_answer(world: World) -> None:
    client = world.sign_in("noor")
    nonces = set()
    for answer in (client.get("/cases/"), client.get("/cases/"), client.get("/nowhere")):
        nonce = answer.headers["Content-Security-Policy"].split("'nonce-", 1)[1].split("'", 1)[0]
        assert answer.text.count("<script") == answer.text.count(f'nonce="{nonce}"') > 0
        nonces.add(nonce)
    assert len(nonces) == 3


def test_t11_the_policy_lets_through_nothing_from_elsewhere(sqlite_world: World) -> None:
    policy = sqlite_world.client().get("/login/").headers["Content-Security-Policy"]
    for part in (
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "font-src 'self'",
        "strict-dynamic",
    ):
        assert part in policy
    assert "http" not in policy and "*" not in policy


def test_t11_a_file_is_served_without_looking_anybody_up_and_without_a_cookie(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    client, asked = world.sign_in("noor"), list[str]()
    monkeypatch.setattr(world.app.login_manager, "_user_callback", asked.append)
    answer = client.get("/static/loket.css", buffered=True)
    assert (answer.status_code, asked) == (200, [])
    assert "Set-Cookie" not in answer.headers


def test_t11_the_cookie_is_secure_for_https_and_never_readable_by_scripts(secure: Flask) -> None:
    answer = secure.test_client().get("/login/", base_url="https://loket.example")
    cookie = answer.headers["Set-Cookie"]
    assert all(flag in cookie for flag in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
    assert "Expires" not in cookie and "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_t11_without_https_nothing_is_promised_about_it(sqlite_world: World) -> None:
    answer = sqlite_world.client().get("/login/")
    assert "Strict-Transport-Security" not in answer.headers
    assert "HttpOnly" in answer.headers["Set-Cookie"] and "SameSite=Lax" in answer.headers["Set-Cookie"]


def test_the_style_guide_is_not_there_in_production(secure: Flask, sqlite_world: World) -> None:
    assert secure.test_client().get("/styleguide/", base_url="https://loket.example").status_code == 404
    assert sqlite_world.client().get("/styleguide/").status_code == 200
