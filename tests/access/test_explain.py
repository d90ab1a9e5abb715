"""A9: who is said to see a case is who sees it, and the reason that is given is one that counts."""

import pytest
from hypothesis.stateful import invariant
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.explain import Reason, who_may
from app.access.session import see_as, seeing_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.access.writing.places import place_of_case
from models.account import Account, AccountAccess
from models.case import Case
from models.person import Person
from models.role import EVERY, MatrixRow, RoleText
from tests.access.seeding import Rows, seed
from tests.access.test_tree_machine import MORE, Tree, run
from tests.worlds import World


def said(session: Session, case_id: int) -> set[int]:
    with seeing_as(session, SYSTEM):
        place = place_of_case(session, case_id)
    return {person for ids in who_may(session, "case.view", place).values() for person in ids}


def seen(session: Session) -> dict[int, set[int]]:
    """For each case who finds it in the database."""
    people, cases = (list(session.scalars(select(model.id))) for model in (Person, Case))
    found: dict[int, set[int]] = {case: set() for case in cases}
    for person in people:
        see_as(session, viewer_of(session, person))
        for case in session.scalars(select(Case.id)):
            found[case].add(person)
        see_as(session, SYSTEM)
    return found


def test_everybody_who_sees_a_case_is_named_and_nobody_else(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        home, other = rows["Rijnmond Haven"], rows["Delta Onder"]
        session.add(AccountAccess(person_id=home.person, account_id=other.account))
        session.get_one(Person, rows["Delta Zij"].person).active = False
        session.get_one(Account, rows["Elders & Zoon"].account).is_active = False
        session.commit()
        found = seen(session)
        assert {case: said(session, case) for case in found} == found
        assert home.person in found[other.case]


class Explained(Tree):
    """Whatever happens to tree, people, roles and matrix."""

    @invariant()
    def who_is_said_to_see_a_case_is_who_sees_it(self) -> None:
        self.session.flush()
        for case in self.plain.cases:
            people = {person for person in self.plain.people if case in self.plain.cases_of(person)}
            assert said(self.session, case) & set(self.plain.people) == people


def test_t35_it_stays_so_whatever_happens_on_sqlite(sqlite_world: World) -> None:
    run(sqlite_world, Explained, examples=15 * MORE, steps=15)


def test_t35_it_stays_so_whatever_happens_on_postgresql(postgres_world: World) -> None:
    run(postgres_world, Explained, examples=4 * MORE, steps=12)


REASONS = {
    "Lot": ("own", "sub", "Rijnmond Logistiek"),
    "Noor": ("descendant", "parent", "Rijnmond Groep"),
    "Sam": ("parallel", "sub", "Rijnmond Haven"),
}


def _reasons(session: Session, rows: Rows) -> dict[int, Reason]:
    with seeing_as(session, SYSTEM):
        place = place_of_case(session, rows.case)
    found = who_may(session, "case.view", place)
    return {person: reason for reason, people in found.items() for person in people}


@pytest.mark.parametrize("who", REASONS)
def test_each_is_given_the_nearest_reason(world: World, who: str) -> None:
    rows = seed(world)
    relation, kind, account = REASONS[who]
    with world.session() as session:
        reason = _reasons(session, rows["Rijnmond Logistiek"])[rows[account].person]
    assert reason[:2] == (relation, kind)
    assert reason.account_id == rows[account].account


def test_without_the_row_that_is_named_as_the_reason_it_is_gone(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        reason = _reasons(session, rows["Rijnmond Logistiek"])[rows["Rijnmond Haven"].person]
        named = {"role_id": reason.role_id, "kind": reason.kind, "relation": reason.relation}
        for row in session.scalars(select(MatrixRow).filter_by(**named, act="case.view")):
            session.delete(row)
        session.commit()
        assert rows["Rijnmond Haven"].person not in said(session, rows["Rijnmond Logistiek"].case)


def test_our_own_people_are_there_by_their_role(world: World) -> None:
    rows, bo = seed(world), world.person_id("bo")
    with world.session() as session:
        reason = _reasons(session, rows["Delta"])[bo]
        role = session.scalars(select(RoleText.role_id).where(RoleText.code == "agent")).one()
    assert reason == Reason(EVERY, EVERY, role, None)
