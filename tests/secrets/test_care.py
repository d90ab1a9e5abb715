"""Credentials go by themselves after closing, change keys, and stay where they belong (C12, T77)."""

from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import DBAPIError

from app import clock
from app.refused import OutOfReach, Refused
from app.secrets.access import read_secret
from app.secrets.care import erase_old, flaws_of_secrets, seal_anew
from app.secrets.keep import keep_on_case
from app.secrets.seal import KeyRing
from models.case import Case
from models.secret import Secret, SupportAccess
from tests.cases.steps import find, opened
from tests.secrets.steps import PASSWORD, case_with_a_secret, log, the_secret
from tests.worlds import World

OTHER = "another long key for the portal 24680"


def closed(world: World, number: int, days: int) -> None:
    with world.session() as session:
        ago = clock.now() - timedelta(days=days)
        session.execute(update(Case).where(Case.number == number).values(is_open=False, closed_at=ago))
        session.commit()


@pytest.mark.parametrize(("days", "is_gone"), [(31, True), (29, False)])
def test_thirty_days_after_closing_it_is_erased(world: World, days: int, is_gone: bool) -> None:
    closed(world, case_with_a_secret(world), days)
    with world.session() as session:
        erase_old(session)
        session.commit()
    assert (the_secret(world).sealed == "") is is_gone
    assert log(world) == ([("erased", None, "password", "")] if is_gone else [])


def test_a_case_that_is_open_keeps_it(world: World) -> None:
    case_with_a_secret(world)
    with world.session() as session:
        assert erase_old(session) == 0


def test_t77_after_a_change_of_keys_it_still_opens(world: World) -> None:
    number = case_with_a_secret(world)
    ring = world.app.extensions["loket_keys"]
    settings = world.app.config["SETTINGS"]
    with world.session() as session:
        world.app.extensions["loket_keys"] = KeyRing([OTHER, settings.secret_key])
        assert seal_anew(session) == 1
        world.app.extensions["loket_keys"] = KeyRing([OTHER])
    by, case = world.viewer("bo"), find(world, number)
    with world.session("bo") as session:
        assert read_secret(session, by=by, case=case, field="password") == PASSWORD
    world.app.extensions["loket_keys"] = ring


def test_t77_a_portal_without_the_key_says_so(world: World) -> None:
    case_with_a_secret(world)
    with world.session() as session:
        assert list(flaws_of_secrets(session)) == []
        ring, world.app.extensions["loket_keys"] = world.app.extensions["loket_keys"], KeyRing([OTHER])
        assert ["SECRETS_KEYS lacks the key" in flaw for flaw in flaws_of_secrets(session)] == [True]
    world.app.extensions["loket_keys"] = ring


def test_t77_moved_to_another_case_it_cannot_be_read(world: World) -> None:
    case_with_a_secret(world)
    other = find(world, opened(world, "lot"))
    with world.session() as session:
        session.execute(update(Secret).values(case_id=other.id))
        session.commit()
    by = world.viewer("bo")
    with world.session("bo") as session, pytest.raises(Refused, match="cannot be opened"):
        read_secret(session, by=by, case=other, field="password")


def test_t28_a_parallel_account_cannot_give_one_to_a_case_that_it_edits(world: World) -> None:
    case, by = find(world, opened(world, "sam")), world.viewer("lot")
    with world.session("lot") as session, pytest.raises(OutOfReach):
        keep_on_case(session, by=by, case=case, field="password", text="x")


@pytest.mark.parametrize("statement", ["UPDATE support_access SET kind = 'x'", "DELETE FROM support_access"])
def test_the_database_refuses_to_change_the_log(world: World, statement: str) -> None:
    case = find(world, opened(world, "sam"))
    with world.session() as session:
        said = {"kind": "read", "field": "", "remark": "", "at": clock.now()}
        session.add(SupportAccess(case_id=case.id, person_id=None, **said))
        session.commit()
        with pytest.raises(DBAPIError, match="cannot be changed"):
            session.execute(text(statement))
