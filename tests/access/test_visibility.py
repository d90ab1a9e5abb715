"""Who sees which account and which case, straight from the session."""

from sqlalchemy import select

from models.account import Account
from tests.worlds import World


def names(world: World, person: str) -> set[str]:
    with world.session(person) as session:
        return set(session.scalars(select(Account.name)))


def test_a_parents_person_sees_the_parent_and_its_sub_accounts(world: World) -> None:
    assert names(world, "noor") == {"Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek"}


def test_a_sub_accounts_person_sees_only_the_own_account(world: World) -> None:
    assert names(world, "sam") == {"Rijnmond Haven"}


def test_a_standard_accounts_person_sees_only_the_own_account(world: World) -> None:
    assert names(world, "eva") == {"Elders & Zoon"}


def test_an_agent_sees_every_account(world: World) -> None:
    assert len(names(world, "bo")) == 4


def test_a_translator_sees_no_account(world: World) -> None:
    assert names(world, "tess") == set()
