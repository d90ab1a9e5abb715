"""What comes in is read in time and within bounds (T42, T43)."""

import pytest
from flask import request

from app.access import signed_in
from tests.worlds import World


def test_a_body_from_a_stranger_may_be_small_only(sqlite_world: World) -> None:
    form = {"mail": "x" * 3_000_000, "password": "x"}
    assert sqlite_world.post(sqlite_world.client(), "/login/", form).status_code == 413


def test_ten_thousand_parts_are_refused(sqlite_world: World) -> None:
    part = b'--b\r\nContent-Disposition: form-data; name="x"\r\n\r\ny\r\n'
    client = sqlite_world.sign_in("noor")
    kind = "multipart/form-data; boundary=b"
    answer = client.post("/cases/new/question", data=part * 10_000, content_type=kind)
    assert answer.status_code == 413


def test_a_large_json_body_is_refused(sqlite_world: World) -> None:
    answer = sqlite_world.sign_in("noor").post("/cases/new/question", json={"x": "y" * 3_000_000})
    assert answer.status_code == 413


@pytest.mark.parametrize("path", ["/cases/?q=a%00b", "/login/?next=%00"])
def test_t42_a_nul_in_the_query_is_400_on_both_databases(world: World, path: str) -> None:
    answer = world.sign_in("noor").get(path)
    assert answer.status_code == 400 and "cannot be stored" in answer.text


def test_t42_a_nul_in_the_path_is_404(world: World) -> None:
    assert world.sign_in("noor").get("/cases/%00").status_code == 404


def test_t42_a_nul_in_a_form_or_in_json_is_400(world: World) -> None:
    client = world.sign_in("noor")
    assert world.post(client, "/cases/new/question", {"description": "a\0b"}).status_code == 400
    headers = {"X-CSRFToken": world.csrf_token(client)}
    typed = {"description": "a\0b"}
    assert client.post("/cases/new/question", json=typed, headers=headers).status_code == 400


def test_a_broken_off_body_is_400(sqlite_world: World) -> None:
    answer = sqlite_world.client().post(
        "/login/",
        data=b"mail=a",
        content_type="application/x-www-form-urlencoded",
        headers={"Content-Length": "500"},
    )
    assert answer.status_code == 400


def test_the_body_is_read_before_the_first_question_to_the_database(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slow sender holds no write lock: the whole body is there when the sign-in is looked up."""
    read, looked_up = list[bool](), signed_in._row

    def row(session: object, token: str) -> object:
        read.append(request.input_stream.read() == b"")
        return looked_up(session, token)

    monkeypatch.setattr(signed_in, "_row", row)
    client = sqlite_world.sign_in("noor")
    sqlite_world.post(client, "/cases/new/question", {"description": "text"})
    headers = {"X-CSRFToken": sqlite_world.csrf_token(client)}
    client.post("/cases/new/question", json={"description": "text"}, headers=headers)
    assert read == [True, True]
