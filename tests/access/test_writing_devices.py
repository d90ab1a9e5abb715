"""T27: devices, agreements and qualifications are written by who keeps accounts, and say what is true."""

from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from models.agreement import Agreement
from models.device import Device
from models.qualification import AccountQualification, PersonQualification
from tests.access.seeding import seed
from tests.access.writes import Hands, Write, passes
from tests.worlds import World

OWN, KEEPERS = "Rijnmond Haven", ["chris", "ada"]
PEOPLE = ("noor", "sam", "eva", "bo", "mia", "tess", *KEEPERS)


def who_may(world: World, write: Write) -> list[str]:
    rows = seed(world)
    return [who for who in PEOPLE if passes(world, who, rows, write)]


def change_device(**values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        device = hands.get(Device, rows[OWN].device)
        for name, value in values.items():
            setattr(device, name, value)

    return write


def test_only_who_keeps_accounts_changes_a_device(world: World) -> None:
    assert who_may(world, change_device(serial_number="X")) == KEEPERS


WRONG = {"root_id": 4, "product_line_id": 1, "account_id": 98_765}


@pytest.mark.parametrize("name", WRONG)
def test_nobody_lets_a_device_repeat_what_is_not_so(world: World, name: str) -> None:
    assert who_may(world, change_device(**{name: WRONG[name]})) == []


TIES: dict[str, Write] = {
    "agreement": lambda hands, rows: hands.add(
        Agreement(account_id=rows[OWN].account, kind_id=1, starts_on=clock.now().date())
    ),
    "of an account": lambda hands, rows: hands.add(
        AccountQualification(account_id=rows[OWN].account, qualification_id=1)
    ),
    "of a person": lambda hands, rows: hands.add(
        PersonQualification(person_id=rows[OWN].person, qualification_id=1)
    ),
}


@pytest.mark.parametrize("what", TIES)
def test_t31_nobody_gives_themselves_an_agreement_or_a_qualification(world: World, what: str) -> None:
    assert who_may(world, TIES[what]) == KEEPERS


def test_the_system_sees_all_of_it(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        assert len(session.scalars(select(Device.id)).all()) == len(rows)
