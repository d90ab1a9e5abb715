"""Settings, read from the environment and nowhere else (names: README, "Settings")."""

import os
import secrets
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

BASE_DIR = Path(__file__).resolve().parent
LANGUAGES = {"en": {"flag": "gb", "name": "English"}, "nl": {"flag": "nl", "name": "Nederlands"}}
LARGEST_MB = 100  # one file
SHORTEST_KEY = 32
FEWEST_CHARACTERS = 10  # different ones in a key


# What does not depend on the operator.
FIXED: dict[str, Any] = {
    "APP_NAME": "Loket",
    "LANGUAGES": LANGUAGES,
    "BABEL_DEFAULT_LOCALE": "en",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
    "BABEL_TRANSLATION_DIRECTORIES": str(BASE_DIR / "babel" / "translations"),
    "FAB_UPDATE_PERMS": False,
    "FAB_CREATE_DB": False,
    "FAB_ADD_SECURITY_VIEWS": False,
    "FAB_ADD_SECURITY_API": False,
    "FAB_ADD_OPENAPI_VIEWS": False,
    "AUTH_TYPE": 1,
    "RATELIMIT_ENABLED": False,  # sign-in throttling is ours, on rows that all processes share
    "SESSION_COOKIE_NAME": "loket",
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "PERMANENT_SESSION_LIFETIME": timedelta(hours=12),
    "WTF_CSRF_TIME_LIMIT": None,  # as long as the sign-in lives; a form left open must not be lost
    "WTF_CSRF_SSL_STRICT": False,
    "MAX_CONTENT_LENGTH": 110 * 1024 * 1024,
    "MAX_FORM_MEMORY_SIZE": 2 * 1024 * 1024,
    "MAX_FORM_PARTS": 1_000,
    "LARGEST_FILE": LARGEST_MB * 1024 * 1024,
    "SIGN_IN_IDLE": timedelta(hours=2),
    "SIGN_IN_LIFETIME": timedelta(hours=12),
}


class WeakSetup(Exception):
    """Production was asked to start with settings that are not safe; the message names each of them."""


@dataclass(frozen=True)
class Settings:
    """What the operator chose. `data` holds the SQLite files, uploads and the key of the demonstration."""

    environment: str = "demo"
    port: int = 8080
    base_url: str = ""
    data: Path = BASE_DIR / "var"
    database_url: str = ""
    queue_url: str = ""
    files_url: str = ""
    smtp_url: str = ""
    secret_key: str = ""
    secrets_keys: tuple[str, ...] = ()
    debug: bool = False
    trusted_proxies: int = 0
    draft_days: int = 30
    sign_in_days: int = 90
    secret_days: int = 30
    waiting_mb: int = 1_000
    mail_from: str = ""
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_production(self) -> bool:
        return self.environment == "production"


def read_settings(env: dict[str, str] | None = None) -> Settings:
    """Read the environment. Raises WeakSetup when production would start unsafely."""
    env = dict(os.environ) if env is None else env
    environment = env.get("LOKET_ENV") or "demo"
    data = Path(env.get("LOKET_DATA") or BASE_DIR / "var").resolve()
    problems: list[str] = []
    port = _number(env, "PORT", 8080, problems)
    settings = Settings(
        environment=environment,
        port=port,
        base_url=env.get("BASE_URL") or ("" if environment == "production" else f"http://127.0.0.1:{port}"),
        data=data,
        database_url=_database_url(env.get("DATABASE_URL", ""), data),
        queue_url=env.get("QUEUE_URL", ""),
        files_url=env.get("FILES_URL") or f"file://{data / 'files'}",
        smtp_url=env.get("SMTP_URL", ""),
        secret_key=env.get("SECRET_KEY") or _demonstration_key(environment, data),
        secrets_keys=tuple(k for k in env.get("SECRETS_KEYS", "").split(",") if k),
        debug=env.get("FLASK_DEBUG", "") in ("1", "true"),
        trusted_proxies=_number(env, "TRUSTED_PROXIES", 0, problems),
        secret_days=_number(env, "SECRET_DAYS", 30, problems),
        waiting_mb=max(LARGEST_MB, _number(env, "WAITING_MB", 1_000, problems)),
        draft_days=max(1, _number(env, "DRAFT_DAYS", 30, problems)),
        sign_in_days=max(1, _number(env, "SIGN_IN_DAYS", 90, problems)),
        mail_from=env.get("MAIL_FROM") or "Loket <no-reply@loket.example>",
        problems=tuple(problems),
    )
    refuse_weak_setup(settings)
    return settings


def refuse_weak_setup(settings: Settings) -> None:
    """Raise WeakSetup naming everything that is wrong at once, so that the operator mends it in one go."""
    problems = list(settings.problems)
    if settings.environment not in ("demo", "production", "test"):
        problems.append(f"LOKET_ENV is {settings.environment!r}; it must be demo, production or test")
    if settings.is_production:
        if _is_weak(settings.secret_key):
            problems.append(f"SECRET_KEY is missing, shorter than {SHORTEST_KEY} characters or too plain")
        if not settings.secrets_keys or any(map(_is_weak, settings.secrets_keys)):
            problems.append(
                f"SECRETS_KEYS is missing, or holds a key under {SHORTEST_KEY} characters or a plain one"
            )
        if not settings.base_url.startswith("https://"):
            problems.append("BASE_URL is missing or does not start with https://")
        if settings.debug:
            problems.append("FLASK_DEBUG is on")
    if problems:
        raise WeakSetup("Loket does not start: " + "; ".join(problems) + ".")


def flask_config(settings: Settings) -> dict[str, Any]:
    """The Flask configuration that follows from the settings."""
    return FIXED | {
        "SETTINGS": settings,
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(settings.database_url),
        "SESSION_COOKIE_SECURE": settings.base_url.startswith("https://"),
        "TEMPLATES_AUTO_RELOAD": settings.debug,
        "TESTING": settings.environment == "test",
    }


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_KEY or len(set(key)) < FEWEST_CHARACTERS


def _number(env: dict[str, str], name: str, otherwise: int, problems: list[str]) -> int:
    value = env.get(name) or str(otherwise)
    if value.isdecimal() and int(value) < 65_536:
        return int(value)
    problems.append(f"{name} is {value!r}; it must be a number from 0 to 65535")
    return otherwise


def _database_url(url: str, data: Path) -> str:
    if not url:
        return f"sqlite:///{data / 'loket.db'}"
    for plain in ("postgres://", "postgresql://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url.removeprefix(plain)
    return url


def _engine_options(url: str) -> dict[str, Any]:
    """`hide_parameters` keeps what people typed out of logs and error messages."""
    options: dict[str, Any] = {"hide_parameters": True}
    if url.startswith("postgresql"):
        options |= {"pool_size": 5, "pool_recycle": 1800}
        options["connect_args"] = {"connect_timeout": 10}
    return options


def _demonstration_key(environment: str, data: Path) -> str:
    """A key made once and kept beside the demonstration's data, so that a restart signs nobody out."""
    if environment == "production":
        return ""
    if environment == "test":
        return "test-key-that-is-long-enough-for-tests"
    data.mkdir(parents=True, exist_ok=True)
    file = data / "secret-key"
    if not file.exists():
        file.write_text(secrets.token_urlsafe(48))
        file.chmod(0o600)
    return file.read_text().strip()
