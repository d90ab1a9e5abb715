"""How the process says that it is up, and ready."""

import pytest
from sqlalchemy import text

from app.database import db
from tests.worlds import World


def test_the_process_is_up_and_ready(world: World) -> None:
    assert world.client().get("/healthz").json == {"status": "ok"}
    assert world.client().get("/readyz").json == {"status": "ok", "database": "ok"}


def test_a_database_behind_the_release_is_up_but_not_ready(world: World) -> None:
    with world.app.app_context(), db.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert world.client().get("/readyz").status_code == 503
    assert world.client().get("/healthz").status_code == 200


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
