"""The table, and what of the targets was reached."""

from collections.abc import Iterator
from typing import NamedTuple

from tests.bench.measuring import Measured
from tests.bench.pages import LONG

HOME, LIST, CASE, SEARCH, EXPORT, OPENING = "home", "list", "case", "search", "export", "open a case"
MOST_QUERIES, MOST_FOR_LIST, MOST_FOR_HOME, MOST_MEMORY = 12, 8, 14, 200
MOST_FOR_SEARCH, MOST_FOR_LONG = 3, 2
LEAST_OF_FLOOR, LEAST_OPENING, MOST_GROWTH = 0.4, 0.5, 1.3
ALIKE = 0.85  # two pages are as fast as each other within what a shared machine wavers

HEADS = (
    "page",
    "as",
    "requests/s",
    "of floor",
    "by work",
    "p50 ms",
    "p95 ms",
    "app ms",
    "database ms",
    "queries",
    "KB",
)


class Run(NamedTuple):
    """All pages on one database with so many cases."""

    kind: str
    cases: int
    pages: list[Measured]
    memory: float

    def find(self, name: str, who: str) -> Measured:
        return next(page for page in self.pages if (page.name, page.who) == (name, who))


def table(run: Run) -> Iterator[str]:
    """Markdown."""
    yield f"### {run.kind}, {run.cases:,} cases"
    yield ""
    yield f"| {' | '.join(HEADS)} |"
    yield "|---|---" + "|--:" * (len(HEADS) - 2) + "|"
    for page in run.pages:
        yield _line(page, page.of_floor, page.work_of_floor)
        if page.floor:
            page.floor.name = f"(floor of the {page.name})"
            yield _line(page.floor, 1, 1)
    yield ""
    yield f"Largest worker: {run.memory:.0f} MB."


def _line(page: Measured, *shares: float | None) -> str:
    figures = [f"{page.per_second:.0f}", *(f"{share:.2f}" if share else "" for share in shares)]
    figures += [f"{page.load.percentile(share):.0f}" for share in (0.5, 0.95)]
    figures += [f"{page.app_ms:.1f}", f"{page.database_ms:.1f}", f"{page.queries or ''}"]
    return "| " + " | ".join([page.name, page.who, *figures, f"{page.load.bytes / 1024:.0f}"]) + " |"


def growth(small: Run, large: Run) -> Iterator[str]:
    """How much slower each page is with more cases."""
    yield f"### {large.kind}: {large.cases:,} cases against {small.cases:,}"
    yield ""
    yield "| page | as | p95 | app + database time |"
    yield "|---|---|--:|--:|"
    for page in large.pages:
        yield "| {} | {} | {:.2f} | {:.2f} |".format(page.name, page.who, *_growth(small, page))


def _growth(small: Run, page: Measured) -> tuple[float, float]:
    """Of p95 and of work; an export gives more rows of more cases, and is compared by its weight."""
    before = small.find(page.name, page.who)
    weight = page.load.bytes / max(1, before.load.bytes) if page.name.startswith(EXPORT) else 1
    p95 = page.load.percentile(0.95) / max(0.01, before.load.percentile(0.95))
    return p95 / weight, page.work / max(0.01, before.work) / weight


def targets(run: Run) -> Iterator[tuple[bool, str]]:
    """Whether each target of a single run was reached, and what was found."""
    for page in run.pages:
        if page.of_floor and page.name in (LIST, CASE):
            yield (
                page.of_floor >= LEAST_OF_FLOOR,
                f"{page.name} as {page.who}: {page.of_floor:.2f} of the floor",
            )
    for who in ("customer", "agent"):
        first, deep = run.find(LIST, who), run.find("list, page 200", who)
        share = deep.per_second / first.per_second
        yield share >= ALIKE, f"page 200 as {who}: {share:.2f} of page 1"
    share = run.find(OPENING, "customer").per_second / run.find(LIST, "customer").per_second
    yield share >= LEAST_OPENING, f"opening a case: {share:.2f} of the list"
    for page in run.pages:
        if page.name.startswith(SEARCH):
            share = page.load.percentile(0.95) / max(0.001, run.find(LIST, page.who).load.percentile(0.95))
            yield share <= MOST_FOR_SEARCH, f"{page.name} as {page.who}: {share:.2f} of the list's p95"
    share = run.find(LONG, "customer").work / max(0.01, run.find(CASE, "customer").work)
    yield share <= MOST_FOR_LONG, f"{LONG}: {share:.2f} of the work of one with three notes"
    most = max((one for one in run.pages if one.name != HOME), key=lambda page: page.queries)
    of_home = max(page.queries for page in run.pages if page.name == HOME)
    yield of_home <= MOST_FOR_HOME, f"most queries of the home page: {of_home}"
    yield most.queries <= MOST_QUERIES, f"most queries: {most.queries} ({most.name} as {most.who})"
    of_list = max(page.queries for page in run.pages if page.name.startswith(LIST))
    yield of_list <= MOST_FOR_LIST, f"most queries of a list: {of_list}"
    yield run.memory < MOST_MEMORY, f"largest worker: {run.memory:.0f} MB"


def growth_targets(small: Run, large: Run) -> Iterator[tuple[bool, str]]:
    """Whether each page stays about as fast with more cases."""
    for page in large.pages:
        p95, work = _growth(small, page)
        yield p95 <= MOST_GROWTH, f"growth of {page.name} as {page.who}: p95 {p95:.2f}, work {work:.2f}"
