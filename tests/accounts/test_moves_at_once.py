"""Two acts on trees at the same moment: each sees what the other did, and no tree gets a circle."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.access.session import see_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM
from app.accounts.place import place
from app.accounts.rearrange.act import merge, move
from app.accounts.rearrange.plan import plan_merge, plan_move
from app.accounts.rearrange.preview import preview
from app.cases.open_case import open_case
from app.check import misplaced_accounts, rows_in_another_tree
from app.database import db
from app.refused import Refused
from models.account import Account
from models.case import Case
from models.scale import Priority
from tests.access.seeding import Rows, seed
from tests.jobs.hands import Hand, finish
from tests.worlds import World

Act = Callable[[Session], Any]


def hand(world: World, act: Act) -> Hand:
    """Another process that acts, commits, and says how it went."""

    def work(app: Flask, say: Callable[[object], None]) -> None:
        with app.app_context():
            session = db.session()
            see_as(session, SYSTEM)
            try:
                act(session)
                session.commit()
                say("done")
            except Refused as refused:
                session.rollback()
                say(f"refused {refused.status}")

    return Hand(world, work)


def moving(what: int, to: int | None) -> Act:
    def act(session: Session) -> None:
        seen = preview(session, plan_move(session, what, to)).fingerprint
        session.rollback()
        move(session, what, to, by=SYSTEM, seen=seen)

    return act


def sound(world: World) -> None:
    with world.session() as session:
        assert [*misplaced_accounts(session), *rows_in_another_tree(session)] == []


@pytest.mark.parametrize("turn", range(3))
def test_two_moves_at_once_make_no_circle(world: World, turn: int) -> None:
    """Delta below Elders, and Elders below Delta Onder."""
    rows = seed(world)
    delta, elders, under = (rows[name].account for name in ("Delta", "Elders & Zoon", "Delta Onder"))
    said = finish([hand(world, moving(delta, elders)), hand(world, moving(elders, under))])
    assert sorted(said)[0] == "done"
    assert sorted(said)[1].startswith("refused")
    sound(world)


@pytest.mark.parametrize("turn", range(3))
def test_a_new_account_finds_its_parent_where_it_stands_by_then(world: World, turn: int) -> None:
    rows = seed(world)
    midden, haven = rows["Delta Midden"].account, rows["Rijnmond Haven"].account

    def add(session: Session) -> None:
        from app import clock

        parent = session.get_one(Account, midden)
        place(session, Account(name="New", customer_id="NEW", created_at=clock.now()), parent)

    assert finish([hand(world, moving(midden, haven)), hand(world, add)]).count("done") >= 1
    sound(world)


def opening(rows: Rows) -> Act:
    def act(session: Session) -> None:
        priority = session.scalars(select(Priority.id).limit(1)).one()
        by = viewer_of(session, rows.person)
        see_as(session, by)
        said = {"subject": "At once", "description": "x", "kind": "issue", "priority_id": priority}
        open_case(session, by=by, account_id=rows.account, **said)
        session.flush()

    return act


@pytest.mark.parametrize("turn", range(4))
def test_a_case_that_is_opened_while_its_account_moves_stands_in_the_right_tree(
    world: World, turn: int
) -> None:
    rows = seed(world)
    haven, elders = rows["Rijnmond Haven"], rows["Elders & Zoon"].account
    said = finish([hand(world, opening(haven)), hand(world, moving(haven.account, elders))])
    assert "done" in said
    sound(world)


def test_a_case_that_waits_for_a_move_is_refused_or_lands_rightly(postgres_world: World) -> None:
    """The move has written and not yet committed when the case comes."""
    world, rows = postgres_world, seed(postgres_world)
    haven, elders = rows["Rijnmond Haven"], rows["Elders & Zoon"].account

    def slowly(session: Session) -> None:
        moving(haven.account, elders)(session)
        session.execute(select(func.pg_sleep(1.0)))

    said = finish([hand(world, slowly), hand(world, later(opening(haven)))])
    assert said.count("done") >= 1
    sound(world)


def later(act: Act) -> Act:
    def then(session: Session) -> None:
        session.execute(select(func.pg_sleep(0.4)))
        session.rollback()
        act(session)

    return then


def merging(gone: int, kept: int) -> Act:
    def act(session: Session) -> None:
        seen = preview(session, plan_merge(session, gone, kept)).fingerprint
        session.rollback()
        merge(session, gone, kept, by=SYSTEM, seen=seen)

    return act


def test_two_merges_into_each_other_end_with_one_that_is_kept(world: World) -> None:
    rows = seed(world)
    one, other = rows["Delta"].account, rows["Elders & Zoon"].account

    said = sorted(finish([hand(world, merging(one, other)), hand(world, merging(other, one))]))
    assert [word.split()[0] for word in said] == ["done", "refused"]
    with world.session() as session:
        among = Account.id.in_([one, other])
        kept = session.scalars(select(Account.id).where(among, Account.is_active)).one()
        assert set(session.scalars(select(Case.account_id).where(Case.account_id.in_([one, other])))) == {
            kept
        }
    sound(world)


def test_checking_would_find_a_case_in_another_tree(sqlite_world: World) -> None:
    """The twin of all of the above: what they look for is looked for."""
    rows = seed(sqlite_world)
    with sqlite_world.session() as session:
        where = Case.id == rows["Delta"].case
        session.execute(update(Case).where(where).values(root_id=rows["Elders & Zoon"].account))
        session.commit()
    with pytest.raises(AssertionError):
        sound(sqlite_world)
