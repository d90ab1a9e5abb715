"""Who edits and who moves take their locks in one order: neither waits for the other, who waits for them."""

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.account import Account
from models.person import Person
from tests.access.seeding import seed
from tests.accounts.test_moves_at_once import Act, hand, later, merging, moving, sound
from tests.jobs.hands import finish
from tests.worlds import World


def slowly(model: type, which: object, **values: object) -> Act:
    """An edit as the pages make it: the row is locked, looked at for a while, and only then written."""

    def act(session: Session) -> None:
        row = session.scalars(select(model).where(which).with_for_update(of=model)).first()
        session.execute(select(func.pg_sleep(0.8)))
        for name, value in values.items():
            setattr(row, name, value)
        session.flush()

    return act


@pytest.mark.parametrize("act", ["move", "merge"])
def test_an_account_is_edited_while_it_moves(postgres_world: World, act: str) -> None:
    rows = seed(postgres_world)
    haven, elders = rows["Rijnmond Haven"].account, rows["Elders & Zoon"].account
    edit = slowly(Account, Account.id == haven, classification="partner")
    other = moving(haven, elders) if act == "move" else merging(haven, elders)
    said = finish([hand(postgres_world, edit), hand(postgres_world, later(other))])
    assert sorted(said) == ["done", "done"]
    sound(postgres_world)
    with postgres_world.session() as session:
        assert session.get_one(Account, haven).classification == "partner"


def test_a_contact_is_edited_while_their_account_is_merged(postgres_world: World) -> None:
    rows = seed(postgres_world)
    haven, elders = rows["Rijnmond Haven"], rows["Elders & Zoon"].account
    edit = slowly(Person, Person.id == haven.person, last_name="van der Boer")
    hands = [hand(postgres_world, edit), hand(postgres_world, later(merging(haven.account, elders)))]
    assert finish(hands) == ["done", "done"]
    with postgres_world.session() as session:
        sam = session.get_one(Person, haven.person)
        assert (sam.last_name, sam.home_account_id) == ("van der Boer", elders)
