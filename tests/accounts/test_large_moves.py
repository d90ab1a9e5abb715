"""A tree of 500 sub-accounts: the previews answer in seconds, in as many questions as for a small one."""

import time
from typing import Any

import pytest
from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import insert, select

from app import clock
from models.account import Account
from models.case import Case
from models.person import Person
from models.role import RoleText
from tests.access.seeding import Rows, a_case, seed
from tests.accounts.test_rearranging_pages import confirm, plain
from tests.files.queries import queries
from tests.worlds import World

SUBS, SECONDS = 500, 20.0
GROEP, HAVEN = "Rijnmond Groep", "Rijnmond Haven"


def grow(world: World) -> None:
    """500 sub-accounts of Rijnmond Groep, each with a person and three cases."""
    with world.session() as session:
        top = session.scalars(select(Account).where(Account.name == GROEP)).one()
        twin = a_case(session, top, session.scalars(select(Person.id)).first() or 0, "twin", number=9_999)
        fields = {column.key: getattr(twin, column.key) for column in Case.__mapper__.columns}
        fields.pop("id")
        common = {"parent_id": top.id, "root_id": top.id, "created_at": clock.now()}
        ids = range(10_000, 10_000 + SUBS)
        named = ({"id": id_, "name": f"Sub {id_}", "customer_id": f"S{id_}"} for id_ in ids)
        accounts = [{**one, "path": f"{top.path}{one['id']}/", **common} for one in named]
        session.execute(insert(Account), accounts)
        session.execute(insert(Person), [_person(id_) for id_ in ids])
        cases = [
            {**fields, "account_id": id_, "number": 60_000_000 + 3 * id_ + n} for id_ in ids for n in range(3)
        ]
        session.execute(insert(Case), cases)
        session.flush()
        role = session.scalars(select(RoleText.role_id).where(RoleText.code == "customer")).one()
        people = session.scalars(select(Person.id).where(Person.home_account_id.in_(ids)))
        pairs = [{"user_id": person, "role_id": role} for person in people]
        session.execute(insert(fab.assoc_user_role), pairs)
        session.commit()


def _person(account_id: int) -> dict[str, Any]:
    mail = f"p{account_id}@sub.example"
    names = {"first_name": "Person", "last_name": f"of {account_id}", "username": mail, "email": mail}
    return {**names, "active": True, "is_staff": False, "home_account_id": account_id}


def asked(world: World, client: Any, path: str) -> tuple[int, float, str]:
    """How many questions, how many seconds, and the page."""
    client.get(path)
    began = time.perf_counter()
    with queries() as seen:
        answer = client.get(path)
    assert answer.status_code == 200
    assert len(answer.data) < 60_000
    return len(seen), time.perf_counter() - began, plain(answer)


def paths(rows: dict[str, Rows]) -> dict[str, str]:
    groep, haven = (f"/accounts/{rows[name].account}" for name in (GROEP, HAVEN))
    return {
        "the whole tree": f"{groep}/move?place=below&parent=Elders",
        "the parent without its sub-accounts": f"{groep}/move?place=below&parent=Elders&subs=behind",
        "one of them": f"{haven}/move?place=below&parent=Elders",
        "a merge": f"{groep}/merge?into=Elders",
        "who can see a case": f"/cases/{rows[HAVEN].number}/who",
    }


def test_previews_of_a_large_tree(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    small = {name: asked(world, chris, path)[0] for name, path in paths(rows).items()}
    grow(world)
    for name, path in paths(rows).items():
        questions, seconds, page = asked(world, chris, path)
        assert questions <= small[name] + 2, f"{name}: {questions} questions, {small[name]} for a small tree"
        assert seconds < SECONDS, f"{name}: {seconds:.1f} s"
        assert "other" in page, name


@pytest.mark.parametrize("act", ["the whole tree", "a merge"])
def test_and_the_act_itself(world: World, act: str) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    grow(world)
    path, _sign, query = paths(rows)[act].partition("?")
    began = time.perf_counter()
    assert confirm(world, chris, path, f"?{query}").status_code == 303
    assert time.perf_counter() - began < 2 * SECONDS
    with world.session() as session:
        roots = set(session.scalars(select(Case.root_id).where(Case.account_id >= 10_000)))
    assert roots == {rows["Elders & Zoon"].account}
