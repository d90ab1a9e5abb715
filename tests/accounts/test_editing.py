"""Changing accounts and contacts: each person the fields that are theirs, whatever is posted (T31)."""

from typing import Any

import pytest
from sqlalchemy import select

from models.account import Account
from models.person import Person
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

ACCOUNT_ATTACK = {
    "name": "Taken over",
    "customer_id": "666",
    "classification": "partner",
    "manager_id": "1",
    "is_active": "",
    "parent": "Elders & Zoon",
    "parent_id": "4",
    "root_id": "4",
    "path": "/4/",
    "id": "4",
    "version": "99",
}
CONTACT_ATTACK = {
    "first_name": "Taken",
    "last_name": "Over",
    "email": "thief@evil.example",
    "username": "thief",
    "password": "stolen-password",
    "is_staff": "y",
    "home_account_id": "4",
    "roles": "6",
    "active": "",
    "id": "1",
}


def values(world: World, model: Any, pk: int) -> dict[str, Any]:
    with world.session() as session:
        row = session.scalars(select(model).where(model.id == pk)).one()
        names = [*(column.key for column in model.__mapper__.columns)]
        return {name: getattr(row, name) for name in names}


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    return {name for name in before if before[name] != after[name]} - {"changed_on", "changed_by_fk"}


@pytest.mark.parametrize("who", ["sam", "noor"])
def test_t31_a_customer_changes_only_the_customers_fields_of_an_account(world: World, who: str) -> None:
    pk = world.account_id("Rijnmond Haven")
    before, client, path = values(world, Account, pk), world.sign_in(who), f"/accounts/{pk}/edit"
    fields = form_at(client, path, "seen")
    assert send(world, client, path, fields, **ACCOUNT_ATTACK, phone="010-5").status_code == 303
    after = values(world, Account, pk)
    assert changed(before, after) == {"phone", "version"}
    assert after["version"] == before["version"] + 1


def test_t31_a_customer_success_manager_changes_everything_there_is(world: World) -> None:
    pk = world.account_id("Rijnmond Haven")
    before, chris, path = values(world, Account, pk), world.sign_in("chris"), f"/accounts/{pk}/edit"
    fields = form_at(chris, path, "seen")
    answer = send(
        world, chris, path, fields, name="Haven's", classification="partner", country="BE", phone="1"
    )
    assert answer.status_code == 303
    found = changed(before, values(world, Account, pk))
    assert found == {"name", "classification", "phone", "country", "version"}


@pytest.mark.parametrize("who", ["bo", "mia", "tess"])
def test_t31_who_may_not_change_accounts_has_no_form(world: World, who: str) -> None:
    pk = world.account_id("Rijnmond Haven")
    before, client = values(world, Account, pk), world.sign_in(who)
    assert client.get(f"/accounts/{pk}/edit").status_code == 403
    assert world.post(client, f"/accounts/{pk}/edit", ACCOUNT_ATTACK).status_code == 403
    assert changed(before, values(world, Account, pk)) == set()


def test_what_one_may_not_change_is_shown_with_who_may(world: World) -> None:
    page = words_of(world.sign_in("sam").get(f"/accounts/{world.account_id('Rijnmond Haven')}/edit"))
    assert "Not yours to change" in page
    assert "0004711010" in page
    assert "Chris Bakker" in page
    assert 'name="customer_id"' not in page


def test_a_contact_says_which_fields_are_ones_own_and_who_changes_the_rest(world: World) -> None:
    sam, path = world.sign_in("sam"), f"/contacts/{world.person_id('sam')}"
    page, form = words_of(sam.get(path)), words_of(sam.get(f"{path}/edit"))
    assert "You can change: Salutation, Telephone, Mobile, Language, Time zone." in page
    for said in (page, form):
        assert "Chris Bakker, your customer success manager, changes" in said
        assert "mailto:chris@desk.example" in said
    assert 'name="email"' not in form and "sam@haven.rijnmond.example" in form
    assert "You can change" not in words_of(world.sign_in("chris").get(path))


def test_t64_the_second_of_two_editors_of_an_account_is_shown_the_difference(world: World) -> None:
    path = f"/accounts/{world.account_id('Rijnmond Haven')}/edit"
    sam, noor = world.sign_in("sam"), world.sign_in("noor")
    fields = form_at(sam, path, "seen")
    assert send(world, noor, path, form_at(noor, path, "seen"), phone="010-1").status_code == 303
    answer = send(world, sam, path, fields, phone="010-2")
    assert answer.status_code == 409
    assert "“010-1”" in words_of(answer)
    assert 'value="010-2"' in words_of(answer)
    again = form_from(answer)
    assert send(world, sam, path, again).status_code == 303
    assert values(world, Account, world.account_id("Rijnmond Haven"))["phone"] == "010-2"


def form_from(answer: Any) -> Any:
    class Once:
        def get(self, path: str) -> Any:
            return answer

    return form_at(Once(), "", "seen")  # type: ignore[arg-type]


def test_a_field_that_is_too_long_is_said_and_kept(world: World) -> None:
    path, sam = f"/accounts/{world.account_id('Rijnmond Haven')}/edit", world.sign_in("sam")
    answer = send(world, sam, path, form_at(sam, path, "seen"), phone="0" * 41)
    assert answer.status_code == 422
    assert "at most 40 characters" in words_of(answer)
    assert f'value="{"0" * 41}"' in words_of(answer)


@pytest.mark.parametrize("who", ["sam", "noor"])
def test_t31_a_customer_changes_only_the_customers_fields_of_a_contact(world: World, who: str) -> None:
    pk = world.person_id("sam")
    before, client, path = values(world, Person, pk), world.sign_in(who), f"/contacts/{pk}/edit"
    fields = form_at(client, path, "seen")
    assert send(world, client, path, fields, **CONTACT_ATTACK, phone="06-1").status_code == 303
    assert changed(before, values(world, Person, pk)) == {"phone"}


def test_t31_a_customer_success_manager_gives_no_rights(world: World) -> None:
    pk, chris = world.person_id("sam"), world.sign_in("chris")
    before, path = values(world, Person, pk), f"/contacts/{pk}/edit"
    fields = form_at(chris, path, "seen")
    answer = send(world, chris, path, fields, **{**CONTACT_ATTACK, "email": "s@haven.rijnmond.example"})
    assert answer.status_code == 303
    found = changed(before, values(world, Person, pk))
    assert found == {"first_name", "last_name", "email", "username"}


@pytest.mark.parametrize("who", ["sam", "eva"])
def test_a_contact_that_one_does_not_see_has_no_page(world: World, who: str) -> None:
    client = world.sign_in(who)
    for name in ("lot", "noor"):
        pk = world.person_id(name)
        assert client.get(f"/contacts/{pk}").status_code == 404
        assert world.post(client, f"/contacts/{pk}/edit", CONTACT_ATTACK).status_code == 404
    assert client.get(f"/contacts/{world.person_id(who)}").status_code == 200


def test_our_own_people_have_no_page_for_customers(world: World) -> None:
    pk = world.person_id("bo")
    for suffix in ("", "/edit"):
        assert world.sign_in("noor").get(f"/contacts/{pk}{suffix}").status_code == 404
    assert world.sign_in("chris").get(f"/contacts/{pk}").status_code == 200
    assert world.sign_in("chris").get(f"/contacts/{pk}/edit").status_code == 403


def test_a_contacts_time_zone_must_exist(world: World) -> None:
    path, sam = f"/contacts/{world.person_id('sam')}/edit", world.sign_in("sam")
    fields = form_at(sam, path, "seen")
    assert send(world, sam, path, fields, time_zone="Mars/Olympus").status_code == 422
    assert send(world, sam, path, fields, time_zone="America/New_York").status_code == 303
