"""A7: accounts and contacts come in from a CSV file, after a check that names bad rows; all or nothing."""

import re

import pytest
from sqlalchemy import func, select

from app.check import flaws
from app.jobs.work import work_off
from models.account import Account
from models.background_work import BackgroundWork
from models.person import Person
from tests.inout.acts import ACCOUNT, a_file, imported, upload, uploaded
from tests.inout.sheets import csv_rows
from tests.worlds import World

NEW = ("9000", "Kade", "", "+31 10 555"), ("0009000", "Kade Zuid", "9000", ""), ("9001", "Wal", "0009000", "")
CONTACT = ["E-mail", "First name", "Last name", "Customer ID", "Language"]


def account(world: World, customer_id: str) -> Account | None:
    with world.session() as session:
        return session.scalar(select(Account).where(Account.customer_id == customer_id))


def how_many(world: World, model: type = Account) -> int:
    with world.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html))


def test_a_file_goes_from_upload_over_columns_and_check_into_the_database(world: World) -> None:
    chris, before = world.sign_in("chris"), how_many(world)
    at = uploaded(world, chris, a_file(ACCOUNT, *NEW))
    assert "Where does it hold what?" in chris.get(at).text
    assert world.post(chris, at, {"column-customer_id": "0", "column-name": "1"}).status_code == 303
    world.post(
        chris, at, {f"column-{n}": str(i) for i, n in enumerate(("customer_id", "name", "parent", "phone"))}
    )
    assert "3 new, 0 changed, 0 unchanged" in words(chris.get(f"{at}/check").text)
    assert how_many(world) == before

    answer = world.post(chris, f"{at}/check")
    work_off(world.app)

    assert "3 added, 0 changed, 0 unchanged" in words(chris.get(answer.headers["Location"]).text)
    assert how_many(world) == before + 3


def test_parents_stand_in_any_order_and_zeros_count(world: World) -> None:
    work = imported(world, a_file(ACCOUNT, *reversed(NEW)))
    assert (work.state, work.outcome) == ("done", {"added": 3, "changed": 0, "same": 0})
    top, middle, low = (account(world, key) for key in ("9000", "0009000", "9001"))
    assert top and middle and low
    assert (low.path, low.root_id, low.parent_id) == (f"/{top.id}/{middle.id}/{low.id}/", top.id, middle.id)
    with world.session() as session:
        assert list(flaws(session)) == []


def test_a_second_run_changes_nothing_and_a_changed_file_changes_what_differs(world: World) -> None:
    imported(world, a_file(ACCOUNT, *NEW))
    assert imported(world, a_file(ACCOUNT, *NEW)).outcome == {"added": 0, "changed": 0, "same": 3}
    changed = a_file(["Customer ID", "Telephone"], ("9001", "+31 70"), ("9000", "+31 10 555"))
    assert imported(world, changed).outcome == {"added": 0, "changed": 1, "same": 1}
    found = account(world, "9001")
    assert found and (found.name, found.phone, found.version) == ("Wal", "+31 70", 2)


def test_a_new_sub_account_is_in_sight_of_its_parent_at_the_next_request(world: World) -> None:
    noor = world.sign_in("noor")
    assert "Rijnmond Kade" not in noor.get("/accounts/?view=mine").text
    imported(world, a_file(ACCOUNT, ("0004711030", "Rijnmond Kade", "0004711000", "")))
    assert "Rijnmond Kade" in noor.get("/accounts/?view=mine").text


BAD = (
    (("", "Nameless", "", ""), "Customer ID: Enter the customer ID."),
    (("9000", "", "", ""), "Name: Enter the name."),
    (("9000", "Kade", "nowhere", ""), "Hangs below: There is no such account, and none in this file."),
    (("9000", "Kade", "9000", ""), "Hangs below: An account cannot hang below itself."),
    (("9000", "K" * 201, "", ""), "Name: Use at most 200 characters."),
    (("9000", "Kade", "", "1" * 41), "Telephone: Use at most 40 characters."),
    (("0004711010", "Rijnmond Haven", "", ""), "Hangs below: The account hangs elsewhere."),
    (("9000", "Kade"), "This row has 2 values, the headings are 4."),
)


@pytest.mark.parametrize(("row", "reason"), BAD)
def test_t27_a_bad_row_is_named_with_line_column_and_reason_and_nothing_comes_in(
    world: World, row: tuple[str, ...], reason: str
) -> None:
    chris, before = world.sign_in("chris"), how_many(world)
    at = uploaded(world, chris, a_file(ACCOUNT, ("8999", "Good", "", ""), row))
    page = words(chris.get(f"{at}/check").text)
    assert "1 row cannot be taken" in page and reason in page
    assert csv_rows(chris.get(f"{at}/problems").data)[1][:2] == [
        "3",
        csv_rows(chris.get(f"{at}/problems").data)[1][1],
    ]
    assert world.post(chris, f"{at}/check").status_code == 422
    work_off(world.app)
    assert how_many(world) == before


def test_reasons_are_in_the_readers_language(world: World) -> None:
    chris = world.sign_in("chris")
    chris.set_cookie("lang", "nl")
    at = uploaded(world, chris, a_file(["Klantnummer", "Naam"], ("9000", "")))
    assert "Naam: Vul de naam in." in words(chris.get(f"{at}/check").text)


def test_a_circle_and_a_tree_too_deep_are_found_among_new_accounts(sqlite_world: World) -> None:
    chris = sqlite_world.sign_in("chris")
    circle = a_file(ACCOUNT, ("1a", "A", "1c", ""), ("1b", "B", "1a", ""), ("1c", "C", "1b", ""))
    page = words(chris.get(uploaded(sqlite_world, chris, circle) + "/check").text)
    assert page.count("An account cannot hang below itself.") == 3
    deep = [
        ("0", "Level 0", "0004711010", ""),
        *((str(n), f"Level {n}", str(n - 1), "") for n in range(1, 4)),
    ]
    page = words(chris.get(uploaded(sqlite_world, chris, a_file(ACCOUNT, *deep)) + "/check").text)
    assert page.count("A tree of accounts can be five deep at most.") == 1


def test_the_same_key_twice_is_a_problem_of_the_second_row(world: World) -> None:
    chris = world.sign_in("chris")
    at = uploaded(world, chris, a_file(ACCOUNT, ("9000", "One", "", ""), ("9000", "Two", "", "")))
    assert "The same stands on line 2 already." in words(chris.get(f"{at}/check").text)


def test_contacts_come_in_for_their_account_and_a_second_run_changes_nothing(world: World) -> None:
    data = a_file(CONTACT, ("An@Kade.example", "An", "Kade", "0004711010", "Nederlands"))
    assert imported(world, data, "contacts").outcome == {"added": 1, "changed": 0, "same": 0}
    assert imported(world, data, "contacts").outcome == {"added": 0, "changed": 0, "same": 1}
    with world.session() as session:
        an = session.scalars(select(Person).where(Person.email == "an@kade.example")).one()
        assert (an.home_account.name, an.language, an.is_staff) == ("Rijnmond Haven", "nl", False)
        assert [role.name for role in an.roles] == ["Customer"]
    assert "An Kade" in world.sign_in("sam").get(f"/accounts/{world.account_id('Rijnmond Haven')}").text


BAD_CONTACTS = (
    (("no address", "An", "Kade", "0004711010", ""), "Mail address: This is not a mail address."),
    (("an@kade.example", "", "Kade", "0004711010", ""), "First name: Enter the first name."),
    (("an@kade.example", "An", "Kade", "4711010", ""), "Customer ID: There is no such account."),
    (("bo@desk.example", "Bo", "Jansen", "0004711010", ""), "Somebody has this mail address already."),
    (("sam@haven.rijnmond.example", "Sam", "de Boer", "0008150000", ""), "belongs to another account."),
    (("an@kade.example", "An", "Kade", "0004711010", "fr"), "Language: The portal speaks English and Dutch"),
)


@pytest.mark.parametrize(("row", "reason"), BAD_CONTACTS)
def test_t27_a_bad_contact_is_named_and_nobody_comes_in(
    world: World, row: tuple[str, ...], reason: str
) -> None:
    chris, before = world.sign_in("chris"), how_many(world, Person)
    at = uploaded(world, chris, a_file(CONTACT, row), "contacts")
    assert reason in words(chris.get(f"{at}/check").text)
    assert world.post(chris, f"{at}/check").status_code == 422
    assert how_many(world, Person) == before


@pytest.mark.parametrize("who", ["sam", "bo", "tess"])
def test_only_who_keeps_accounts_imports(world: World, who: str) -> None:
    client = world.sign_in(who)
    assert client.get("/accounts/import").status_code == client.get("/contacts/import").status_code == 403
    assert upload(world, client, a_file(ACCOUNT, *NEW)).status_code == 403
    assert how_many(world, BackgroundWork) == 0


def test_the_file_of_another_is_not_there(world: World) -> None:
    at = uploaded(world, world.sign_in("chris"), a_file(ACCOUNT, *NEW))
    ada = world.sign_in("ada")
    assert [ada.get(at + more).status_code for more in ("", "/check", "/problems")] == [404] * 3
    assert world.post(ada, f"{at}/check").status_code == 404


def test_who_may_no_longer_import_when_it_is_done_imports_nothing(world: World) -> None:
    chris, before = world.sign_in("chris"), how_many(world)
    at = uploaded(world, chris, a_file(ACCOUNT, *NEW))
    world.post(chris, f"{at}/check")
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Chris")).one().active = False
        session.commit()
    work_off(world.app)
    assert how_many(world) == before


def test_what_changed_between_check_and_import_is_found_and_told(world: World) -> None:
    chris = world.sign_in("chris")
    at = uploaded(world, chris, a_file(ACCOUNT, ("9000", "Kade", "0008150000", "")))
    work = world.post(chris, f"{at}/check").headers["Location"]
    with world.session() as session:
        session.scalars(select(Account).where(Account.customer_id == "0008150000")).one().customer_id = "x"
        session.commit()
    work_off(world.app)
    assert account(world, "9000") is None
    assert "Some rows could not be taken" in chris.get(work).text
    rows = csv_rows(chris.get(f"{work}/file").data)
    assert rows[1][:3] == ["2", "Hangs below: There is no such account, and none in this file.", "9000"]
