"""An alias of a model is limited as the model is, wherever in a statement it stands (T24)."""

import pytest
from flask_appbuilder.security.sqla.models import User
from sqlalchemy import and_, select
from sqlalchemy.orm import aliased

from models.account import Account
from models.case import Case
from models.person import Person
from tests.cases.steps import opened
from tests.worlds import World

KEYS = {Account: Case.account_id, Person: Case.owner_id, User: Case.owner_id}


@pytest.mark.parametrize("model", KEYS)
@pytest.mark.parametrize("isouter", [True, False])
def test_t24_a_joined_alias_shows_only_what_the_model_shows(world: World, model: type, isouter: bool) -> None:
    opened(world, "sam")
    opened(world, "lot")
    other = aliased(model)
    with world.session("sam") as session:
        direct = set(session.scalars(select(model.id)))  # type: ignore[attr-defined]
        joined = (
            select(other.id).select_from(Case).join(other, and_(other.id == KEYS[model]), isouter=isouter)
        )
        found = set(session.scalars(joined)) - {None}

    assert found
    assert found <= direct


def test_a_case_of_a_parallel_account_stays_in_a_list_that_joins_its_hidden_owner(world: World) -> None:
    opened(world, "lot")
    owner = aliased(Person)
    with world.session("sam") as session:
        joined = select(Case.number, owner.last_name).join(owner, owner.id == Case.owner_id, isouter=True)
        assert [row.last_name for row in session.execute(joined)] == [None]
