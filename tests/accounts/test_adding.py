"""Customer success managers add accounts and contacts, and take and give back the right to take part."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.account import Account
from models.person import Person
from models.region import Region, SubRegion
from tests.setup.forms import form_at, send, words_of
from tests.setup.test_lookups import id_of
from tests.worlds import World

NAME = "Café 't Zand & O'Neill <Zn.>"
PERSON = {"first_name": "D'Arcy", "last_name": "O'Neill", "email": "Darcy@zand.example"}


def add(world: World, client: FlaskClient, below: str = "", **changed: Any) -> Any:
    path = "/accounts/new" + (f"?below={world.account_id(below)}" if below else "")
    fields = {**form_at(client, path, "customer_id"), "name": NAME, "customer_id": "0009000"}
    return send(world, client, path, fields, **changed)


def account(world: World, name: str = NAME) -> Account:
    with world.session() as session:
        return session.scalars(select(Account).where(Account.name == name)).one()


def person(world: World, mail: str = "darcy@zand.example") -> Person:
    with world.session() as session:
        return session.scalars(select(Person).where(Person.email == mail)).one()


def test_a_customer_success_manager_adds_an_account_on_top(world: World) -> None:
    chris = world.sign_in("chris")
    answer = add(world, chris, city="'s-Hertogenbosch", product_lines=["1", "2"])
    made = account(world)
    assert (answer.status_code, answer.location) == (303, f"/accounts/{made.id}")
    assert (made.path, made.root_id, made.manager_id) == (f"/{made.id}/", made.id, world.person_id("chris"))
    page = words_of(chris.get(answer.location))
    assert f"<h1>{NAME}</h1>" in page
    assert "'s-Hertogenbosch" in page
    assert "Devices, Software" in page


def test_an_account_is_added_below_another_with_what_they_mostly_share(world: World) -> None:
    chris, haven = world.sign_in("chris"), account(world, "Rijnmond Haven")
    assert add(world, chris, below="Rijnmond Haven").status_code == 303
    made = account(world)
    assert (made.parent_id, made.root_id, made.manager_id) == (haven.id, haven.root_id, haven.manager_id)
    assert NAME in words_of(world.sign_in("sam").get(f"/accounts/{haven.id}"))


@pytest.mark.parametrize("who", ["noor", "sam", "bo", "mia", "tess"])
def test_nobody_else_adds_accounts_or_contacts(world: World, who: str) -> None:
    client, haven = world.sign_in(who), world.account_id("Rijnmond Haven")
    for path in (f"/accounts/new?below={haven}", f"/contacts/new?account={haven}"):
        assert client.get(path).status_code == 403
        assert world.post(client, path, {"name": NAME, "customer_id": "9", **PERSON}).status_code == 403
    assert "/new?" not in words_of(client.get(f"/accounts/{haven}")).replace("/cases/new?", "")


def test_what_is_wrong_is_said_and_what_was_typed_is_kept(world: World) -> None:
    chris = world.sign_in("chris")
    answer = add(world, chris, customer_id="0004711000", city="Zwolle")
    page = words_of(answer)
    assert answer.status_code == 422
    assert "Another account has this customer ID already." in page
    assert 'value="Zwolle"' in page
    assert "Error:" in page.partition("</title>")[0]


def region(world: World, **changed: Any) -> tuple[int, Any]:
    """The status of saving the Haven with this region and sub-region, and what it has then."""
    chris, path = world.sign_in("chris"), f"/accounts/{world.account_id('Rijnmond Haven')}/edit"
    status = send(world, chris, path, form_at(chris, path, "seen"), **changed).status_code
    haven = account(world, "Rijnmond Haven")
    return status, (haven.region_id, haven.sub_region_id)


def test_a_sub_region_lies_in_its_region_without_javascript(world: World) -> None:
    emea, americas = (id_of(world, Region, code) for code in ("emea", "americas"))
    benelux = id_of(world, SubRegion, "benelux")
    chris, haven = world.sign_in("chris"), world.account_id("Rijnmond Haven")
    page = words_of(chris.get(f"/accounts/{haven}/edit"))
    assert '<optgroup label="Europe, Middle East and Africa"><option value="' in page
    assert region(world, region_id=str(americas), sub_region_id=str(benelux)) == (422, (None, None))
    assert region(world, region_id=str(emea), sub_region_id=str(benelux)) == (303, (emea, benelux))
    assert region(world, region_id=str(americas)) == (422, (emea, benelux))
    assert region(world, region_id=str(americas), sub_region_id="") == (303, (americas, None))
    assert region(world, region_id="", sub_region_id=str(benelux)) == (303, (emea, benelux))


def new_contact(world: World, client: FlaskClient, **changed: Any) -> Any:
    path = f"/contacts/new?account={world.account_id('Rijnmond Haven')}"
    return send(world, client, path, {**form_at(client, path, "first_name"), **PERSON}, **changed)


def test_a_new_contact_is_known_and_cannot_sign_in_until_invited(world: World) -> None:
    chris = world.sign_in("chris")
    answer = new_contact(world, chris)
    made = person(world)
    assert (answer.status_code, answer.location) == (303, f"/contacts/{made.id}")
    assert (made.home_account_id, made.is_staff) == (world.account_id("Rijnmond Haven"), False)
    page = words_of(chris.get(answer.location))
    assert "D'Arcy O'Neill" in page
    assert "This contact was not invited yet and cannot sign in." in page
    for password in ("", "None", "Loket-demo-2026"):
        client = world.client()
        world.post(client, "/login/", {"mail": "darcy@zand.example", "password": password})
        assert client.get("/cases/").status_code == 302


def test_a_new_contact_is_a_customer_whatever_is_posted(world: World) -> None:
    answer = new_contact(world, world.sign_in("chris"), is_staff="y", roles="6", password="x" * 20)
    assert answer.status_code == 303
    with world.session() as session:
        made = session.scalars(select(Person).where(Person.email == "darcy@zand.example")).one()
        assert [role.name for role in made.roles] == ["Customer"]
        assert (made.is_staff, made.password) == (False, None)


def test_a_mail_address_is_taken_once(world: World) -> None:
    answer = new_contact(world, world.sign_in("chris"), email="SAM@haven.rijnmond.example")
    assert answer.status_code == 422
    assert "Somebody has this mail address already." in words_of(answer)


def test_t29_a_deactivated_contact_is_out_at_the_next_request_and_can_come_back(world: World) -> None:
    chris, sam, pk = world.sign_in("chris"), world.sign_in("sam"), world.person_id("sam")
    assert sam.get("/cases/").status_code == 200
    assert world.post(chris, f"/contacts/{pk}/deactivation").status_code == 303
    assert sam.get("/cases/").status_code == 302
    haven = world.account_id("Rijnmond Haven")
    assert "Sam de Boer" not in words_of(chris.get(f"/accounts/{haven}"))
    assert "Sam de Boer" in words_of(chris.get(f"/contacts/?account={haven}&state=inactive"))
    assert world.post(chris, f"/contacts/{pk}/activation").status_code == 303
    assert world.sign_in("sam").get("/cases/").status_code == 200


@pytest.mark.parametrize("who", ["noor", "sam", "bo"])
def test_nobody_else_deactivates_a_contact(world: World, who: str) -> None:
    client = world.sign_in(who)
    for act in ("deactivation", "activation"):
        assert world.post(client, f"/contacts/{world.person_id('sam')}/{act}").status_code == 403
    former = words_of(client.get(f"/contacts/?account={world.account_id('Rijnmond Haven')}&state=inactive"))
    assert "Sam de Boer" in former


def test_our_own_people_are_not_deactivated_as_contacts(world: World) -> None:
    chris = world.sign_in("chris")
    assert world.post(chris, f"/contacts/{world.person_id('bo')}/deactivation").status_code == 404
    assert world.sign_in("bo").get("/desk/").status_code == 200
