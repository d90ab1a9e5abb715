"""C3, C4: a serial number leads to its model, only for devices of accounts one may open for (T24, T27)."""

from typing import Any

import pytest
from sqlalchemy import select

from app.products.choose import find_model
from app.products.devices import Asked, count_devices, find_device, find_devices
from app.products.serial import written
from app.refused import Refused
from models.account import Account
from models.device import Device
from tests.access.seeding import seed
from tests.access.who_sees import ACCOUNTS, ALL, OPENS
from tests.products.steps import fill_catalogue, order
from tests.worlds import World


@pytest.fixture(autouse=True)
def catalogue(world: World) -> None:
    fill_catalogue(world)


def serials(world: World, who: str, **asked: Any) -> list[str]:
    with world.session(who) as session:
        by, size = world.viewer(who), 50
        page = find_devices(session, Asked(**asked), by=by, size=size)
        assert count_devices(session, Asked(**asked), by=by) == len(page.rows)
        return [one.serial_number for one in page.rows]


def found(world: World, who: str, serial: str, **more: Any) -> str | None:
    """The model, or None when there is nothing for this person."""
    with world.session(who) as session:
        try:
            return find_device(session, serial, by=world.viewer(who), **more).model
        except Refused:
            return None


def test_the_serial_number_fills_the_model_in(world: World) -> None:
    order(world, "Rijnmond Haven", "W5K0012")
    with world.session("sam") as session:
        device = find_device(session, " w5k 0012", by=world.viewer("sam"))
    assert (device.model, device.product, device.line) == ("Reiger C350", "reiger", "devices")


def test_leading_zeros_count(world: World) -> None:
    order(world, "Rijnmond Haven", "00471")
    assert found(world, "sam", "00471") == "Reiger C350"
    assert found(world, "sam", "471") is None
    assert found(world, "sam", "000471") is None


def test_a_number_that_two_models_share_needs_the_model(world: World) -> None:
    for model in ("Reiger C350", "Reiger C550"):
        order(world, "Rijnmond Haven", "12345", model=model)
    assert found(world, "sam", "12345") is None
    assert found(world, "sam", "12345", model="reiger c550") == "Reiger C550"


def order_one_each(world: World) -> None:
    """Each account one device that is called like itself."""
    seed(world)
    with world.session() as session:
        for device in session.scalars(select(Device)):
            session.delete(device)
        session.commit()
    for account in ALL:
        order(world, account, written(account))


def test_t24_the_lookup_shows_devices_of_accounts_one_may_open_for(world: World) -> None:
    order_one_each(world)
    for who, opens in OPENS.items():
        keeps = who in ("chris", "ada")
        assert serials(world, who) == sorted(map(written, ALL if keeps else opens)), who
        models = {account: found(world, who, account) for account in ALL}
        assert models == {account: "Reiger C350" if account in opens else None for account in ALL}, who


def test_t24_devices_are_seen_with_the_account_that_ordered_them(world: World) -> None:
    order_one_each(world)
    for who, sees in ACCOUNTS.items():
        with world.session(who) as session:
            assert set(session.scalars(select(Device.serial_number))) == set(map(written, sees)), who


def test_t27_a_device_of_another_account_than_the_one_chosen_is_not_found(world: World) -> None:
    order(world, "Rijnmond Haven", "H1")
    with world.session("noor") as session:
        rows = {row.name: row for row in session.scalars(select(Account))}
        haven, logistiek = rows["Rijnmond Haven"], rows["Rijnmond Logistiek"]
        session.expunge_all()
    assert found(world, "noor", "H1", account=haven) == "Reiger C350"
    assert found(world, "noor", "H1", account=logistiek) is None
    assert found(world, "lot", "H1") is None


def test_an_account_that_takes_no_part_has_no_devices_to_open_for(world: World) -> None:
    order(world, "Rijnmond Haven", "H1")
    with world.session() as session:
        session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one().is_active = False
        session.commit()
    assert found(world, "bo", "H1") is None
    assert serials(world, "bo") == []
    assert serials(world, "chris") == ["H1"]


def test_filters_narrow_the_lookup(world: World) -> None:
    order(world, "Rijnmond Haven", "AB1", "AB12", "B1", "a_b")
    order(world, "Rijnmond Haven", "AB13", model="Reiger C550")
    with world.session("sam") as session:
        c550 = find_model(session, "Reiger C550")
    assert serials(world, "sam", serial="ab1") == ["AB1", "AB12", "AB13"]
    assert serials(world, "sam", serial="ab1", is_exact=True) == ["AB1"]
    assert serials(world, "sam", serial="A_") == []
    assert serials(world, "sam", model=c550) == ["AB13"]
    assert serials(world, "sam", line="devices") == ["AB1", "AB12", "AB13", "B1", "a_b"]
    assert serials(world, "sam", line="software") == []
    assert serials(world, "sam", line="devices", model=c550) == ["AB13"]


@pytest.mark.parametrize("asked", [{}, {"line": "devices"}])
def test_pages_lead_through_all_devices_and_back(world: World, asked: dict[str, str]) -> None:
    order(world, "Rijnmond Haven", *(f"A{number}" for number in range(0, 10, 2)))
    order(world, "Rijnmond Haven", *(f"A{number}" for number in range(1, 10, 2)), model="Reiger C550")
    with world.session("sam") as session:
        by, there = world.viewer("sam"), list[str]()
        page = find_devices(session, Asked(**asked), by=by, size=4)
        there += [one.serial_number for one in page.rows]
        while page.after:
            page = find_devices(session, Asked(**asked), by=by, size=4, after=page.after)
            there += [one.serial_number for one in page.rows]
        page = find_devices(session, Asked(**asked), by=by, size=4, before=page.before)
    assert there == [f"A{number}" for number in range(10)]
    assert [one.serial_number for one in page.rows] == ["A4", "A5", "A6", "A7"]
