"""No page of the set-up weighs more than 60 KB, also when its tables are long (UI rule 13)."""

from typing import Any

from sqlalchemy import insert

from app import clock
from models.account import Account
from models.person import Person, SignInAttempt
from models.region import Region
from tests.house.route_census import routes
from tests.setup.test_roles_and_matrix import role_id
from tests.worlds import World

HEAVIEST = 60_000
LONG = "Averylongnamethatsomebodychose "
MANY = 120
OWN_ROLES = 20


def fill(world: World) -> None:
    """Every table longer than a page, with long names."""
    now, both = clock.now(), {"en": LONG, "nl": LONG}
    many = range(MANY)
    rows: dict[Any, list[dict[str, Any]]] = {
        Account: [{"customer_id": f"X{n}", "name": f"{LONG}{n}", "created_at": now} for n in many],
        Person: [
            {"first_name": LONG, "last_name": f"{n}", "username": f"p{n}", "email": f"p{n}@x.example"}
            for n in many
        ],
        SignInAttempt: [
            {"mail": f"{LONG}{n}", "address": "192.0.2.1", "at": now, "outcome": "wrong"} for n in many
        ],
        Region: [{"code": f"r{n}", "name": both, "rank": n} for n in many],
    }
    with world.session() as session:
        for model, values in rows.items():
            session.execute(insert(model), values)
        session.commit()


def pages(world: World) -> list[str]:
    """Every page of the set-up without a row in its address, and tables with the most rows they give."""
    rules = {route.rule for route in routes(world.app) if "GET" in route.methods}
    plain = sorted(rule for rule in rules if rule.startswith("/setup/") and "<" not in rule)
    tables = [(rule, rule.split("/")[2]) for rule in plain if rule.endswith("/list/")]
    names = {view.route_base: type(view).__name__ for view in world.app.appbuilder.baseviews}
    more = [f"{rule}?psize_{names['/setup/' + table]}=1000" for rule, table in tables]
    return [*plain, *more, "/setup/matrix/?role=agent", "/setup/sign-ins/?outcome=failed"]


def test_no_page_of_the_set_up_is_too_heavy(sqlite_world: World) -> None:
    fill(sqlite_world)
    ada, customer = sqlite_world.sign_in("ada"), role_id(sqlite_world, "customer")
    for _ in range(OWN_ROLES):
        sqlite_world.post(ada, f"/setup/roles/{customer}/copy")
    for language in ("en", "nl"):
        ada.get(f"/setup/?lang={language}")
        weights = {path: len(ada.get(path).data) for path in pages(sqlite_world)}
        assert {path: weight for path, weight in weights.items() if weight >= HEAVIEST} == {}
    assert len(weights) > 40
