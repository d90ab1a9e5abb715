"""No test finds what another one left: rows, changed rows, missing rows, numbers that were given out."""

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from models.account import Account
from models.region import Region
from models.scale import StatusChange
from tests.attacks.everything import everything
from tests.worlds import World


def test_a_world_is_put_back_to_what_it_was(world: World) -> None:
    before = everything(world)
    with world.session() as session:
        first = _number_of_a_new_region(session)
        session.execute(update(Account).values(phone="1"))
        session.execute(delete(StatusChange))
        session.commit()
    assert everything(world) != before

    world.rest()
    world.restore()

    assert everything(world) == before
    with world.session() as session:
        assert _number_of_a_new_region(session) == first


def test_it_is_put_back_a_second_time(world: World) -> None:
    before = everything(world)
    for phone in ("1", "2"):
        with world.session() as session:
            session.execute(update(Account).values(phone=phone))
            session.commit()
            assert session.scalar(select(func.count()).where(Account.phone == phone))
        world.rest()
        world.restore()
        assert everything(world) == before


def _number_of_a_new_region(session: Session) -> int:
    region = Region(name={"en": "New"}, code="new")
    session.add(region)
    session.flush()
    return region.id
