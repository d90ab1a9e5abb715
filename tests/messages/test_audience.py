"""The two sides of an audience say the same: what a person sees, and who is counted and gets mail."""

from itertools import chain, combinations

import pytest
from sqlalchemy import select

from app.messages.draft import Part
from app.messages.readers import people_in_audience, readers
from models.account import Account, AccountAccess
from models.message import Message
from models.person import Person
from models.product_line import AccountProductLine
from tests.access.seeding import OWNERS, seed
from tests.messages.acts import (
    for_accounts,
    for_classification,
    for_product_line,
    published,
    who_sees,
)
from tests.worlds import World


def _audiences(world: World) -> list[list[Part]]:
    """Single parts of each sort, and pairs of them."""
    single = [
        for_accounts(world, "Rijnmond Groep"),
        for_accounts(world, "Delta", below=True),
        for_accounts(world, "Delta Midden", below=True),
        for_accounts(world, "Delta Onder"),
        for_classification(world, "partner"),
        for_product_line(world, "software"),
    ]
    return [list(chain(*some)) for number in (1, 2) for some in combinations(single, number)]


def _describe(world: World) -> None:
    """Some accounts get a classification or a product line; Zij may act for Elders too."""
    line = for_product_line(world, "software")[0].product_line_id
    with world.session() as session:
        accounts = {row.name: row for row in session.scalars(select(Account))}
        accounts["Delta Zij"].classification = accounts["Rijnmond Logistiek"].classification = "partner"
        for name in ("Delta", "Elders & Zoon"):
            session.add(AccountProductLine(account_id=accounts[name].id, product_line_id=line))
        zij = session.scalars(select(Person.id).where(Person.first_name == "Zij")).one()
        session.add(AccountAccess(person_id=zij, account_id=accounts["Elders & Zoon"].id))
        session.commit()


def _counted(world: World, message_id: int) -> set[str]:
    with world.session("chris") as session:
        message = session.get_one(Message, message_id)
        ids = people_in_audience(message)
        names = session.scalars(select(Person.first_name).where(Person.id.in_(ids))).all()
        assert readers(session, message).people == len(names)
        return {name.lower() for name in names}


def test_who_sees_a_message_is_who_is_counted(world: World) -> None:
    seed(world)
    _describe(world)
    everybody = {owner.lower() for owner in OWNERS.values()}
    found = {}
    for number, parts in enumerate(_audiences(world)):
        message = published(world, f"Message {number}", parts=parts)
        found[number] = _counted(world, message)
        assert who_sees(world, message, everybody) == found[number], parts
    assert found[1] == {"dirk", "mo", "on", "zij"} and found[4] == {"zij", "lot"}
    assert found[5] == {"dirk", "eva", "zij"}


@pytest.mark.parametrize("change", ["person", "account"])
def test_who_cannot_sign_in_is_neither_counted_nor_written_to(world: World, change: str) -> None:
    message = published(world, parts=for_accounts(world, "Rijnmond Haven", "Elders & Zoon"))
    assert _counted(world, message) == {"sam", "eva"}
    with world.session() as session:
        if change == "person":
            session.get_one(Person, world.person_id("sam")).active = False
        else:
            session.get_one(Account, world.account_id("Rijnmond Haven")).is_active = False
        session.commit()
    assert _counted(world, message) == {"eva"}


def test_many_accounts_make_no_longer_question(world: World) -> None:
    """The condition of a reader grows with his own accounts alone, never with those that are named."""
    from app.access.audience import messages

    few = str(messages(world.viewer("sam")))
    published(world, parts=for_accounts(world, "Rijnmond Haven", "Elders & Zoon", below=True))
    with world.session() as session:
        session.get_one(Account, world.account_id("Rijnmond Haven")).phone = "1"
        session.commit()
    assert str(messages(world.viewer("sam"))) == few
