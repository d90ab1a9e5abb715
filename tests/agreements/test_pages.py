"""Agreements are kept by our own people on the page of the account, and read there by its people."""

from typing import Any

import pytest
from sqlalchemy import select

from models.agreement import Agreement, AgreementKind
from models.product_line import ProductLine
from tests.agreements.steps import agree, day, none_agreed
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

HAVEN = "Rijnmond Haven"


@pytest.fixture(autouse=True)
def _empty(world: World) -> None:
    none_agreed(world)


def values(world: World, **changed: Any) -> dict[str, Any]:
    with world.session() as session:
        kind = session.scalars(select(AgreementKind.id).where(AgreementKind.code == "maintenance")).one()
        line = session.scalars(select(ProductLine.id).where(ProductLine.code == "devices")).one()
    found = {
        "kind_id": str(kind),
        "starts_on": str(day(-1)),
        "ends_on": str(day(300)),
        "product_lines": [str(line)],
    }
    return {**found, **changed}


def add(world: World, who: str, **changed: Any) -> Any:
    path = f"/accounts/{world.account_id(HAVEN)}/agreements/new"
    return world.post(world.sign_in(who), path, values(world, **changed))


def the_agreement(world: World) -> Agreement:
    with world.session() as session:
        return session.scalars(select(Agreement)).one()


def page(world: World, who: str) -> str:
    return words_of(world.sign_in(who).get(f"/accounts/{world.account_id(HAVEN)}"))


@pytest.mark.parametrize("who", ["chris", "ada"])
def test_who_keeps_accounts_adds_changes_and_ends_an_agreement(world: World, who: str) -> None:
    assert add(world, who).status_code == 303
    client, path = world.sign_in(who), f"/agreements/{the_agreement(world).id}/edit"
    answer = send(world, client, path, form_at(client, path, "seen"), ends_on="", product_lines=None)
    assert answer.status_code == 303
    assert the_agreement(world).ends_on is None
    assert "All product lines" in page(world, who)
    assert world.post(world.sign_in(who), path.replace("/edit", "/end")).status_code == 303
    assert the_agreement(world).ends_on == day(0)


def test_its_people_read_it_and_change_nothing(world: World) -> None:
    add(world, "chris")
    for who in ("sam", "noor", "bo"):
        said = page(world, who)
        assert "Maintenance" in said
        assert "Holds" in said
        assert "New agreement" not in said
        assert "End today" not in said


@pytest.mark.parametrize("who", ["sam", "noor", "bo", "mia"])
def test_t31_nobody_else_keeps_one(world: World, who: str) -> None:
    assert add(world, who).status_code == 403
    agree(world, HAVEN)
    row = the_agreement(world)
    for act in ("edit", "end"):
        answer = world.post(world.sign_in(who), f"/agreements/{row.id}/{act}", values(world))
        assert answer.status_code == 403
    assert the_agreement(world).ends_on is None


WRONG: dict[str, tuple[Any, ...]] = {
    "kind_id": ("", "0", "98765", "x", "9" * 20),
    "starts_on": ("", "soon", "2026-02-30"),
    "ends_on": ("soon", "1999-01-01"),
    "product_lines": (["98765"], ["x"], ["9" * 20]),
}


@pytest.mark.parametrize("field", WRONG)
def test_t42_what_cannot_be_is_told_beside_its_field(world: World, field: str) -> None:
    for value in WRONG[field]:
        answer = add(world, "chris", **{field: value})
        assert answer.status_code == 422, value
        assert "There is a problem" in words_of(answer)
    with world.session() as session:
        assert session.scalar(select(Agreement.id)) is None


def test_one_that_is_over_or_has_not_begun_is_not_ended(world: World) -> None:
    chris = world.sign_in("chris")
    for first, last in ((-10, -5), (5, 10)):
        agreement = agree(world, HAVEN, first, last)
        world.post(chris, f"/agreements/{agreement}/end")
        with world.session() as session:
            assert session.get_one(Agreement, agreement).ends_on == day(last)


@pytest.mark.parametrize(("who", "is_told"), [("noor", True), ("chris", True), ("sam", False)])
def test_an_agreement_from_above_says_whose_it_is_to_who_sees_that_account(
    world: World, who: str, is_told: bool
) -> None:
    agree(world, "Rijnmond Groep")
    said = page(world, who).partition('id="agreements"')[2].partition("</section>")[0]
    assert ("Rijnmond Groep" in said) is is_told
    assert ("agreed with the organisation above this account" in said) is not is_told


def test_the_page_says_when_no_agreement_holds(world: World) -> None:
    agree(world, HAVEN, -10, -5)
    assert "No agreement holds today" in page(world, "sam")
