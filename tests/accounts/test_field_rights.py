"""T27, T31: by direct POST each role changes what the matrix and the data allow, and no more."""

from typing import Any

import pytest
from sqlalchemy import select

from app.access.fields import OPENABLE
from models.account import Account
from models.customer_field import CustomerField
from models.person import Person
from models.product_line import AccountProductLine
from models.region import Region, SubRegion
from tests.accounts.test_editing import values
from tests.setup.forms import form_at, send, words_of
from tests.setup.test_lookups import id_of
from tests.worlds import World

OPEN = ("noor", "sam")  # may edit the Haven and its contacts, as far as the data says
KEEPER, CLOSED = "chris", ("lot", "eva", "bo", "mia", "tess")
CHANGED = {
    "name": "Taken",
    "customer_id": "666",
    "manager_id": None,
    "classification": "partner",
    "phone": "1",
    "fax": "2",
    "website": "https://3.example",
    "street": "4",
    "postal_code": "5",
    "city": "6",
    "country": "BE",
    "region_id": "emea",
    "sub_region_id": "benelux",
}
PERSONAL = {
    "salutation": "Dr",
    "first_name": "Taken",
    "last_name": "Over",
    "email": "thief@evil.example",
    "phone": "1",
    "mobile": "2",
    "language": "en",
    "time_zone": "Europe/Oslo",
}
HIDDEN = {
    "parent": "Elders & Zoon",
    "parent_id": "4",
    "root_id": "4",
    "path": "/4/",
    "is_active": "",
    "id": "1",
}
HIDDEN |= {
    "version": "99",
    "product_lines": "1",
    "username": "x",
    "password": "x",
    "is_staff": "y",
    "roles": "6",
}
HIDDEN |= {"home_account_id": "4", "active": "", "created_at": "2020-01-01"}


def open_fields(world: World, kind: str, names: set[str]) -> None:
    with world.session() as session:
        for row in session.scalars(select(CustomerField).where(CustomerField.kind == kind)):
            row.may_edit = row.field in names
        session.commit()


def sent(world: World) -> dict[str, Any]:
    places = {
        "region_id": str(id_of(world, Region, "emea")),
        "sub_region_id": str(id_of(world, SubRegion, "benelux")),
        "manager_id": str(world.person_id("mia")),
    }
    return {**CHANGED, **places}


def attack(world: World, who: str, path: str, fields: dict[str, Any]) -> int:
    """Everything at once, with the hidden mark of the form where this person has one."""
    client = world.sign_in(who)
    page = client.get(path)
    seen = form_at(client, path, "seen") if page.status_code == 200 else {}
    status: int = send(world, client, path, seen, **{**HIDDEN, **fields}).status_code
    return status


def difference(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    unsaid = {"version", "username", "changed_on", "changed_by_fk"}
    return {name for name in before if before[name] != after[name]} - unsaid


SETS = [set(), {"name"}, {"street", "city"}, {"region_id", "sub_region_id"}, set(OPENABLE["account"])]


@pytest.mark.parametrize("names", SETS, ids=lambda names: "+".join(sorted(names)) or "none")
@pytest.mark.parametrize("who", OPEN)
def test_t31_a_customer_changes_of_an_account_what_is_open_now(
    world: World, who: str, names: set[str]
) -> None:
    open_fields(world, "account", names)
    pk = world.account_id("Rijnmond Haven")
    before = values(world, Account, pk)
    assert attack(world, who, f"/accounts/{pk}/edit", sent(world)) == (303 if names else 403)
    assert difference(before, values(world, Account, pk)) == names
    assert lines_of(world, pk) == set()


PEOPLE_SETS = [set(), {"last_name"}, {"mobile", "language"}, set(OPENABLE["contact"])]


@pytest.mark.parametrize("names", PEOPLE_SETS, ids=lambda names: "+".join(sorted(names)) or "none")
@pytest.mark.parametrize("who", OPEN)
def test_t31_a_customer_changes_of_a_contact_what_is_open_now(
    world: World, who: str, names: set[str]
) -> None:
    open_fields(world, "contact", names)
    pk = world.person_id("sam")
    before = values(world, Person, pk)
    assert attack(world, who, f"/contacts/{pk}/edit", PERSONAL) == (303 if names else 403)
    assert difference(before, values(world, Person, pk)) == names


def test_t31_a_keeper_changes_all_fields_but_place_and_rights(world: World) -> None:
    haven, sam = world.account_id("Rijnmond Haven"), world.person_id("sam")
    account, person = values(world, Account, haven), values(world, Person, sam)
    assert attack(world, KEEPER, f"/accounts/{haven}/edit", sent(world)) == 303
    assert attack(world, KEEPER, f"/contacts/{sam}/edit", PERSONAL) == 303
    assert difference(account, values(world, Account, haven)) == set(CHANGED)
    assert difference(person, values(world, Person, sam)) == set(PERSONAL)
    assert lines_of(world, haven) == {1}


@pytest.mark.parametrize("who", CLOSED)
def test_t31_who_may_not_edit_changes_nothing_whatever_is_open(world: World, who: str) -> None:
    for kind, names in OPENABLE.items():
        open_fields(world, kind, set(names))
    haven, sam = world.account_id("Rijnmond Haven"), world.person_id("sam")
    before = values(world, Account, haven), values(world, Person, sam)
    assert attack(world, who, f"/accounts/{haven}/edit", sent(world)) in (403, 404)
    assert attack(world, who, f"/contacts/{sam}/edit", PERSONAL) in (403, 404)
    assert difference(before[0], values(world, Account, haven)) == set()
    assert difference(before[1], values(world, Person, sam)) == set()


def lines_of(world: World, account_id: int) -> set[int]:
    with world.session() as session:
        column = AccountProductLine.product_line_id
        return set(session.scalars(select(column).where(AccountProductLine.account_id == account_id)))


WRONG = {
    "manager_id": ("{sam}", "0", "-1", "98765", "9" * 20, "x"),
    "region_id": ("0", "98765", "9" * 20, "x", "1.5", "¹"),
    "sub_region_id": ("0", "98765", "9" * 20, "x"),
    "country": ("nl", "XX", "Nederland", "N" * 10_000),
    "classification": ("x", "End customer", "'"),
    "product_lines": ("0", "98765", "9" * 20, "x"),
}


@pytest.mark.parametrize("field", WRONG)
def test_t27_a_value_that_is_not_there_is_refused_and_nothing_changes(world: World, field: str) -> None:
    pk, chris = world.account_id("Rijnmond Haven"), world.sign_in("chris")
    before, path = values(world, Account, pk), f"/accounts/{pk}/edit"
    fields, sam = form_at(chris, path, "seen"), str(world.person_id("sam"))
    for value in WRONG[field]:
        answer = send(world, chris, path, fields, city="Elsewhere", **{field: value.replace("{sam}", sam)})
        assert answer.status_code == 422, value[:20]
        assert 'value="Elsewhere"' in words_of(answer)
        assert difference(before, values(world, Account, pk)) == set(), value[:20]


HOSTILE = ("a\0b", "\ud800", "x" * 1_000_000, "\u202egnp.exe", "👩‍🔧" * 60, "=1+1", "{{7*7}}", "<b>'\"&")


@pytest.mark.parametrize("path", ["/accounts/new", "/accounts/{account}/edit", "/contacts/{person}/edit"])
def test_t42_odd_text_is_taken_or_refused_and_never_an_error(world: World, path: str) -> None:
    chris, ids = world.sign_in("chris"), {"account": world.account_id("Rijnmond Haven")}
    path = path.format(**ids, person=world.person_id("sam"))
    fields = form_at(chris, path, "name")
    names = [name for name in fields if name not in ("seen", "customer_id", "email")]
    for text in HOSTILE:
        typed = text.encode("utf-8", "surrogatepass") if text == "\ud800" else text
        for some in (names, ["website"], ["last_name"]):
            answer = send(world, chris, path, {**fields, **dict.fromkeys(some, typed)})
            assert answer.status_code < 500, (some, text[:10])
            assert "<b>'" not in answer.get_data(as_text=True)
