"""T22, T24, T27, T29, T31: a shared view belongs to one account, and shows nobody more than before."""

from typing import Any

import pytest
from sqlalchemy import delete, select

from app import clock
from app.access.viewer import SYSTEM
from app.accounts.rearrange.act import merge
from app.accounts.rearrange.plan import plan_merge
from app.accounts.rearrange.preview import preview
from app.refused import OutOfReach
from models.account import AccountAccess
from models.list_view import ListView
from models.person import Person
from models.role import RoleText
from tests.attacks.everything import everything
from tests.cases.steps import numbers, opened
from tests.cases.views import colleague, form, kept, moved, offered, saved
from tests.worlds import World

NAME = "Canary view"


def sees(world: World, who: str) -> bool:
    """Everywhere a view is named: the list, its counts, the page of views, its own form and its address."""
    browser = world.sign_in(who)
    pages = ("/cases/", "/cases/?counts=1", "/cases/views/counts", "/cases/views/", "/cases/views/new")
    named = {NAME in browser.get(page).text for page in pages[:4]} | {NAME in offered(browser)}
    assert len(named) == 1, who
    return named.pop()


def test_t24_a_view_of_ones_own_is_seen_by_nobody_else(world: World) -> None:
    pim = colleague(world)
    saved(world, "sam", NAME)
    assert sees(world, "sam")
    assert not any(sees(world, who) for who in (pim, "noor", "lot", "eva", "bo", "chris", "ada"))


def test_t24_a_shared_view_is_seen_by_the_people_of_the_account_alone(world: World) -> None:
    pim = colleague(world)
    saved(world, "sam", NAME, is_shared="1")
    assert sees(world, "sam") and sees(world, pim)
    assert not any(sees(world, who) for who in ("noor", "lot", "eva", "bo", "chris", "ada"))


def test_t24_what_our_own_people_share_no_customer_sees(world: World) -> None:
    saved(world, "bo", NAME, is_shared="1")
    assert all(sees(world, who) for who in ("bo", "kim", "mia", "chris", "ada"))
    assert not any(sees(world, who) for who in ("noor", "sam", "lot", "eva"))


def test_t29_who_leaves_the_account_loses_its_views_and_who_comes_gets_them(world: World) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1", opens="1")
    moved(world, pim, "Elders & Zoon")
    assert not sees(world, pim)
    moved(world, "Sam", "Rijnmond Logistiek")  # the maker too: it is the account's
    assert not sees(world, "sam")
    assert "not there any more" in world.sign_in("sam").get(f"/cases/?view=own-{view_id}").text
    moved(world, pim, "Rijnmond Haven")
    assert sees(world, pim)


def test_when_accounts_are_merged_their_shared_views_go_along(world: World) -> None:
    view_id = saved(world, "sam", NAME, is_shared="1")
    gone, stays = world.account_id("Rijnmond Haven"), world.account_id("Rijnmond Logistiek")
    with world.session() as session:
        seen = preview(session, plan_merge(session, gone, stays)).fingerprint
        merge(session, gone, stays, by=SYSTEM, seen=seen)
        session.commit()
    assert kept(world, view_id).account_id == stays
    assert sees(world, "sam") and sees(world, "lot") and not sees(world, "eva")


def test_who_acts_for_an_account_besides_the_own_one_has_its_views(world: World) -> None:
    saved(world, "sam", NAME, is_shared="1")
    assert not sees(world, "eva")
    with world.session() as session:
        haven = world.account_id("Rijnmond Haven")
        session.add(AccountAccess(person_id=world.person_id("eva"), account_id=haven))
        session.commit()
    assert sees(world, "eva")


@pytest.mark.parametrize("act", ["edit", "deletion", "restoration"])
@pytest.mark.parametrize("who", ["lot", "noor", "bo"])
def test_t22_a_foreign_view_and_none_at_all_answer_alike(world: World, who: str, act: str) -> None:
    view_id = saved(world, "sam", NAME, is_shared="1")
    before, browser = everything(world), world.sign_in(who)
    for id_ in (view_id, 98_765_432, 10**20):
        answer = world.post(browser, f"/cases/views/{id_}/{act}", form("Taken over"))
        assert answer.status_code == 404 and NAME not in answer.text
    assert world.post(browser, "/cases/views/default", {"view": f"own-{view_id}"}).status_code == 404
    assert everything(world) == before


@pytest.mark.parametrize("act", ["edit", "deletion"])
def test_a_colleague_uses_a_shared_view_and_its_maker_keeps_it(world: World, act: str) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1")
    browser = world.sign_in(pim)
    answer = world.post(browser, f"/cases/views/{view_id}/{act}", form("Taken over"))
    assert answer.status_code in (403, 422) and "kept by somebody else" in answer.text
    assert (kept(world, view_id).name, kept(world, view_id).removed_at) == (NAME, None)
    assert f"/cases/views/{view_id}/edit" not in browser.get("/cases/views/").text
    assert f"/cases/views/{view_id}/edit" in world.sign_in("sam").get("/cases/views/").text


def test_when_its_maker_has_left_a_colleague_keeps_a_shared_view(world: World) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1")
    moved(world, "Sam", "Elders & Zoon")
    browser = world.sign_in(pim)
    assert world.post(browser, f"/cases/views/{view_id}/edit", form("Ours")).status_code == 303
    assert (kept(world, view_id).name, kept(world, view_id).audience) == ("Ours", "account")
    assert world.post(browser, f"/cases/views/{view_id}/deletion").status_code == 303
    assert kept(world, view_id).removed_at


def may_not_share(world: World) -> None:
    with world.session() as session:
        role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
        role.permissions = [one for one in role.permissions if one.permission.name != "can_share"]
        session.commit()


def test_t31_who_may_not_share_does_not_get_to_by_asking(world: World) -> None:
    may_not_share(world)
    sam = world.sign_in("sam")
    assert "is_shared" not in sam.get("/cases/views/new").text
    answer = world.post(sam, "/cases/views/new", form(NAME, is_shared="1"))
    assert answer.status_code == 422 and "You may not share views." in answer.text
    assert saved(world, sam, NAME) and "is_shared" in world.sign_in("bo").get("/cases/views/new").text


def test_a_view_stops_being_shared_and_is_its_makers_alone(world: World) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1")
    world.post(world.sign_in("sam"), f"/cases/views/{view_id}/edit", form(NAME))
    assert sees(world, "sam") and not sees(world, pim)


def test_t24_a_shared_view_shows_each_reader_what_that_reader_may_see(world: World) -> None:
    haven, elders = opened(world, "sam"), opened(world, "eva")
    view_id = saved(world, "bo", NAME, is_shared="1", account=str(world.account_id("Elders & Zoon")))
    at = f"/cases/?view=own-{view_id}"
    assert numbers(world.sign_in("kim").get(at).text) == [elders]
    assert numbers(world.sign_in("tess").get(at).text) == []
    assert numbers(world.sign_in("bo").get(f"{at}&account=").text) == [elders, haven]


def test_a_filter_that_a_reader_cannot_use_finds_nothing_and_says_so(world: World) -> None:
    opened(world, "sam")
    pim = colleague(world)
    lot = str(world.person_id("lot"))
    view_id = saved(world, "sam", NAME, is_shared="1")
    with world.session() as session:  # Sam's role once showed more
        session.get_one(ListView, view_id).settings = {"owner": lot, "columns": "number,assignee,subject"}
        session.commit()
    html = world.sign_in(pim).get(f"/cases/?view=own-{view_id}").text
    assert "No person whom you may see has this name." in html and numbers(html) == []
    assert "Assigned to" not in html and "Peters" not in html
    assert "(0)" in world.sign_in(pim).get("/cases/views/counts").text


WRITES: list[dict[str, Any]] = [
    {"person_id": "lot"},
    {"audience": "account", "account": "Rijnmond Logistiek"},
    {"audience": "account", "account": "Rijnmond Groep"},
    {"audience": "account"},
    {"audience": "staff"},
    {"audience": "everybody"},
    {"account": "Rijnmond Haven"},
]


@pytest.mark.parametrize("values", WRITES)
@pytest.mark.parametrize("is_there", [True, False])
def test_t27_the_session_refuses_a_view_for_others(world: World, values: dict, is_there: bool) -> None:
    good = {"person_id": world.person_id("sam"), "audience": "me", "account_id": None}
    bad = {**good, "audience": values.get("audience", "me")}
    bad["person_id"] = world.person_id(values.get("person_id", "sam"))
    bad["account_id"] = world.account_id(values["account"]) if "account" in values else None
    with world.session("sam") as session:
        view = ListView(name=NAME, settings={}, created_at=clock.now(), **(good if is_there else bad))
        session.add(view)
        if is_there:
            session.commit()
            for field, value in bad.items():
                setattr(view, field, value)
        with pytest.raises(OutOfReach):
            session.commit()


def test_t27_the_session_refuses_what_is_anothers(world: World) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1")
    with world.session(pim) as session:
        session.get_one(ListView, view_id).name = "Taken over"
        with pytest.raises(OutOfReach):
            session.commit()
        session.rollback()
        session.delete(session.get_one(ListView, view_id))
        with pytest.raises(OutOfReach):
            session.commit()
        session.rollback()
    with world.session("lot") as session:
        assert session.get(ListView, view_id) is None
        with pytest.raises(Exception, match="may not"):
            session.execute(delete(ListView))
    assert kept(world, view_id).name == NAME


def test_who_is_deactivated_leaves_shared_views_to_the_colleagues(world: World) -> None:
    pim = colleague(world)
    view_id = saved(world, "sam", NAME, is_shared="1")
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Sam")).one().active = False
        session.commit()
    assert sees(world, pim)
    assert world.post(world.sign_in(pim), f"/cases/views/{view_id}/deletion").status_code == 303


def test_a_list_that_stands_open_knows_of_a_shared_view_at_its_next_page(world: World) -> None:
    pim = world.sign_in(colleague(world))
    for _ in range(2):
        assert NAME not in pim.get("/cases/").text

    saved(world, "sam", NAME, is_shared="1")

    assert NAME in pim.get("/cases/").text
