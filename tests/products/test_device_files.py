"""Devices come in from a CSV file and go out as one: all or nothing, and the same file changes nothing."""

import pytest
from sqlalchemy import func, select

from app.jobs.work import work_off
from models.account import Account
from models.device import Device
from models.product import ProductModel
from tests.inout.acts import a_file, imported, problems, uploaded, work_at
from tests.inout.sheets import csv_rows
from tests.products.steps import fill_catalogue, order
from tests.worlds import World

HEAD = ["Serienummer", "Model", "Klantnummer", "Besteld op", "Note"]
ROWS = (
    ["w5k 0012", "reiger c350", "0004711010", "2026-05-04", "Third floor"],
    ["00012", "Reiger C550", "0008150000", "4-5-2026", ""],
    ["=1+1", "Reiger C550", "0008150000", "", "'=2"],
)


@pytest.fixture(autouse=True)
def catalogue(world: World) -> None:
    fill_catalogue(world)


def devices(world: World) -> list[tuple[str, str, str]]:
    with world.session() as session:
        rows = session.execute(
            select(Device.serial_number, ProductModel.name, Account.name)
            .join(ProductModel, ProductModel.id == Device.model_id)
            .join(Account, Account.id == Device.account_id)
            .order_by(Device.serial_number)
        )
        return [tuple(row) for row in rows]


def test_a_file_brings_devices_in_and_the_same_file_again_changes_nothing(world: World) -> None:
    work = imported(world, a_file(HEAD, *ROWS), "devices")
    assert (work.state, work.outcome) == ("done", {"added": 3, "changed": 0, "same": 0})
    assert devices(world) == [
        ("00012", "Reiger C550", "Elders & Zoon"),
        ("=1+1", "Reiger C550", "Elders & Zoon"),
        ("W5K0012", "Reiger C350", "Rijnmond Haven"),
    ]
    again = imported(world, a_file(HEAD, *ROWS), "devices")
    assert again.outcome == {"added": 0, "changed": 0, "same": 3}


def test_what_differs_is_changed_and_an_empty_cell_empties(world: World) -> None:
    imported(world, a_file(HEAD, *ROWS), "devices")
    work = imported(world, a_file(HEAD, ["W5K0012", "Reiger C350", "0008150000", "", ""]), "devices")
    assert work.outcome == {"added": 0, "changed": 1, "same": 0}
    with world.session() as session:
        device = session.scalars(select(Device).where(Device.serial_number == "W5K0012")).one()
        elders = session.scalars(select(Account).where(Account.name == "Elders & Zoon")).one()
        assert (device.account_id, device.root_id) == (elders.id, elders.id)
        assert (device.ordered_on, device.note) == (None, "")


BAD = {
    ("", "Reiger C350", "0004711010"): "Enter the serial number",
    ("A1", "", "0004711010"): "Enter the model",
    ("A1", "Reiger C35", "0004711010"): "There is no such model",
    ("A1", "Reiger C350", ""): "Enter the customer ID",
    ("A1", "Reiger C350", "4711010"): "There is no such account",
    ("A" * 61, "Reiger C350", "0004711010"): "at most 60",
}


def test_every_bad_row_is_named_and_nothing_comes_in(world: World) -> None:
    chris = world.sign_in("chris")
    rows = [[*row, "", ""] for row in BAD]
    rows += [["B1", "Reiger C350", "0004711010", "soon", ""]] * 2 + [
        ["B2", "Reiger C350", "0004711010", "", "x" * 501]
    ]
    at = uploaded(world, chris, a_file(HEAD, *ROWS, *rows), "devices")
    page = problems(chris.get(f"{at}/check").text)
    for sentence in (*BAD.values(), "Write the day like", "The same stands on line 11", "at most 500"):
        assert sentence in page, sentence
    assert world.post(chris, f"{at}/check").status_code == 422
    assert devices(world) == []


@pytest.mark.parametrize("who", ["sam", "noor", "bo", "tess"])
def test_t27_nobody_else_brings_devices_in(world: World, who: str) -> None:
    client = world.sign_in(who)
    assert client.get("/devices/import").status_code == 403
    with pytest.raises(AssertionError):
        uploaded(world, client, a_file(HEAD, *ROWS), "devices")


def test_t40_what_a_spreadsheet_would_run_goes_out_marked_and_comes_back_as_it_was(world: World) -> None:
    imported(world, a_file(HEAD, *ROWS), "devices")
    before = devices(world)
    data = world.sign_in("chris").get("/devices/export?format=csv").data
    assert ["'=1+1", "Reiger C550", "0008150000", "", "'=2"] in csv_rows(data)
    work = imported(world, data, "devices")
    assert work.outcome == {"added": 0, "changed": 0, "same": 3}
    assert devices(world) == before


def test_t25_an_export_holds_what_the_page_shows_and_no_note(world: World) -> None:
    order(world, "Rijnmond Haven", "H1", "H2")
    order(world, "Rijnmond Logistiek", "L1")
    rows = csv_rows(world.sign_in("sam").get("/devices/export?format=csv&serial=h").data)
    assert rows[1:] == [
        ["H1", "Reiger C350", "0004711010", ""],
        ["H2", "Reiger C350", "0004711010", ""],
    ]
    assert "Note" not in rows[0]


@pytest.mark.parametrize("who", ["sam", "chris"])
def test_the_worker_makes_the_file_with_the_eyes_of_its_person(world: World, who: str) -> None:
    order(world, "Rijnmond Haven", "H1")
    order(world, "Elders & Zoon", "E1")
    client = world.sign_in(who)
    answer = world.post(client, "/devices/export?line=devices&format=csv")
    work_off(world.app)
    work = work_at(world, answer.headers["Location"])
    found = [row[0] for row in csv_rows(client.get(f"/work/{work.id}/file").data)[1:]]
    assert found == (["H1"] if who == "sam" else ["E1", "H1"])
    with world.session() as session:
        assert session.scalar(select(func.count(Device.id))) == 2
