"""T35: whatever happens to tree, people, roles and matrix, the database answers as plain Python does."""

import itertools
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import see_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.accounts.place import place
from app.refused import Refused
from models.account import DEEPEST, Account, AccountAccess
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Note
from models.person import Person
from models.role import KINDS, RELATIONS, MatrixRow, RoleText
from tests.access.plain import Plain, Someone
from tests.access.seeding import a_case
from tests.conftest import IN_TORTURE
from tests.worlds import World

ROLES = ("customer", "translator")  # the second ships without a matrix
ACTS = ("account.view", "contact.view", "case.view", "note.internal")
MORE = 50 if IN_TORTURE else 1
PICK = st.integers(0, 10_000)
_number = itertools.count()


class Tree(RuleBasedStateMachine):
    """One transaction that is never committed; `plain` is told what is done and asked what should follow."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session, self.plain = session, Plain()
        see_as(session, SYSTEM)
        found = session.scalars(select(RoleText).where(RoleText.code.in_(ROLES)))
        self.roles = {text.code: text.role for text in found}
        self.plain.staff = set(session.scalars(select(Person.id).where(Person.is_staff.is_(True))))
        self.plain.matrix = {
            (self._code(row.role_id), row.kind, row.relation, row.act) for row in self._rows()
        }
        self.agent = min(self.plain.staff)

    def teardown(self) -> None:
        self.session.rollback()
        self.session.expunge_all()

    @rule(pick=PICK, on_top=st.booleans())
    def add_account(self, pick: int, on_top: bool) -> None:
        above = None if on_top else self._any(self.plain.parents, pick)
        if above is not None and self.plain.depth(above) == DEEPEST:
            return
        name = f"Tree {next(_number)}"
        account = Account(name=name, customer_id=name, created_at=clock.now())
        place(self.session, account, above and self.session.get_one(Account, above))
        self.plain.parents[account.id] = above
        self._open_case(account)
        self.add_person(account.id)

    @precondition(lambda self: self.plain.parents)
    @rule(what=PICK, where=PICK, on_top=st.booleans())
    def move_account(self, what: int, where: int, on_top: bool) -> None:
        plain, moved = self.plain, self._any(self.plain.parents, what)
        to = None if on_top else self._any(plain.parents, where)
        is_below = to == moved or (to is not None and moved in plain.above(to))
        too_deep = to is not None and plain.depth(to) + plain.height(moved) > DEEPEST
        accounts = [self.session.get_one(Account, id_) if id_ else None for id_ in (moved, to)]
        try:
            place(self.session, *accounts)  # type: ignore[arg-type]
        except Refused:
            assert is_below or too_deep
        else:
            assert not is_below and not too_deep
            plain.parents[moved] = to

    @precondition(lambda self: self.plain.people)
    @rule(who=PICK, where=PICK)
    def move_person(self, who: int, where: int) -> None:
        person, home = self._any(self.plain.people, who), self._any(self.plain.parents, where)
        self.session.get_one(Person, person).home_account_id = home
        self.plain.people[person].home = home

    @precondition(lambda self: self.plain.people)
    @rule(who=PICK, where=PICK)
    def turn_access(self, who: int, where: int) -> None:
        person, account = self._any(self.plain.people, who), self._any(self.plain.parents, where)
        pair = {"person_id": person, "account_id": account}
        if account in self.plain.people[person].others:
            self.session.execute(delete(AccountAccess).filter_by(**pair))
        else:
            self.session.add(AccountAccess(**pair))
        self.plain.people[person].others ^= {account}

    @precondition(lambda self: self.plain.people)
    @rule(who=PICK, code=st.sampled_from(ROLES))
    def turn_role(self, who: int, code: str) -> None:
        person = self._any(self.plain.people, who)
        self.plain.people[person].roles ^= {code}
        row = self.session.get_one(Person, person)
        row.roles = [self.roles[code] for code in self.plain.people[person].roles]

    @rule(row=st.tuples(*map(st.sampled_from, (ROLES, KINDS, RELATIONS, ACTS))))
    def turn_matrix(self, row: tuple[str, str, str, str]) -> None:
        code, kind, relation, act = row
        values = {"role_id": self.roles[code].id, "kind": kind, "relation": relation, "act": act}
        if row in self.plain.matrix:
            self.session.execute(delete(MatrixRow).filter_by(**values))
        else:
            self.session.add(MatrixRow(**values))
        self.plain.matrix ^= {row}

    @precondition(lambda self: self.plain.parents)
    @rule(what=PICK)
    def turn_account(self, what: int) -> None:
        account = self._any(self.plain.parents, what)
        self.plain.closed ^= {account}
        self.session.get_one(Account, account).is_active = account not in self.plain.closed

    @precondition(lambda self: self.plain.people)
    @rule(what=PICK, who=PICK, kind=st.sampled_from(("person", "account")), days=st.sampled_from((-1, 1)))
    def turn_share(self, what: int, who: int, kind: str, days: int) -> None:
        plain, case = self.plain, self._any(self.plain.cases, what)
        whose = self._any(plain.people if kind == "person" else plain.parents, who)
        same = {"case_id": case, f"{kind}_id": whose}
        if (case, kind, whose) in plain.shares:
            self.session.delete(self.session.scalars(select(CaseShare).filter_by(**same)).one())
            plain.shares.remove((case, kind, whose))
        elif self.session.scalar(select(CaseShare.id).filter_by(**same)) is None:
            now = clock.now()
            row = CaseShare(**same, shared_by_id=self.agent, shared_at=now, may_write=False)
            row.until = now + timedelta(days=days)
            self.session.add(row)
            plain.shares |= {(case, kind, whose)} if days > 0 else set()

    @invariant()
    def the_database_answers_as_plain_python_does(self) -> None:
        self.session.flush()
        for person in self.plain.people:
            see_as(self.session, viewer_of(self.session, person))
            seen = {
                model: set(self.session.scalars(select(model.id))) for model in (Account, Person, Case, Note)
            }
            see_as(self.session, SYSTEM)
            assert seen[Account] == self.plain.accounts_of(person)
            assert seen[Person] == self.plain.people_of(person)
            assert seen[Case] == self.plain.cases_of(person)
            assert seen[Note] == self.plain.notes_of(person)

    def add_person(self, home: int) -> None:
        name = f"person{next(_number)}"
        person = Person(first_name=name, last_name=name, username=name, email=name, active=True)
        person.roles, person.home_account_id = [self.roles["customer"]], home
        self.session.add(person)
        self.session.flush()
        self.plain.people[person.id] = Someone(home, roles={"customer"})

    def _open_case(self, account: Account) -> None:
        case = a_case(self.session, account, self.agent, account.name, number=next(_number))
        self.plain.cases[case.id] = account.id
        for hidden in (False, True):
            note = Note(case=case, author_id=self.agent, side="desk", body="x", created_at=clock.now())
            note.is_internal = hidden
            self.session.add(note)
            self.session.flush()
            self.plain.notes[note.id] = (case.id, hidden)

    def _any(self, of: dict[int, Any], pick: int) -> Any:
        return sorted(of)[pick % len(of)] if of else None

    def _rows(self) -> list[MatrixRow]:
        ids = [role.id for role in self.roles.values()]
        return list(self.session.scalars(select(MatrixRow).where(MatrixRow.role_id.in_(ids))))

    def _code(self, role_id: int) -> str:
        return next(code for code, role in self.roles.items() if role.id == role_id)


def run(world: World, machine: type[Tree], examples: int, steps: int) -> None:
    with world.session() as session:
        run_state_machine_as_test(
            lambda: machine(session),
            settings=settings(
                max_examples=examples,
                stateful_step_count=steps,
                deadline=None,
                suppress_health_check=list(HealthCheck),
                database=None,
                phases=[Phase.generate],
            ),
        )


def test_t35_any_history_of_a_tree_on_sqlite(sqlite_world: World) -> None:
    run(sqlite_world, Tree, examples=50 * MORE, steps=20)


def test_t35_any_history_of_a_tree_on_postgresql(postgres_world: World) -> None:
    run(postgres_world, Tree, examples=10 * MORE, steps=15)
