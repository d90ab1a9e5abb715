"""T77, T78: from the first key to the erasure, a credential stands nowhere to be read by accident."""

import logging
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import inspect, text

from app.database import db
from app.secrets.access import read_secret
from tests.cases.steps import find, ready
from tests.mail.acts import mails
from tests.requests.steps import fill_in
from tests.search.steps import found
from tests.secrets.steps import log
from tests.worlds import World

CANARY, ANOTHER = "canary-pass-4711", "canary-pass-0815"


def typed_into_a_request(world: World, client: FlaskClient) -> tuple[str, str]:
    """The step and the summary of a question in which it was typed, with something wrong beside it once."""
    summary = ready(world, client, subject="Nobody signs in")
    step = summary.replace("/summary", "/steps/reproduce")
    fill_in(world, client, step, link="https://shop.example/")
    wrong = fill_in(world, client, step, link="ftp://shop", login_password=CANARY)
    assert wrong.status_code in (303, 422) and CANARY not in wrong.text
    fill_in(world, client, step, link="https://shop.example/")
    fill_in(world, client, step, login_name="test", login_password=CANARY)
    return step, summary


def every_row(world: World) -> str:
    """All that lies in the database, as text."""
    with world.app.app_context(), db.engine.connect() as connection:
        tables = inspect(connection).get_table_names()
        rows = {name: connection.execute(text(f'SELECT * FROM "{name}"')).all() for name in tables}
    return repr(rows)


def pages_of(world: World, number: int) -> str:
    """What everybody who sees the case reads of it, by page, list and file; search finds nothing by it."""
    said = ""
    for who in ("sam", "noor", "lot", "bo", "mia"):
        client = world.sign_in(who)
        for path in ("", "/edit", "/history", "/files", "/access", "/who"):
            said += client.get(f"/cases/{number}{path}").text
        said += client.get("/cases/?view=account_open").text + client.get("/").text
        assert found(client, CANARY) == found(client, ANOTHER) == []
        said += str(client.get("/cases/export?columns=number,subject&format=csv").data)
    return said


def test_t77_in_a_draft_it_is_nowhere_in_the_database_and_on_no_page(world: World) -> None:
    sam = world.sign_in("sam")
    step, summary = typed_into_a_request(world, sam)
    assert CANARY not in every_row(world)
    assert CANARY not in sam.get(step).text + sam.get(summary).text + sam.get("/").text


def test_t77_t78_of_a_case_it_is_in_no_row_page_search_export_mail_or_line_of_the_log(
    world: World, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    sam = world.sign_in("sam")
    _step, summary = typed_into_a_request(world, sam)
    case = world.post(sam, summary).location
    fill_in(world, sam, f"{case}/edit", "", login_password=ANOTHER, subject="")
    fill_in(world, sam, f"{case}/edit", "", login_password=ANOTHER, subject="Still nobody")
    read = world.post(world.sign_in("bo"), f"{case}/secrets/login_password/readings").text
    assert ANOTHER in read

    said = pages_of(world, int(case[-8:])) + "".join(mail.text + mail.html for mail in mails(world))
    said += every_row(world) + caplog.text + "".join(capfd.readouterr())
    assert "canary-pass" not in said


def test_t33_reading_and_its_row_are_one_transaction(world: World) -> None:
    sam = world.sign_in("sam")
    _step, summary = typed_into_a_request(world, sam)
    case, by = find(world, int(world.post(sam, summary).location[-8:])), world.viewer("bo")
    for is_kept in (False, True):
        with world.session("bo") as session:
            read: dict[str, Any] = {"by": by, "case": case, "field": "login_password"}
            assert read_secret(session, **read) == CANARY
            session.commit() if is_kept else session.rollback()
        assert [kind for kind, *_rest in log(world)] == ["read"] * is_kept
