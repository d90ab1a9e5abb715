"""T42: whatever a file holds, it is read or turned down in words. T40: what went out comes back unchanged."""

import pytest
from sqlalchemy import select

from app.refused import Refused
from app.sheets.neutral import neutral, plain
from app.sheets.read import MOST_ROWS, read_sheet
from models.account import Account
from models.background_work import BackgroundWork
from tests.inout.acts import ACCOUNT, a_file, imported, upload, uploaded
from tests.inout.sheets import csv_rows
from tests.worlds import World

HOSTILE = {
    "nothing": b"",
    "headings alone": b"Customer ID,Name\n",
    "NUL": b"Customer ID,Name\n1,\0\n",
    "open quote": b'Customer ID,Name\n1,"Kade\n2,Wal\n',
    "text behind a quote": b'Customer ID,Name\n1,"Kade" x\n',
    "one line without end": b"Customer ID,Name\n1," + b"x" * 500_000,
    "a workbook": b"PK\x03\x04" + bytes(200),
    "letters that are none": b"Customer ID,Name\n1,\x81\x8d\n",
    "too many columns": b"x," * 100 + b"\n1,2\n",
    "too many rows": b"Customer ID,Name\n" + b"1,Kade\n" * (MOST_ROWS + 1),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_t42_a_hostile_file_is_turned_down_and_leaves_nothing(sqlite_world: World, name: str) -> None:
    chris = sqlite_world.sign_in("chris")
    answer = upload(sqlite_world, chris, HOSTILE[name])
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    with sqlite_world.session() as session:
        assert session.scalar(select(BackgroundWork.id)) is None


def test_t42_a_file_that_is_too_large_is_read_no_further(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.sheets.read.LARGEST", 1024)
    answer = upload(sqlite_world, sqlite_world.sign_in("chris"), b"Customer ID,Name\n" + b"x" * 1024)
    assert (answer.status_code, "This file is larger than" in answer.text) == (422, True)


def test_a_form_without_a_file_says_so(sqlite_world: World) -> None:
    answer = sqlite_world.post(sqlite_world.sign_in("chris"), "/accounts/import", {})
    assert (answer.status_code, "Choose a file." in answer.text) == (422, True)


ODD = ("RTL \u202e override", "4 bytes \U0001f5a8", "e\u0301" * 60, "1e400", "NaN", "0000-00-00", "9" * 20)


@pytest.mark.parametrize("text", ODD)
def test_t42_odd_but_honest_text_comes_in_as_it_is(world: World, text: str) -> None:
    imported(world, a_file(ACCOUNT, ("9000", text, "", "")))
    with world.session() as session:
        assert session.scalar(select(Account.name).where(Account.customer_id == "9000")) == text


@pytest.mark.parametrize("fields", [{"column-customer_id": "9" * 20}, {"column-customer_id": "-1"}, {}])
def test_t42_columns_that_are_not_there_are_asked_again(sqlite_world: World, fields: dict[str, str]) -> None:
    chris = sqlite_world.sign_in("chris")
    at = uploaded(sqlite_world, chris, a_file(["a", "b"], ("1", "2")))
    assert sqlite_world.post(chris, at, fields).status_code == 422


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_separator_and_letters_are_found_out(separator: str, encoding: str) -> None:
    data = a_file(["Klantnummer", "Naam"], ("0001", "Café, Zoë; zn."), separator=separator, encoding=encoding)
    sheet = read_sheet(data)
    assert sheet.header == ["Klantnummer", "Naam"]
    assert sheet.rows == [(2, ["0001", "Café, Zoë; zn."])]


def test_they_can_be_chosen_instead(sqlite_world: World) -> None:
    data = "Klantnummer;Naam,x\n1;Zoë,y\n".encode()
    assert read_sheet(data, separator=",").header == ["Klantnummer;Naam", "x"]
    assert read_sheet(data, encoding="cp1252").rows[0].cells == ["1;ZoÃ«", "y"]
    with pytest.raises(Refused):
        read_sheet("Zoë".encode("cp1252"), encoding="utf-8")


def test_lines_are_counted_as_an_editor_counts_them() -> None:
    sheet = read_sheet(b'a,b\r\n\r\n1,"two\r\nlines"\r\n3,4\r\n')
    assert [row.line for row in sheet.rows] == [3, 5]


TEXTS = ("=1+1", "+31 10", "-2", "@x", "\t=1", "\r1", "'=x", "''+x", "'plain", "＝1", "0004711000", "")


@pytest.mark.parametrize("text", TEXTS)
def test_t40_marking_and_unmarking_gives_the_same_text(text: str) -> None:
    assert plain(neutral(text)) == text


NAMES = ("=HYPERLINK(1)", "+31 shop", "'=quoted", "@home", "-minus; and, more", 'Plain "name"')


def test_t40_accounts_that_are_exported_and_imported_again_are_unchanged(world: World) -> None:
    imported(world, a_file(ACCOUNT, *((f"00{n}", name, "", name) for n, name in enumerate(NAMES))))
    chris = world.sign_in("chris")
    for language, separator in (("en", ","), ("nl", ";")):
        chris.set_cookie("lang", language)
        data = chris.get("/accounts/export").data
        assert len(csv_rows(data, separator)) == len(NAMES) + 5
        at = uploaded(world, chris, data)
        page = chris.get(f"{at}/check?show=changed").text
        assert f"0 {'new' if language == 'en' else 'nieuw'}, 0 " in page


def test_contacts_that_are_exported_and_imported_again_are_unchanged(world: World) -> None:
    chris = world.sign_in("chris")
    data = chris.get("/contacts/export").data
    assert sorted(row[0] for row in csv_rows(data)[1:]) == [
        "eva@elders.example",
        "lot@logistiek.rijnmond.example",
        "noor@rijnmond.example",
        "sam@haven.rijnmond.example",
    ]
    at = uploaded(world, chris, data, "contacts")
    assert "0 new, 0 changed, 4 unchanged" in chris.get(f"{at}/check").text


def test_t25_a_customer_exports_own_accounts_and_contacts_only(world: World) -> None:
    sam = world.sign_in("sam")
    accounts, contacts = (csv_rows(sam.get(f"/{what}/export").data) for what in ("accounts", "contacts"))
    assert [row[:3] for row in accounts[1:]] == [["0004711010", "Rijnmond Haven", ""]]
    assert [row[0] for row in contacts[1:]] == ["sam@haven.rijnmond.example"]
    assert sam.get(f"/contacts/export?account={world.account_id('Elders & Zoon')}").status_code == 404


def test_the_mended_file_of_bad_rows_can_be_sent_again(world: World) -> None:
    chris = world.sign_in("chris")
    at = uploaded(world, chris, a_file(ACCOUNT, ("9000", "", "", "+31 10"), ("9001", "Good", "", "")))
    rows = csv_rows(chris.get(f"{at}/problems").data)
    assert rows[1] == ["2", "Name: Enter the name.", "9000", "", "", "'+31 10"]
    rows[1][3] = "Kade"
    assert imported(world, a_file(*rows)).outcome == {"added": 1, "changed": 0, "same": 0}
    with world.session() as session:
        assert session.scalar(select(Account.phone).where(Account.customer_id == "9000")) == "+31 10"
