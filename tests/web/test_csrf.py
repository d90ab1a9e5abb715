"""T10: nothing changes but by a form of ours, sent from a page of ours."""

import re
from typing import Any

import pytest
from sqlalchemy import func, select

from app.database import db
from models.all import Model
from models.person import SignInAttempt
from tests.house.route_census import Route, routes
from tests.worlds import World

OUR_PAGE = {"Sec-Fetch-Site": "same-origin"}


def writing(world: World) -> list[tuple[Route, str]]:
    return [(route, m) for route in routes(world.app) for m in route.methods if m not in ("GET", "HEAD")]


def rows(world: World) -> dict[str, int]:
    with world.app.app_context(), db.engine.connect() as connection:
        tables = Model.metadata.sorted_tables
        return {t.name: connection.scalar(select(func.count()).select_from(t)) for t in tables}


def test_t10_every_writing_route_refuses_a_form_without_a_token(world: World) -> None:
    client, before = world.sign_in("ada"), rows(world)
    assert len(writing(world)) > 5
    for route, method in writing(world):
        answer = client.open(route.path, method=method, data={"name": "x"})
        assert answer.status_code == 400, f"{method} {route.path}: {answer.status}"
    assert rows(world) == before


def test_t10_every_writing_route_refuses_json_without_a_token(world: World) -> None:
    client, before = world.sign_in("ada"), rows(world)
    for route, method in writing(world):
        answer = client.open(route.path, method=method, json={"name": "x"})
        assert answer.status_code == 400, f"{method} {route.path}: {answer.status}"
        assert answer.json["reference"] == answer.headers["X-Request-ID"]
    assert rows(world) == before


def test_t10_every_writing_route_refuses_a_token_of_somebody_else(world: World) -> None:
    stranger = world.csrf_token(world.sign_in("eva"))
    client, before = world.sign_in("ada"), rows(world)
    for route, method in writing(world):
        headers = {"X-CSRFToken": stranger}
        answer = client.open(route.path, method=method, data={"csrf_token": stranger}, headers=headers)
        assert answer.status_code == 400, f"{method} {route.path}: {answer.status}"
    assert rows(world) == before


def test_t10_no_writing_route_refuses_the_right_token_as_such(world: World) -> None:
    """The twin: the same requests get past the check, whatever they then find."""
    for route, method in writing(world):
        client = world.sign_in("ada")
        answer = client.open(route.path, method=method, data={"csrf_token": world.csrf_token(client)})
        assert "no longer valid" not in answer.text, f"{method} {route.path}"
        assert answer.status_code < 500, f"{method} {route.path}: {answer.status}"


def test_t10_a_get_on_a_route_that_only_writes_is_405(world: World) -> None:
    client = world.sign_in("ada")
    readable = {route.path for route in routes(world.app) if "GET" in route.methods}
    for route in routes(world.app):
        if "GET" not in route.methods and route.path not in readable:
            # /files/7/description is the address of a file of that name, which is not there
            expected = 404 if re.match(r"/files/<[^>]+>/[^/]+$", route.rule) else 405
            assert client.get(route.path).status_code == expected, route.line


def test_a_form_of_ours_that_grew_old_gives_back_what_was_typed_to_be_sent_again(world: World) -> None:
    client = world.sign_in("noor")
    typed = {"description": "It stops after <ten> labels", "csrf_token": "old"}
    answer = client.post("/cases/new/question", data=typed, headers=OUR_PAGE)
    assert answer.status_code == 400
    assert "It stops after &lt;ten&gt; labels</textarea>" in answer.text
    assert 'action="/cases/new/question"' in answer.text and "Send again" in answer.text


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "http://evil.example"}])
def test_a_form_from_elsewhere_is_not_offered_for_sending(world: World, headers: dict[str, str]) -> None:
    typed = {"description": "send me", "csrf_token": "x"}
    answer = world.sign_in("noor").post("/cases/new/question", data=typed, headers=headers)
    assert answer.status_code == 400
    assert "Send again" not in answer.text and "send me" not in answer.text


def test_a_form_from_elsewhere_leaves_the_cookie_of_a_signed_in_person_alone(world: World) -> None:
    """The browser sends no cookie with it (SameSite), so an answer that set one would sign the person out."""
    answer = world.client().post("/cases/new/question", headers={"Sec-Fetch-Site": "cross-site"})
    assert (answer.status_code, answer.headers.get("Set-Cookie")) == (400, None)


def test_a_password_is_never_given_back(world: World) -> None:
    form = {"mail": "noor@rijnmond.example", "password": "Loket-demo-2026"}
    answer = world.client().post("/login/", data=form, headers=OUR_PAGE)
    assert answer.status_code == 400 and "Loket-demo-2026" not in answer.text
    with world.session() as session:
        assert session.scalar(select(func.count(SignInAttempt.id))) == 0


def test_a_form_sent_after_the_sign_in_ended_keeps_what_was_typed(world: World) -> None:
    client = world.sign_in("noor")
    token = world.csrf_token(client)
    world.sign_in("noor")
    typed: dict[str, Any] = {"description": "Half an hour of typing", "csrf_token": token}
    answer = client.post("/cases/new/question", data=typed, headers=OUR_PAGE)
    assert answer.status_code == 401
    assert "Half an hour of typing</textarea>" in answer.text and "/login/?" in answer.text
