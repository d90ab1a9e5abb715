"""Measuring pages under load: answers per second, times, and the processor time on either side."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench.databases import Database
from tests.bench.load import Load, load
from tests.bench.serve import Server, processor_seconds

WARM_UP = 24


@dataclass
class Measured:
    """One page on one database."""

    name: str
    who: str
    load: Load = field(default_factory=Load)
    app_seconds: float = 0.0
    database_seconds: float = 0.0
    queries: int = 0
    bytes: int = 0
    floor: "Measured | None" = None

    @property
    def per_second(self) -> float:
        return self.load.per_second

    @property
    def app_ms(self) -> float:
        return 1000 * self.app_seconds / max(1, len(self.load.times))

    @property
    def database_ms(self) -> float:
        return 1000 * self.database_seconds / max(1, len(self.load.times))

    @property
    def work(self) -> float:
        """Milliseconds of processor time on both sides: steadier than the clock on a busy machine."""
        return self.app_ms + self.database_ms

    @property
    def of_floor(self) -> float | None:
        return self.per_second / self.floor.per_second if self.floor and self.floor.per_second else None

    @property
    def work_of_floor(self) -> float | None:
        return self.floor.work / self.work if self.floor and self.work else None


def warm(server: Server, request: Callable[[], bytes], expect: int) -> None:
    """Both workers have met the page before it counts. Stops the bench when the answer is a wrong one."""
    bad = load(server.port, request, seconds=20, most=WARM_UP, expect=expect).bad
    if bad:
        raise SystemExit(f"Expected {expect}, got: {bad[0]}")


def measure(
    into: Measured,
    server: Server,
    database: Database,
    request: Callable[[], bytes],
    *,
    seconds: float,
    expect: int = 200,
) -> None:
    """Add some seconds of load to what was measured of this page."""
    workers = server.workers
    app, data = processor_seconds(workers), database.processor_seconds()
    into.load.add(load(server.port, request, seconds=seconds, expect=expect))
    into.app_seconds += processor_seconds(workers) - app
    into.database_seconds += database.processor_seconds() - data
