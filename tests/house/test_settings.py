"""Settings come from the environment, and production does not start on a weak set-up."""

from pathlib import Path

import pytest

from config import WeakSetup, flask_config, read_settings

KEY = "Zx8vQ2mN4bT6yK1sW9eR3uI5oP7aL0dF"
SAFE = {
    "LOKET_ENV": "production",
    "BASE_URL": "https://support.example.com",
    "SECRET_KEY": KEY,
    "SECRETS_KEYS": f"{KEY},{KEY[::-1]}",
}


def test_production_starts_on_a_safe_setup() -> None:
    settings = read_settings(SAFE)
    assert settings.is_production
    assert flask_config(settings)["SESSION_COOKIE_SECURE"] is True


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", KEY[:31]),
        ("SECRET_KEY", "a" * 64),
        ("SECRETS_KEYS", ""),
        ("SECRETS_KEYS", f"{KEY},short"),
        ("BASE_URL", ""),
        ("BASE_URL", "http://support.example.com"),
        ("FLASK_DEBUG", "1"),
        ("LOKET_ENV", "prod"),
        ("PORT", "eighty"),
        ("TRUSTED_PROXIES", "-1"),
    ],
)
def test_a_weak_setup_is_refused_by_name(name: str, value: str) -> None:
    with pytest.raises(WeakSetup, match=name):
        read_settings(SAFE | {name: value})


def test_everything_that_is_wrong_is_named_at_once() -> None:
    with pytest.raises(WeakSetup) as refusal:
        read_settings({"LOKET_ENV": "production", "FLASK_DEBUG": "1"})
    named = ("SECRET_KEY", "SECRETS_KEYS", "BASE_URL", "FLASK_DEBUG")
    assert all(name in str(refusal.value) for name in named)


def test_no_secret_stands_in_the_refusal() -> None:
    with pytest.raises(WeakSetup) as refusal:
        read_settings(SAFE | {"SECRET_KEY": "Zx8vQ2mN4b"})
    assert "Zx8vQ2mN4b" not in str(refusal.value)


def test_the_demonstration_makes_its_key_once(tmp_path: Path) -> None:
    first, second = (read_settings({"LOKET_DATA": str(tmp_path)}) for _ in range(2))
    assert first.secret_key == second.secret_key
    assert len(first.secret_key) >= 32
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("plain", ["postgres://u@h/d", "postgresql://u@h/d"])
def test_a_plain_postgresql_address_gets_its_driver(plain: str, tmp_path: Path) -> None:
    settings = read_settings({"LOKET_DATA": str(tmp_path), "DATABASE_URL": plain})
    assert settings.database_url == "postgresql+psycopg://u@h/d"
