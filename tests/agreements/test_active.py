"""A13: an agreement holds from its first to its last day, for the account and all below it."""

import pytest
from sqlalchemy import select

from app.agreements.active import covered, has_active
from models.agreement import Agreement
from tests.access.who_sees import ACCOUNTS
from tests.agreements.steps import agree, day, none_agreed
from tests.worlds import World

HAVEN, GROEP, ELDERS = "Rijnmond Haven", "Rijnmond Groep", "Elders & Zoon"


@pytest.fixture(autouse=True)
def _empty(world: World) -> None:
    none_agreed(world)


def holds(world: World, account: str, number: int = 0, line: str = "") -> bool:
    account_id = world.account_id(account)
    with world.session("sam") as session:
        return has_active(session, account_id, on=day(number), product_line=line)


def test_an_agreement_holds_on_its_first_and_last_day_and_not_beside_them(world: World) -> None:
    agree(world, HAVEN, -2, 2)
    assert [holds(world, HAVEN, number) for number in (-3, -2, 0, 2, 3)] == [False, True, True, True, False]


def test_one_without_an_end_goes_on(world: World) -> None:
    assert not holds(world, HAVEN)
    agree(world, HAVEN)
    assert holds(world, HAVEN, 5_000)


def test_what_is_agreed_with_an_account_holds_below_it_and_nowhere_else(world: World) -> None:
    agree(world, GROEP)
    assert holds(world, HAVEN)
    assert not holds(world, ELDERS)
    none_agreed(world)
    agree(world, HAVEN)
    assert not holds(world, GROEP)
    assert not holds(world, "Rijnmond Logistiek")


def test_one_that_names_product_lines_is_for_these_alone(world: World) -> None:
    agree(world, HAVEN, lines=("devices", "services"))
    assert holds(world, HAVEN)
    assert holds(world, HAVEN, line="devices")
    assert not holds(world, HAVEN, line="software")
    agree(world, HAVEN)
    assert holds(world, HAVEN, line="software")


def test_many_accounts_are_asked_about_at_once(world: World) -> None:
    agree(world, HAVEN)
    ids = {name: world.account_id(name) for name in (GROEP, HAVEN, ELDERS)}
    with world.session("eva") as session:
        assert covered(session, ids.values()) == {ids[HAVEN]}
        assert covered(session, []) == set()


@pytest.mark.parametrize("who", ["noor", "sam", "lot", "eva", "bo", "tess"])
def test_t22_agreements_are_seen_with_their_account(world: World, who: str) -> None:
    names = (GROEP, HAVEN, "Rijnmond Logistiek", ELDERS)
    ids = {agree(world, name): name for name in names}
    with world.session(who) as session:
        seen = {ids[id_] for id_ in session.scalars(select(Agreement.id))}
    assert seen == ACCOUNTS[who] & set(names)
