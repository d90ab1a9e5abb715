"""The other commands of `loket`, each to its end."""

import sqlite3
from pathlib import Path

import pytest

from tests.cli.portal import loket

KEY = "Zx8vQ2mN4bT6yK1sW9eR3uI5oP7aL0dF"
ADA = ("administrator", "ada@desk.example", "--first-name", "Ada", "--last-name", "Kuiper")
PRODUCTION = {
    "LOKET_ENV": "production",
    "BASE_URL": "https://support.example.com",
    "SECRET_KEY": KEY,
    "SECRETS_KEYS": KEY,
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration, loaded once."""
    data = tmp_path_factory.mktemp("data")
    assert loket("demo", data=data).returncode == 0
    return data


@pytest.mark.parametrize("command", ["run", "work", "migrate", "demo", "check", "mail"])
def test_a_weak_setup_is_one_clear_message(command: str, tmp_path: Path) -> None:
    told = loket(command, data=tmp_path, LOKET_ENV="production", SECRET_KEY="short")
    assert told.returncode == 2
    assert told.stderr.startswith("Loket does not start: SECRET_KEY is missing, shorter")
    assert "BASE_URL" in told.stderr
    assert "Traceback" not in told.stderr


def test_the_help_names_every_command(tmp_path: Path) -> None:
    told = loket("--help", data=tmp_path)
    assert all(f"\n  {name} " in told.stdout for name in ("run", "work", "migrate", "demo", "check", "mail"))


def test_a_database_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    told = loket("migrate", data=tmp_path, DATABASE_URL="postgresql://loket:hidden-word@127.0.0.1:1/loket")
    assert told.returncode == 2
    assert "127.0.0.1:1/loket" in told.stderr
    assert "hidden-word" not in told.stderr
    assert "Traceback" not in told.stderr


def test_migrating_and_loading_again_change_nothing(data: Path) -> None:
    before = _counts(data)
    assert loket("migrate", data=data).returncode == 0
    again = loket("demo", data=data)
    assert "nothing was loaded" in again.stdout
    assert _counts(data) == before


def test_the_demonstration_is_not_for_production(data: Path) -> None:
    refused = loket("demo", data=data, **PRODUCTION)
    assert refused.returncode == 2
    assert "LOKET_ENV=demo only" in refused.stderr


def test_an_empty_production_gets_its_first_administrator(tmp_path: Path) -> None:
    loket("migrate", data=tmp_path, **PRODUCTION)
    word = "long-enough-for-Ada"
    short = loket(*ADA, "--password", "short", data=tmp_path, **PRODUCTION)
    added = loket(*ADA, data=tmp_path, answers=f"{word}\n{word}\n", **PRODUCTION)
    again = loket(*ADA, "--password", word, data=tmp_path, **PRODUCTION)
    assert (short.returncode, added.returncode, again.returncode) == (2, 0, 2)
    assert "12 characters" in short.stderr
    assert "already" in again.stderr


def test_production_does_not_serve_a_database_that_was_not_migrated(tmp_path: Path) -> None:
    told = loket("run", data=tmp_path, PORT="18499", **PRODUCTION)
    assert told.returncode == 2
    assert "loket migrate" in told.stderr


def test_the_mails_are_counted_and_what_failed_is_tried_again(data: Path) -> None:
    assert loket("mail", data=data).returncode == 0
    assert "0 mails wait for another try." in loket("mail", "--again", data=data).stdout


def _counts(data: Path) -> list[int]:
    with sqlite3.connect(data / "loket.db") as connection:
        tables = ("case", "note", "ab_user", "account", "ab_permission_view")
        return [connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables]
