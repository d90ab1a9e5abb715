"""Steps that the tests of the desk share."""

from typing import Any

from models.team import Team
from tests.cases.steps import find
from tests.worlds import World


def team(world: World, *names: str, tells_members: bool = True) -> int:
    """The id of a team of these people."""
    from models.person import Person

    ids = [world.person_id(name) for name in names]
    with world.session() as session:
        members = [session.get_one(Person, id_) for id_ in ids]
        row = Team(code="printers", name={"en": "Printers", "nl": "Printers"}, members=members, rank=10)
        row.tells_members = tells_members
        session.add(row)
        session.commit()
        return row.id


def bulk(world: World, act: str, numbers: list[int], person: str = "bo", **fields: Any) -> Any:
    return world.post(world.sign_in(person), f"/desk/{act}?view=all", {"rowid": numbers, **fields})


def statuses(world: World, numbers: list[int]) -> list[int]:
    return [find(world, number).status_id for number in numbers]
