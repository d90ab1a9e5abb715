"""T65: workers of their own, many of them, and ones that are killed: each piece of work is done once."""

import time
from dataclasses import replace
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from app.accounts.importing import imports
from app.accounts.importing.plan import Plan
from app.background.limits import MOST_ATTEMPTS
from app.jobs import work
from app.jobs.do_work import work_on_next
from app.jobs.kinds import KINDS
from app.jobs.work import work_off
from models.account import Account
from models.background_work import BackgroundWork
from tests.cases.steps import opened
from tests.inout.acts import ACCOUNT, a_file, uploaded
from tests.inout.asking import asked, let_the_lease_run_out, row
from tests.inout.sheets import csv_rows
from tests.jobs.hands import Hand, Say, finish
from tests.mail.postoffice import wait_until
from tests.worlds import World

NEW = ("9000", "Kade", "", ""), ("9001", "Wal", "9000", "")


def accounts(world: World) -> int:
    with world.session() as session:
        return session.scalars(select(func.count(Account.id))).one()


def begin_import(world: World) -> int:
    chris = world.sign_in("chris")
    at = uploaded(world, chris, a_file(ACCOUNT, *NEW))
    return int(world.post(chris, f"{at}/check").headers["Location"].rpartition("/")[2])


def run(app: Flask, say: Say) -> None:
    work.run(app)


def test_a_worker_of_its_own_makes_the_file_that_its_person_fetches(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(work, "SWEEP_EVERY", 0.2)
    number, work_id = opened(world), asked(world)
    worker = Hand(world, run)
    wait_until(lambda: row(world, work_id).state == "done")
    worker.kill()
    rows = csv_rows(world.sign_in("sam").get(f"/work/{work_id}/file").data)
    assert rows[1][0] == str(number)


def import_and_hang(app: Flask, say: Say) -> None:
    """Stops in the middle of the transaction, when all accounts are written and nothing is committed."""

    def write(session: Session, plan: Plan) -> None:
        imports.ACCOUNTS.write(session, plan)
        say("written")
        time.sleep(60)

    KINDS["import_accounts"] = partial(imports.do_import, replace(imports.ACCOUNTS, write=write))
    work_off(app)


def test_t65_an_import_whose_worker_is_killed_leaves_nothing_half_and_is_done_once_by_another(
    world: World,
) -> None:
    before, work_id = accounts(world), begin_import(world)
    holder = Hand(world, import_and_hang)
    holder.wait_for_word()
    holder.kill()
    work_off(world.app)
    assert (accounts(world), row(world, work_id).state) == (before, "running")

    let_the_lease_run_out(world)
    work_off(world.app)

    assert (accounts(world), row(world, work_id).state) == (before + 2, "done")
    assert row(world, work_id).attempts == 2


def work_on_all(app: Flask, say: Say) -> None:
    while (work_id := work_on_next(app, lambda: False, lambda: None)) is not None:
        say(work_id)


def test_t65_many_workers_do_each_piece_of_work_once(world: World) -> None:
    ids = [asked(world, who=who) for who in ("sam", "eva", "lot", "noor") for _ in range(5)]
    said = finish([Hand(world, work_on_all) for _ in range(6)])
    assert sorted(map(int, said)) == ids
    assert {row(world, work_id).attempts for work_id in ids} == {1}


def test_work_that_kills_its_workers_is_begun_no_more(world: World) -> None:
    work_id = asked(world)
    with world.session() as session:
        session.execute(update(BackgroundWork).values(state="running", attempts=MOST_ATTEMPTS))
        session.commit()
    let_the_lease_run_out(world)
    work_off(world.app)
    assert (row(world, work_id).state, row(world, work_id).error) == ("failed", "unexpected")
