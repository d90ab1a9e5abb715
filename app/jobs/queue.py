"""The queue between web and worker. It carries hints only: what is to be done stands in rows."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer
from redis import ConnectionPool

from config import Settings

NAME = "loket"
SENDING_TAKES = 0.25  # seconds a web request waits for the queue at most
TAKING_TAKES = 5.0  # seconds; longer than the second for which an empty Redis is listened to


def open_queue(settings: Settings, *, takes: bool = False) -> Huey:
    """A queue to hint on, or with `takes` to take hints from. Raises ValueError for an unknown QUEUE_URL.

    redis://host:port/db and postgresql://… ; nothing means a SQLite file in LOKET_DATA. `?name=` tells
    installations apart that share a server. Nobody can slip in work without the key: hints are signed.
    """
    url, name = _without_name(settings.queue_url)
    common: dict[str, Any] = {"results": False, "serializer": SignedSerializer(secret=settings.secret_key)}
    patience = TAKING_TAKES if takes else SENDING_TAKES
    if not url:
        settings.data.mkdir(parents=True, exist_ok=True)
        return SqliteHuey(
            name, filename=str(settings.data / "queue.db"), fsync=False, timeout=patience, **common
        )
    return _kind(url)(name, url, patience, common)


def hinting(queue: Huey) -> Callable[[], Any]:
    """What puts a hint on this queue. Its taker calls this too, so that it knows the hint when it comes."""
    hint: Callable[[], Any] = queue.task(name="hint")(_look)
    return hint


def _look() -> None:
    """A hint does nothing itself: the worker looks for work after each one (see `app.jobs.work`)."""


def _kind(url: str) -> Callable[[str, str, float, dict[str, Any]], Huey]:
    scheme = urlsplit(url).scheme
    if scheme in ("redis", "rediss", "unix"):
        return _on_redis
    if scheme in ("postgres", "postgresql"):
        return _on_postgres
    raise ValueError(
        f"QUEUE_URL begins with {scheme}://; it must be redis://, rediss://, unix:// or postgresql://"
    )


def _on_redis(name: str, url: str, patience: float, common: dict[str, Any]) -> Huey:
    pool = ConnectionPool.from_url(url, socket_timeout=patience, socket_connect_timeout=patience)
    return RedisHuey(name, connection_pool=pool, **common)


def _on_postgres(name: str, url: str, patience: float, common: dict[str, Any]) -> Huey:
    """huey makes its tables at once; a worker must be able to start while that server is away."""
    queue = PostgresHuey(
        name, dsn=url, connect_timeout=max(2, round(patience)), create_tables=False, **common
    )
    with suppress(psycopg.Error):
        queue.storage.initialize_schema()
    return queue


def _without_name(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    name = query.pop("name", NAME)
    return urlunsplit(parts._replace(query=urlencode(query))), name
