"""The Accounts tab: a menu of views, a GO button, and the last choice of each person."""

import pytest

from tests.accounts.trees import add_subs
from tests.files.queries import queries
from tests.setup.forms import words_of
from tests.worlds import World


def options(page: str) -> list[str]:
    """The values of the menu."""
    menu = page.partition('<select id="view"')[2].partition("</select>")[0]
    return [piece.split('"', 1)[0] for piece in menu.split('value="')[1:]]


def test_a_menu_offers_my_accounts_and_each_of_them(world: World) -> None:
    page = words_of(world.sign_in("noor").get("/accounts/"))
    names = ("Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek")
    assert options(page) == ["mine", *(str(world.account_id(name)) for name in names)]
    assert "My accounts" in page
    assert '<button class="button no-js-only" type="submit">GO</button>' in page


def test_go_leads_to_the_account_and_the_tab_opens_with_it_from_then_on(world: World) -> None:
    noor, haven = world.sign_in("noor"), world.account_id("Rijnmond Haven")
    assert noor.get("/accounts/").status_code == 200
    assert noor.get(f"/accounts/?view={haven}").location == f"/accounts/{haven}"
    assert noor.get("/accounts/").location == f"/accounts/{haven}"
    page = words_of(noor.get(f"/accounts/{haven}"))
    assert f'<option value="{haven}" selected>Rijnmond Haven</option>' in page
    assert noor.get("/accounts/?view=mine").status_code == 200
    assert noor.get("/accounts/").status_code == 200


def test_each_person_finds_the_own_choice(world: World) -> None:
    noor, sam = world.sign_in("noor"), world.sign_in("sam")
    noor.get(f"/accounts/?view={world.account_id('Rijnmond Logistiek')}")
    assert sam.get("/accounts/").status_code == 200
    assert options(words_of(sam.get("/accounts/"))) == ["mine", str(world.account_id("Rijnmond Haven"))]


def test_an_account_that_one_no_longer_sees_is_not_opened(world: World) -> None:
    noor, haven = world.sign_in("noor"), world.account_id("Rijnmond Haven")
    noor.get(f"/accounts/?view={haven}")
    move_away(world, haven)
    page = noor.get("/accounts/")
    assert page.status_code == 200
    assert "Rijnmond Haven" not in words_of(page)


def move_away(world: World, account_id: int) -> None:
    from app.accounts.place import place
    from models.account import Account

    with world.session() as session:
        place(session, session.get_one(Account, account_id), None)
        session.commit()


@pytest.mark.parametrize("asked", ["4", "0", "-1", "99999999999999999999", "all", "x", "'", "007"])
def test_t22_a_foreign_view_is_as_good_as_none(world: World, asked: str) -> None:
    page = world.sign_in("sam").get(f"/accounts/?view={asked}")
    assert page.status_code == 200
    assert options(words_of(page)) == ["mine", str(world.account_id("Rijnmond Haven"))]


def test_our_own_people_see_all_accounts_or_those_they_look_after(world: World) -> None:
    chris, bo = world.sign_in("chris"), world.sign_in("bo")
    assert "Elders & Zoon" in words_of(chris.get("/accounts/?view=mine"))
    assert "Elders & Zoon" in words_of(bo.get("/accounts/"))
    page = words_of(bo.get("/accounts/?view=mine"))
    assert "Elders & Zoon" not in page
    assert "You are not named as customer success manager" in page


def test_a_search_among_the_accounts_i_look_after_stays_among_them(world: World) -> None:
    bo = world.sign_in("bo")
    assert "Rijnmond Haven" in words_of(bo.get("/accounts/?view=all&q=haven"))
    assert "No account fits" in words_of(bo.get("/accounts/?view=mine&q=haven"))


@pytest.mark.parametrize("who", ["noor", "chris"])
def test_with_500_sub_accounts_the_menu_stays_light(world: World, who: str) -> None:
    client = world.sign_in(who)
    client.get("/accounts/")
    with queries() as small:
        client.get("/accounts/")
    add_subs(world, "Rijnmond Groep", 500)
    client.get("/accounts/")
    with queries() as large:
        page = words_of(client.get("/accounts/"))
    assert len(small) == len(large)
    assert len(page) < 60_000
    assert len(options(page)) <= 43


def test_with_500_sub_accounts_the_menu_says_that_there_are_more(world: World) -> None:
    add_subs(world, "Rijnmond Groep", 500)
    noor = world.sign_in("noor")
    assert "There are more accounts than fit here." in words_of(noor.get("/accounts/"))
    page = words_of(noor.get("/accounts/50499"))
    assert '<option value="50499" selected>' in page
