"""How the process says that it is up, and ready."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from app.database import db
from app.files import trial
from tests.worlds import World


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    trial.forget()
    yield
    trial.forget()


def test_the_process_is_up_and_ready(world: World) -> None:
    assert world.client().get("/healthz").json == {"status": "ok"}
    assert world.client().get("/readyz").json == {"status": "ok", "database": "ok", "files": "ok"}


def test_a_database_behind_the_release_is_up_but_not_ready(world: World) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    answer = world.client().get("/readyz")
    assert (answer.status_code, answer.json["database"], answer.json["files"]) == (503, "failed", "ok")
    assert world.client().get("/healthz").status_code == 200


def files_at(world: World, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    settings = replace(world.app.config["SETTINGS"], files_url=f"file://{folder}")
    monkeypatch.setitem(world.app.config, "SETTINGS", settings)
    trial.forget()


def test_t73_a_store_that_takes_no_file_is_named_and_recovers_without_a_restart(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "full").write_text("a file where the folder should be")
    files_at(sqlite_world, monkeypatch, tmp_path / "full")
    answer = sqlite_world.client().get("/readyz")
    assert (answer.status_code, answer.json) == (
        503,
        {"status": "failed", "database": "ok", "files": "failed"},
    )
    files_at(sqlite_world, monkeypatch, tmp_path / "mended")
    assert sqlite_world.client().get("/readyz").status_code == 200


def test_the_trial_leaves_nothing_and_is_not_repeated_for_everybody_who_asks(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    files_at(sqlite_world, monkeypatch, tmp_path / "files")
    assert sqlite_world.client().get("/readyz").status_code == 200
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    (tmp_path / "files").rename(tmp_path / "elsewhere")
    assert sqlite_world.client().get("/readyz").status_code == 200
    assert not (tmp_path / "files").exists()


def test_health_sets_no_cookie(sqlite_world: World) -> None:
    assert "Set-Cookie" not in sqlite_world.client().get("/healthz").headers


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_asks_nobody_to_sign_in_and_looks_nobody_up(
    world: World, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(world.app.login_manager, "_user_callback", asked.append)
    assert world.sign_in("noor").get(path).status_code == 200
    assert asked == []
