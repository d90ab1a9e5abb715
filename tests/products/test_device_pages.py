"""/devices/: looked up by everybody, kept by our own people who keep every account."""

from typing import Any

import pytest
from sqlalchemy import select

from app.check import rows_in_another_tree
from models.device import Device
from models.product import ProductModel
from tests.files.queries import queries
from tests.products.steps import fill_catalogue, order
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

NEW = {"serial_number": " w5k 0012 ", "account": "Rijnmond Haven", "ordered_on": "2026-05-04", "note": "Ours"}


@pytest.fixture(autouse=True)
def catalogue(world: World) -> None:
    fill_catalogue(world)


def model_id(world: World, name: str = "Reiger C350") -> str:
    with world.session() as session:
        return str(session.scalars(select(ProductModel.id).where(ProductModel.name == name)).one())


def add(world: World, who: str, **changed: str) -> Any:
    return world.post(world.sign_in(who), "/devices/new", {**NEW, "model": model_id(world), **changed})


def the_device(world: World) -> Device:
    with world.session() as session:
        return session.scalars(select(Device)).one()


@pytest.mark.parametrize("who", ["chris", "ada"])
def test_who_keeps_accounts_adds_changes_and_removes_a_device(world: World, who: str) -> None:
    assert add(world, who).status_code == 303
    device, client = the_device(world), world.sign_in(who)
    assert device.serial_number == "W5K0012"
    path = f"/devices/{device.id}/edit"
    answer = send(world, client, path, form_at(client, path, "seen"), serial_number="00012")
    assert answer.status_code == 303
    assert "00012" in words_of(client.get(answer.location))
    assert world.post(client, f"/devices/{device.id}/removal").status_code == 303
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("who", ["noor", "sam", "bo", "mia", "tess"])
def test_nobody_else_adds_or_changes_one(world: World, who: str) -> None:
    assert add(world, who).status_code == 403
    order(world, "Rijnmond Haven", "H1")
    for page in ("edit", "removal"):
        answer = world.post(world.sign_in(who), f"/devices/{the_device(world).id}/{page}", NEW)
        assert answer.status_code == 403


WRONG = {
    "serial_number": ("", "   ", "9" * 61),
    "model": ("", "0", "98765", "9" * 20, "x"),
    "account": ("", "   ", "nobody", "Rijnmond"),
    "ordered_on": ("yesterday", "0000-00-00", "2026-02-30"),
    "note": ("x" * 501,),
}


@pytest.mark.parametrize("field", WRONG)
def test_t42_what_cannot_be_is_told_beside_its_field_and_nothing_is_lost(world: World, field: str) -> None:
    for value in WRONG[field]:
        answer = add(world, "chris", **{field: value})
        assert answer.status_code == 422, value
        assert "There is a problem" in words_of(answer)
        assert "W5K 0012" in words_of(answer).upper() or field == "serial_number"
    with world.session() as session:
        assert session.scalar(select(Device.id)) is None


def test_a_model_has_each_serial_number_once_and_another_model_may_share_it(world: World) -> None:
    assert add(world, "chris").status_code == 303
    assert "already" in words_of(add(world, "chris", serial_number="W5K0012"))
    assert add(world, "chris", model=model_id(world, "Reiger C550")).status_code == 303


def look(world: World, who: str, query: str = "") -> str:
    answer = world.sign_in(who).get(f"/devices/{query}")
    assert answer.status_code == 200
    return words_of(answer)


def test_the_lookup_says_what_it_holds_and_finds_by_each_filter(world: World) -> None:
    order(world, "Rijnmond Haven", "AB1", "AB12")
    order(world, "Rijnmond Haven", "X9", model="Reiger C550")
    page = look(world, "sam")
    assert "Shown: devices of the accounts for which you may open cases. Found: 3" in page
    assert "Found: 2" in look(world, "sam", "?serial=ab1")
    assert "Found: 1" in look(world, "sam", "?serial=AB1&how=exact")
    assert "Found: 1" in look(world, "sam", "?model=reiger+c550")
    assert "Found: 3" in look(world, "sam", "?line=devices&account=0004711010")
    assert "No device fits" in look(world, "sam", "?line=software")


def test_a_filter_that_is_wrong_finds_nothing_and_says_so(world: World) -> None:
    order(world, "Rijnmond Haven", "AB1")
    for query in ("?model=nothing", "?line=nothing", "?account=nobody", "?account=Elders"):
        page = look(world, "sam", query)
        assert "There is a problem" in page
        assert "AB1" not in page


def test_t24_the_lookup_shows_nobody_a_note_or_a_foreign_device(world: World) -> None:
    add(world, "chris", note="canary-note")
    for who in ("sam", "bo"):
        assert "canary-note" not in look(world, who)
    assert "W5K0012" in look(world, "noor")
    for who in ("lot", "eva"):
        assert "W5K0012" not in look(world, who, "?serial=W5K")


@pytest.mark.parametrize("query", ["?serial=%F4%8F%BF%BF", "?serial=%25_'", "?after=x"])
def test_t41_hostile_filters_are_only_text(world: World, query: str) -> None:
    order(world, "Rijnmond Haven", "AB1")
    look(world, "sam", query)


def test_a_device_that_can_be_asked_about_leads_to_a_new_case(world: World) -> None:
    order(world, "Rijnmond Groep", "G1")
    order(world, "Rijnmond Haven", "H1")
    haven = world.account_id("Rijnmond Haven")
    assert f"/cases/new?account={haven}&serial_number=H1" in look(world, "noor")
    own = look(world, "noor", "?account=0004711000")
    assert "G1" in own
    assert "serial_number=G1" not in own


def test_the_account_page_leads_to_its_devices_with_their_number(world: World) -> None:
    order(world, "Rijnmond Haven", "H1", "H2")
    haven = world.account_id("Rijnmond Haven")
    for who in ("sam", "noor", "bo", "chris"):
        page = words_of(world.sign_in(who).get(f"/accounts/{haven}"))
        assert "/devices/?account=0004711010" in page


def move_below_elders(world: World) -> None:
    haven, chris = world.account_id("Rijnmond Haven"), world.sign_in("chris")
    path = f"/accounts/{haven}/move"
    fields = form_at(chris, f"{path}?place=below&parent=Elders", "seen")
    assert send(world, chris, path, fields).status_code == 303


def test_t29_a_device_goes_along_when_its_account_moves(world: World) -> None:
    order(world, "Rijnmond Haven", "H1")
    assert "H1" in look(world, "noor")
    move_below_elders(world)
    assert "H1" not in look(world, "noor")
    assert "H1" in look(world, "eva")
    with world.session() as session:
        assert list(rows_in_another_tree(session)) == []


def test_a_device_goes_to_the_account_that_takes_the_other_over(world: World) -> None:
    order(world, "Rijnmond Haven", "H1")
    haven, chris = world.account_id("Rijnmond Haven"), world.sign_in("chris")
    path = f"/accounts/{haven}/merge"
    fields = form_at(chris, f"{path}?into=Elders", "seen")
    assert send(world, chris, path, fields).status_code == 303
    assert "H1" in look(world, "eva")
    assert "H1" not in look(world, "noor")


def test_the_lookup_asks_the_database_as_often_for_one_device_as_for_thirty(world: World) -> None:
    client, asked = world.sign_in("sam"), list[int]()
    for number in (1, 29):
        order(world, "Rijnmond Haven", *(f"{number}A{one}" for one in range(number)))
        client.get("/devices/")
        with queries() as seen:
            assert f"Found: {1 if number == 1 else 30}" in words_of(client.get("/devices/?line=devices"))
        asked.append(len(seen))
    assert asked[0] == asked[1]
