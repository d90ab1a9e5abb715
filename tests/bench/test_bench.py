"""The bench itself: what it measures is there and is answered. Its figures are for `make bench`."""

from app.check import flaws
from tests.bench.counting import queries
from tests.bench.fill import add_bulk
from tests.bench.pages import pages
from tests.bench.report import MOST_FOR_HOME, MOST_FOR_LIST, MOST_QUERIES
from tests.bench.visitors import sign_in
from tests.worlds import World


def test_the_bulk_is_true_and_its_pages_are_answered_with_few_queries(world: World) -> None:
    start = add_bulk(world.app, 400)
    with world.session() as session:
        assert list(flaws(session)) == []
    people = (("customer", start.noor), ("sub-account", start.sam), ("agent", start.bo))
    visitors = [sign_in(world.app, name, person) for name, person in people]
    asked = {(page.name, page.visitor.name): queries(page)[0] for page in pages(start, *visitors)}
    assert len(asked) == 54
    assert max(number for (name, _), number in asked.items() if name.startswith("list")) <= MOST_FOR_LIST
    # SQLite has no sequence: it is asked for the last case number.
    most = MOST_QUERIES + (world.app.config["SQLALCHEMY_DATABASE_URI"].startswith("sqlite"))
    assert {page: number for page, number in asked.items() if page[0] != "home" and number > most} == {}
    assert max(number for (name, _), number in asked.items() if name == "home") <= MOST_FOR_HOME
