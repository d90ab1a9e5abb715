"""`make bench`: measures, prints the table and what of the targets was reached. A report: it exits with 0."""

import argparse
import os
import time
from collections.abc import Iterable

from app.factory import create_app
from config import read_settings
from tests.bench.counting import queries
from tests.bench.databases import Database, database
from tests.bench.fill import fill
from tests.bench.measuring import Measured, measure, warm
from tests.bench.pages import OPEN, Page, pages
from tests.bench.report import Run, growth, growth_targets, table, targets
from tests.bench.serve import Server, serve
from tests.bench.stock import stock_queries
from tests.bench.visitors import sign_in
from tests.servers import postgres_is_there

ROUNDS = 2


def main() -> None:
    options = _options()
    kinds = [
        k for k in ("SQLite", "PostgreSQL") if k in options.on and (k == "SQLite" or postgres_is_there())
    ]
    for kind in kinds:
        runs = [_run(kind, how_many, options.seconds) for how_many in options.cases]
        verdict = [(kind, *found) for run in runs for found in targets(run)]
        if len(runs) > 1:
            print("\n" + "\n".join(growth(runs[0], runs[-1])), flush=True)
            verdict += [(kind, *found) for found in growth_targets(runs[0], runs[-1])]
        _print_verdict(verdict)
    print("\n" + stock_queries())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="one database, few cases, a look rather than a measure"
    )
    parser.add_argument("--on", nargs="+", default=["SQLite", "PostgreSQL"], help="SQLite, PostgreSQL")
    parser.add_argument("--cases", nargs="+", type=int, default=[10_000, 100_000])
    parser.add_argument("--seconds", type=float, default=1.2, help="of load for each page and round")
    options = parser.parse_args()
    if options.quick:
        options.on = ["PostgreSQL" if postgres_is_there() else "SQLite"]
        options.cases, options.seconds = [10_000], 0.6
    return options


def _run(kind: str, how_many: int, seconds: float) -> Run:
    with database(kind) as where:
        os.environ.update(where.environment)
        began = time.monotonic()
        app = create_app(read_settings())
        start = fill(app, how_many)
        print(f"\n{kind}: {how_many:,} cases loaded in {time.monotonic() - began:.0f} s", flush=True)
        visitors = [sign_in(app, who, person) for who, person in _visitors(start.noor, start.sam, start.bo)]
        asked = pages(start, *visitors)
        found = [Measured(page.name, page.visitor.name) for page in asked]
        for page, measured in zip(asked, found, strict=True):
            measured.queries, measured.bytes = queries(page)
        run = Run(kind, how_many, found, _measure_all(where, asked, found, seconds))
    print("\n" + "\n".join(table(run)), flush=True)
    return run


def _visitors(noor: int, sam: int, bo: int) -> list[tuple[str, int]]:
    return [("customer", noor), ("sub-account", sam), ("agent", bo)]


def _measure_all(where: Database, asked: list[Page], found: list[Measured], seconds: float) -> float:
    """Each page in turn, several times around, so that a slow moment does not hit one page alone.

    Answers the megabytes of the largest worker.
    """
    weights = {f"{kind.upper()}_WEIGHT": str(_weight(asked, found, kind)) for kind in ("list", "case")}
    with (
        serve("app.factory:create_app()", where.environment) as loket,
        serve("tests.bench.floor:create_app()", where.environment | weights) as floor,
    ):
        for _ in range(ROUNDS):
            for page, measured in zip(asked, found, strict=True):
                _measure_one(where, loket, floor, page, measured, seconds)
        return loket.memory()


def _weight(asked: Iterable[Page], found: Iterable[Measured], kind: str) -> int:
    return next(m.bytes for page, m in zip(asked, found, strict=True) if page.floor == kind)


def _measure_one(
    where: Database, loket: Server, floor: Server, page: Page, measured: Measured, seconds: float
) -> None:
    warm(loket, page.request, page.expect)
    measure(measured, loket, where, page.request, seconds=seconds, expect=page.expect)
    if not page.floor:
        return
    measured.floor = measured.floor or Measured("floor", page.visitor.name, queries=2)
    path = "/list" if page.floor == "list" else page.path.replace("/cases/", "/case/")
    warm(floor, lambda: page.visitor.get(path), 200)
    measure(measured.floor, floor, where, lambda: page.visitor.get(path), seconds=seconds)


def _print_verdict(verdict: list[tuple[str, bool, str]]) -> None:
    print(f"\n### Targets ({OPEN} is the list)\n")
    for kind, is_reached, what in verdict:
        print(f"- {'reached' if is_reached else 'MISSED'}: {kind}, {what}")


if __name__ == "__main__":
    main()
