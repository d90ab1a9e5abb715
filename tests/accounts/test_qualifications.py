"""A15: what accounts and people have learned is kept by our own people, and decides what is offered."""

import pytest
from sqlalchemy import select

from app.accounts.qualifications import qualifications
from models.qualification import PersonQualification, Qualification
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

HAVEN = "Rijnmond Haven"


def id_of(world: World, code: str) -> str:
    with world.session() as session:
        return str(session.scalars(select(Qualification.id).where(Qualification.code == code)).one())


def give(world: World, who: str, path: str, *codes: str) -> int:
    client = world.sign_in(who)
    fields = form_at(client, path, "seen")
    wanted = [id_of(world, code) for code in codes]
    return int(send(world, client, path, fields, qualifications=wanted).status_code)


def has(world: World, person: str) -> set[str]:
    person_id, account_id = world.person_id(person), world.account_id(HAVEN)
    with world.session("lot") as session:
        return set(qualifications(session, person_id, account_id))


def test_a_person_has_their_own_qualifications_and_those_of_the_account(world: World) -> None:
    sam, haven = f"/contacts/{world.person_id('sam')}", f"/accounts/{world.account_id(HAVEN)}"
    assert give(world, "chris", f"{sam}/edit", "certified_technician") == 303
    assert give(world, "chris", f"{haven}/edit", "training_completed") == 303
    assert has(world, "sam") == {"certified_technician", "training_completed"}
    assert has(world, "noor") == {"training_completed"}
    assert "Certified technician" in words_of(world.sign_in("sam").get(sam))
    assert "Product training completed" in words_of(world.sign_in("sam").get(haven))
    assert give(world, "chris", f"{sam}/edit") == 303
    assert has(world, "sam") == {"training_completed"}


@pytest.mark.parametrize("who", ["sam", "noor"])
def test_t31_customers_give_themselves_none(world: World, who: str) -> None:
    for path in (f"/contacts/{world.person_id('sam')}/edit", f"/accounts/{world.account_id(HAVEN)}/edit"):
        give(world, who, path, "certified_technician")
    assert has(world, "sam") == set()


def test_a_qualification_that_is_none_is_refused(world: World) -> None:
    chris, path = world.sign_in("chris"), f"/contacts/{world.person_id('sam')}/edit"
    for value in ("98765", "x", "9" * 20):
        answer = send(world, chris, path, form_at(chris, path, "seen"), qualifications=[value])
        assert answer.status_code == 422, value


def test_t22_those_of_a_person_are_seen_with_the_contact(world: World) -> None:
    give(world, "chris", f"/contacts/{world.person_id('sam')}/edit", "certified_technician")
    seen = {}
    for who in ("sam", "noor", "lot", "eva", "bo", "chris", "tess"):
        with world.session(who) as session:
            seen[who] = session.scalar(select(PersonQualification.person_id)) is not None
    assert [who for who, sees in seen.items() if sees] == ["sam", "noor", "bo", "chris"]
