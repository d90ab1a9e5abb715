"""A7: all that one account has goes to another, and both remember it."""

from typing import Any

from sqlalchemy import select

from models.account import Account, AccountAccess
from models.account_event import AccountEvent
from models.case import Case
from models.event import CaseEvent
from models.person import Person
from tests.access.seeding import Rows, canary, seed
from tests.accounts.test_rearranging_pages import ELDERS, HAVEN, confirm, page_of, plain, sees
from tests.worlds import World


def test_a_merge_takes_cases_people_accesses_and_sub_accounts_along(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    with world.session() as session:
        session.add(AccountAccess(person_id=rows[ELDERS].person, account_id=rows["Delta Midden"].account))
        session.commit()
    path = page_of(rows, "Delta Midden", "merge")
    assert "Cases that go along: 1; people: 1. 1 sub-account goes along." in plain(
        chris.get(f"{path}?into=Haven")
    )
    assert confirm(world, chris, path, "?into=Haven").status_code == 303
    haven = rows[HAVEN].account
    with world.session() as session:
        assert session.get_one(Case, rows["Delta Midden"].case).account_id == haven
        assert session.get_one(Person, rows["Delta Midden"].person).home_account_id == haven
        assert session.get_one(Account, rows["Delta Onder"].account).parent_id == haven
        assert session.get(AccountAccess, (rows[ELDERS].person, haven)) is not None
        gone = session.get_one(Account, rows["Delta Midden"].account)
        assert (gone.is_active, gone.parent_id) == (False, None)


def test_a_merged_account_remembers_where_it_went_and_each_case_tells_it(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    before = history(world, rows["Delta"])
    confirm(world, chris, page_of(rows, "Delta", "merge"), "?into=Elders")
    after = history(world, rows["Delta"])
    assert after[:-1] == before
    assert after[-1] == ("account_changed", {"account": [rows["Delta"].account, rows[ELDERS].account]})
    with world.session() as session:
        event = session.scalars(select(AccountEvent).where(AccountEvent.kind == "merged")).one()
        assert (event.account_id, event.other_id) == (rows["Delta"].account, rows[ELDERS].account)
        assert event.actor_id == world_person(session, "Chris")
    page = plain(chris.get(f"/cases/{rows['Delta'].number}/history"))
    assert "Account changed Account: Delta Elders & Zoon" in page


def history(world: World, row: Rows) -> list[tuple[str, Any]]:
    with world.session() as session:
        events = select(CaseEvent.kind, CaseEvent.changes).where(CaseEvent.case_id == row.case)
        return [(kind, changes) for kind, changes in session.execute(events.order_by(CaseEvent.id))]


def world_person(session: Any, first_name: str) -> int:
    return session.scalars(select(Person.id).where(Person.first_name == first_name)).one()


def test_t28_the_history_of_a_merge_names_no_account_to_those_who_may_not_see_it(world: World) -> None:
    """Lot sees the case as a parallel account: neither where it came from nor where it is has a name."""
    rows, chris = seed(world), world.sign_in("chris")
    confirm(world, chris, page_of(rows, "Delta Zij", "merge"), "?into=Haven")
    page = plain(world.sign_in("lot").get(f"/cases/{rows['Delta Zij'].number}/history"))
    assert "Account changed" in page
    assert "Delta" not in page.replace(canary("Delta Zij"), "")
    assert HAVEN not in page


def test_people_of_a_merged_account_sign_in_again_and_see_what_is_theirs_now(world: World) -> None:
    rows, chris, eva = seed(world), world.sign_in("chris"), world.sign_in("eva")
    confirm(world, chris, page_of(rows, ELDERS, "merge"), "?into=Haven")
    assert eva.get("/").status_code == 302
    assert sees(world, "eva", rows, HAVEN)
    assert sees(world, "sam", rows, ELDERS)
