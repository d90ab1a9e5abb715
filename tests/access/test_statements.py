"""T22, T24: however a question is put, the answer holds the same rows (and none of them twice as many)."""

from collections.abc import Callable, Iterable
from typing import Any

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import exists, func, select, true, union, union_all
from sqlalchemy.orm import Session, aliased

from models.account import Account
from models.case import Case
from models.conversation import Note
from models.person import Person
from tests.access.seeding import Rows, seed
from tests.access.who_sees import ACCOUNTS, CASES
from tests.worlds import World

_other, _sub, _inner = aliased(Case), select(Case.id).subquery(), select(Case.id).cte()
_both = union_all(select(Case), select(Case).where(Case.id < 0)).subquery()

CASE_IDS: dict[str, Callable[[Session], Iterable[Any]]] = {
    "entities": lambda s: (case.id for case in s.scalars(select(Case))),
    "columns": lambda s: s.scalars(select(Case.id)),
    "an alias": lambda s: s.scalars(select(_other.id)),
    "a subquery": lambda s: s.scalars(select(_sub.c.id)),
    "a common table expression": lambda s: s.scalars(select(_inner.c.id)),
    "a union": lambda s: s.scalars(union(select(Case.id), select(Case.id))),
    "entities of a union": lambda s: (case.id for case in s.scalars(select(aliased(Case, _both)))),
    "a scalar subquery": lambda s: _flat(s, select(Case.id, select(func.count(Case.id)).scalar_subquery())),
    "in": lambda s: s.scalars(select(Case.id).where(Case.id.in_(select(Case.id)))),
    "exists": lambda s: s.scalars(select(Case.id).where(exists().where(_other.id == Case.id))),
    "has": lambda s: s.scalars(select(Note.case_id).where(Note.case.has(), Note.is_internal.is_(False))),
    "a join": lambda s: s.scalars(select(Note.case_id).join(Note.case).where(Note.is_internal.is_(False))),
    "a join by hand": lambda s: s.scalars(select(_other.id).join(Case, Case.id == _other.id)),
    "a product": lambda s: set(s.scalars(select(_other.id).select_from(Case).join(_other, true()))),
    "legacy query": lambda s: (case.id for case in s.query(Case)),
    "legacy union": lambda s: (case.id for case in s.query(Case).union(s.query(Case))),
    "in pieces": lambda s: (c.id for c in s.scalars(select(Case).execution_options(yield_per=1))),
    "by key": lambda s: (id_ for id_ in range(1, 30) if s.get(Case, id_)),
    "by key anew": lambda s: (id_ for id_ in range(1, 30) if s.get(Case, id_, populate_existing=True)),
    "by key, locking": lambda s: (id_ for id_ in range(1, 30) if s.get(Case, id_, with_for_update=True)),
    "notes": lambda s: s.scalars(select(Note.case_id).where(Note.is_internal.is_(False))),
}


def _flat(session: Session, statement: Any) -> list[int]:
    rows = session.execute(statement).all()
    assert {count for _, count in rows} <= {len(rows)}
    return [id_ for id_, _ in rows]


def test_every_way_to_ask_for_cases_answers_with_the_same_ones(world: World) -> None:
    rows = seed(world)
    for who, accounts in CASES.items():
        with world.session(who) as session:
            for way, ask in CASE_IDS.items():
                assert sorted(ask(session)) == _ids(rows, accounts, "case"), f"{who}, {way}"
            assert session.scalar(select(func.count()).select_from(Case)) == len(accounts), who
            assert session.query(Case).count() == len(accounts), who
            session.rollback()


ACCOUNT_IDS: dict[str, Callable[[Session], Iterable[Any]]] = {
    "entities": lambda s: (account.id for account in s.scalars(select(Account))),
    "through cases": lambda s: s.scalars(select(Account.id).join(Case, Case.account_id == Account.id)),
    "through an alias": lambda s: s.scalars(
        select(_around.id).select_from(Case).join(_around, _around.id == Case.account_id)
    ),
    "through people": lambda s: set(s.scalars(select(Account.id).join(Person.home_account))),
}
_around = aliased(Account)


def test_every_way_to_ask_for_accounts_answers_with_the_same_ones(world: World) -> None:
    rows = seed(world)
    for who, accounts in ACCOUNTS.items():
        with world.session(who) as session:
            for way, ask in ACCOUNT_IDS.items():
                assert sorted(ask(session)) == _ids(rows, accounts, "account"), f"{who}, {way}"


def test_contacts_follow_the_account_whether_asked_as_person_or_as_user(world: World) -> None:
    rows = seed(world)
    staff = {"Bo", "Kim", "Mia", "Chris", "Tess", "Ada"}
    for who, accounts in ACCOUNTS.items():
        with world.session(who) as session:
            for model in (Person, User, aliased(Person), aliased(User)):
                found = set(session.execute(select(model.id, model.first_name)).all())  # type: ignore[union-attr]
                assert {id_ for id_, name in found if name not in staff} == set(
                    _ids(rows, accounts, "person")
                )


def test_t32_a_filter_or_an_order_on_a_hidden_account_tells_nothing(world: World) -> None:
    """Sam sees a case of Logistiek, and can neither find nor sort it by what Logistiek is called."""
    rows = seed(world)
    hidden, own = rows["Rijnmond Logistiek"].case, rows["Rijnmond Haven"].case
    with world.session("sam") as session:
        named = select(Case.id).where(Case.account.has(Account.name.startswith("Rijnmond")))
        outer = select(Case.id, Account.name).outerjoin(Case.account).order_by(Account.name.is_(None))
        assert session.scalars(named).all() == [own]
        assert session.execute(outer).all() == [(own, "Rijnmond Haven"), (hidden, None)]


def test_whoever_was_never_said_to_look_sees_nothing(world: World) -> None:
    seed(world)
    with world.session() as session:
        session.info.pop("viewer")
        for way, ask in CASE_IDS.items():
            assert list(ask(session)) == [], way
        assert session.scalars(select(Person.id)).all() == []


def _ids(rows: dict[str, Rows], accounts: set[str], field: str) -> list[int]:
    return sorted(getattr(rows[account], field) for account in accounts)
