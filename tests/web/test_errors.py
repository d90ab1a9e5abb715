"""Refusals and failures: a sentence, a reference, a way back, and no trace of the inside."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest
from flask import abort
from flask.testing import FlaskClient
from sqlalchemy import event, exc, func, select

from app.database import db
from app.refused import NotAllowed, OutOfReach, Refused, Stale
from models.account import Account
from tests.servers import POSTGRES
from tests.worlds import SqliteWorld, World
from views.marks import open_to_all

STATUSES = (400, 403, 404, 405, 409, 413, 422, 429, 500, 503)


@pytest.fixture
def fails(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[], object]], FlaskClient]:
    """`fails(act)` makes the sign-in page do `act`, and gives a browser to meet it with."""

    def make(act: Callable[[], object]) -> FlaskClient:
        monkeypatch.setitem(world.app.view_functions, "SignInView.sign_in", open_to_all(lambda: act()))
        monkeypatch.setitem(world.app.config, "PROPAGATE_EXCEPTIONS", False)
        return world.client()

    return make


Failing = Callable[[Callable[[], object]], FlaskClient]


@pytest.mark.parametrize("status", STATUSES)
def test_each_error_is_a_page_of_ours_with_reference_and_way_back(fails: Failing, status: int) -> None:
    answer = fails(lambda: abort(status)).get("/login/")
    assert answer.status_code == status
    assert answer.headers["X-Request-ID"] in answer.text
    assert '<main id="main"' in answer.text and 'href="/login/"' in answer.text


def test_a_program_gets_the_error_as_json(fails: Failing) -> None:
    answer = fails(lambda: abort(409)).get("/login/", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.mimetype) == (409, "application/problem+json")
    assert answer.json["status"] == 409 and answer.json["reference"] and answer.json["title"]


def test_a_part_of_a_page_gets_a_part_and_not_a_page(fails: Failing) -> None:
    answer = fails(lambda: abort(404)).get("/login/", headers={"HX-Request": "true"})
    assert 'role="alert"' in answer.text and "<html" not in answer.text


def raised(error: Exception) -> Callable[[], object]:
    def act() -> object:
        raise error

    return act


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (Refused("Not today."), 422),
        (NotAllowed("Not you."), 403),
        (OutOfReach("Not there."), 404),
        (Stale([]), 409),
    ],
)
def test_a_refusal_that_no_view_caught_says_its_sentence(fails: Failing, error: Refused, status: int) -> None:
    answer = fails(raised(error)).get("/login/")
    assert answer.status_code == status and str(error.reason) in answer.text


def test_a_mistake_of_ours_shows_nothing_of_itself_and_is_logged_under_its_reference(
    fails: Failing, caplog: pytest.LogCaptureFixture
) -> None:
    answer = fails(raised(RuntimeError("secret detail"))).get("/login/?x=a%0Aforged line")
    assert answer.status_code == 500 and "secret detail" not in answer.text
    assert answer.headers["X-Request-ID"] in caplog.text and "secret detail" in caplog.text
    assert "\nforged line" not in caplog.text


def database_error(kind: type[exc.DBAPIError], said: str) -> exc.DBAPIError:
    return kind("SELECT secret", {}, sqlite3.OperationalError(said))


@pytest.mark.parametrize("said", ["database is locked", "disk I/O error", "database or disk is full"])
def test_a_busy_database_is_503_with_when_to_try_again(fails: Failing, said: str) -> None:
    answer = fails(raised(database_error(exc.OperationalError, said))).get("/login/")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "SELECT" not in answer.text


def test_a_mistake_in_a_query_is_500_and_not_called_busy(fails: Failing) -> None:
    wrong = database_error(exc.OperationalError, "no such column: x")
    assert fails(raised(wrong)).get("/login/").status_code == 500


def test_a_number_too_large_for_the_database_names_nothing(world: World, fails: Failing) -> None:
    def act() -> object:
        with world.session() as session:
            return str(session.scalar(select(Account.id).where(Account.id == 10**20)))

    assert fails(act).get("/login/").status_code in (200, 404)


def test_after_a_failed_statement_the_next_request_works(world: World, fails: Failing) -> None:
    def act() -> object:
        db.session.connection().exec_driver_sql("select nonsense from nowhere")
        return ""

    client = fails(act)
    assert client.get("/login/").status_code == 500
    assert world.sign_in("noor").get("/nowhere").status_code == 404


def test_a_row_that_is_there_already_is_409(world: World, fails: Failing) -> None:
    answer = fails(raised(database_error(exc.IntegrityError, "UNIQUE constraint failed"))).get("/login/")
    assert answer.status_code == 409 and "UNIQUE" not in answer.text


def test_when_the_database_is_gone_the_answer_is_503_and_comes_back_with_it(
    world: World,
) -> None:
    client = world.sign_in("noor")
    with no_connection(world):
        answers = [
            client.get("/cases/"),
            world.post(client, "/cases/new/question"),
            world.client().get("/login/?lang=nl"),
        ]
    assert [answer.status_code for answer in answers] == [503, 503, 200]
    assert "Retry-After" in answers[0].headers and answers[0].headers["X-Request-ID"] in answers[0].text
    assert client.get("/messages/").status_code == 200


@contextmanager
def no_connection(world: World) -> Iterator[None]:
    """Nobody gets a new connection, as when the server is away or the file cannot be opened."""
    kinds = {"sqlite": sqlite3.OperationalError("unable to open database file")}
    refuse = raised(kinds.get(world.name) or psycopg.OperationalError("connection refused"))

    def listener(*_arguments: object) -> None:
        refuse()

    with world.app.app_context():
        engine = db.engine
    engine.dispose()
    event.listen(engine, "do_connect", listener)
    yield
    event.remove(engine, "do_connect", listener)


def test_an_error_page_is_in_the_language_of_the_reader(sqlite_world: World) -> None:
    page = sqlite_world.client().get("/nowhere?lang=nl").text
    assert '<html lang="nl"' in page


def test_the_plain_page_stands_in_when_the_layout_fails(
    fails: Failing, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = fails(lambda: abort(500))
    monkeypatch.setattr("views.errors.pages.way_back", raised(RuntimeError("no layout")))
    answer = client.get("/login/")
    assert answer.status_code == 500 and answer.headers["X-Request-ID"] in answer.text


def test_a_dropped_connection_is_one_clean_503_and_the_next_request_works(
    postgres_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def drop_and_ask_on() -> object:
        own = db.session.scalar(select(func.pg_backend_pid()))
        with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as other:
            other.execute("select pg_terminate_backend(%s, 5000)", (own,))
        return str(db.session.scalar(select(func.pg_backend_pid())))

    monkeypatch.setitem(postgres_world.app.view_functions, "SignInView.sign_in", open_to_all(drop_and_ask_on))
    client = postgres_world.sign_in("noor")
    assert client.get("/login/").status_code == 503
    assert client.get("/messages/").status_code == 200


def test_a_restarted_server_is_not_noticed_between_two_requests(postgres_world: World) -> None:
    client = postgres_world.sign_in("noor")
    assert client.get("/messages/").status_code == 200
    with psycopg.connect(f"{POSTGRES}/postgres", autocommit=True) as other:
        name = postgres_world.app.config["SQLALCHEMY_DATABASE_URI"].rpartition("/")[2]
        other.execute(
            "select pg_terminate_backend(pid, 5000) from pg_stat_activity where datname = %s", (name,)
        )
    assert client.get("/messages/").status_code == 200


def test_a_database_that_stays_locked_is_503_and_nothing_is_written(sqlite_world: SqliteWorld) -> None:
    client = sqlite_world.sign_in("noor")
    with short_patience(sqlite_world), closing(sqlite3.connect(sqlite_world.folder / "loket.db")) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = sqlite_world.post(client, "/logout/")
        other.execute("ROLLBACK")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert client.get("/messages/").status_code == 200


@contextmanager
def short_patience(world: World) -> Iterator[None]:
    """SQLite waits 50 ms for a lock and not 15 s."""
    with world.app.app_context():
        engine = db.engine
    engine.dispose()

    def wait_less(connection: sqlite3.Connection, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=50")

    event.listen(engine, "connect", wait_less)
    yield
    event.remove(engine, "connect", wait_less)
    engine.dispose()
