"""T27, T31: product lines follow the account; words and customers' fields are written by who configures."""

from typing import Any

import pytest
from sqlalchemy import select

from models.account import Account
from models.base import Model
from models.classification import Classification
from models.customer_field import CustomerField
from models.product_line import AccountProductLine, ProductLine
from models.region import Region, SubRegion
from tests.access.seeding import seed
from tests.access.who_sees import ACCOUNTS
from tests.access.writes import Hands, Write, passes
from tests.worlds import World

OWN, FOREIGN = "Rijnmond Haven", "Elders & Zoon"


@pytest.mark.parametrize("who", sorted(ACCOUNTS))
def test_product_lines_are_seen_with_the_account_that_has_them(world: World, who: str) -> None:
    rows = seed(world)
    with world.session() as session:
        session.add_all(
            AccountProductLine(account_id=row.account, product_line_id=1) for row in rows.values()
        )
        session.commit()
    with world.session(who) as session:
        seen = set(session.scalars(select(AccountProductLine.account_id)))
    assert seen == {rows[name].account for name in ACCOUNTS[who]}


def give(account: str) -> Write:
    return lambda hands, rows: hands.add(
        AccountProductLine(account_id=rows[account].account, product_line_id=1)
    )


def test_t27_nobody_but_keepers_says_what_an_account_has(world: World) -> None:
    rows = seed(world)
    for who in ("sam", "noor", "eva", "bo", "mia", "tess"):
        assert not passes(world, who, rows, give(OWN)), who
        assert not passes(world, who, rows, give(FOREIGN)), who
    for who in ("chris", "ada"):
        assert passes(world, who, rows, give(OWN)), who


@pytest.mark.parametrize("model", [Region, SubRegion, Classification, ProductLine])
def test_words_are_read_by_all_and_written_by_who_configures(world: World, model: type[Model]) -> None:
    rows = seed(world)

    def rename(hands: Hands, rows: Any) -> None:
        hands.get(model, 1).name = {"en": "Other", "nl": "Anders"}

    with world.session("sam") as session:
        assert session.get(model, 1) is not None
    assert [who for who in ("sam", "bo", "chris", "ada") if passes(world, who, rows, rename)] == ["ada"]


def open_field(name: str) -> Write:
    return lambda hands, rows: hands.add(CustomerField(kind="account", field=name, may_edit=True))


def test_t31_nobody_opens_a_field_but_who_configures(world: World) -> None:
    rows = seed(world)
    takers = [who for who in ("sam", "bo", "chris", "ada") if passes(world, who, rows, open_field("x"))]
    assert takers == ["ada"]


NEVER = {"customer_id": "666", "classification": "partner", "manager_id": None, "is_active": False}


@pytest.mark.parametrize("name", NEVER)
def test_t31_a_row_that_opens_what_never_opens_opens_nothing(world: World, name: str) -> None:
    rows = seed(world)
    with world.session() as session:
        session.add(CustomerField(kind="account", field=name, may_edit=True))
        session.commit()

    def take(hands: Hands, rows: Any, also: bool = True) -> None:
        account = hands.get(Account, rows[OWN].account)
        account.phone = "1"
        if also:
            setattr(account, name, NEVER[name])

    for who in ("sam", "noor"):
        assert passes(world, who, rows, lambda hands, rows: take(hands, rows, also=False)), who
        assert not passes(world, who, rows, take), who
