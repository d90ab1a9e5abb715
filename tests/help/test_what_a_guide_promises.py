"""A customer's way through the portal, sentence by sentence, for each kind of account, without JavaScript."""

import re
from html import unescape

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.scale import Priority, Status
from tests.access.seeding import seed
from tests.cases.steps import opened
from tests.cases.views import colleague
from tests.requests.steps import fill_in
from tests.worlds import World

OWN = {"noor": "Rijnmond Haven", "sam": "Rijnmond Haven", "lot": "Rijnmond Logistiek", "eva": "Elders & Zoon"}
TABS = {
    "en": ["Home", "Accounts", "Cases", "Messages", "Knowledge"],
    "nl": ["Start", "Accounts", "Meldingen", "Berichten", "Kennis"],
}
VIEWS = ["all_mine", "account_open", "my_open", "my_closed"]


def words(html: str) -> str:
    """What a reader reads of a page, without mark-up."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def at(client: FlaskClient, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.text)


def headings(html: str) -> list[str]:
    return [words(one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", html, re.S)]


def options(html: str) -> list[str]:
    menu = re.search(r'<select id="view".*?</select>', html, re.S)
    assert menu
    return re.findall(r'<option value="([^"]*)"', menu[0])


@pytest.mark.parametrize("lang", TABS)
@pytest.mark.parametrize("who", [*OWN, "chris"])
def test_the_tabs_lead_everywhere_and_the_search_field_is_among_them(
    sqlite_world: World, who: str, lang: str
) -> None:
    home = at(sqlite_world.sign_in(who), f"/?lang={lang}")
    navigation = home.partition("<main")[0]
    said = words(navigation)
    assert [tab for tab in TABS[lang] if tab in said] == TABS[lang]
    assert 'action="/search"' in navigation


@pytest.mark.parametrize("who", OWN)
def test_the_home_page_has_its_areas_and_leads_back_to_what_was_looked_at(
    sqlite_world: World, who: str
) -> None:
    rows = seed(sqlite_world)[OWN[who]]
    client = sqlite_world.sign_in(who)
    for path in (f"/cases/{rows.number}", f"/accounts/{rows.account}", f"/contacts/{rows.person}"):
        at(client, path)
    home = at(client, "/")
    assert {"Needs your attention", "Recently updated", "Latest messages"} <= set(headings(home))
    recent = home.partition("Recent items")[2]
    for path in (f"/cases/{rows.number}", f"/accounts/{rows.account}", f"/contacts/{rows.person}"):
        assert f'href="{path}"' in recent, path


@pytest.mark.parametrize("who", OWN)
def test_create_new_case_is_on_home_page_account_and_list(sqlite_world: World, who: str) -> None:
    client, account = sqlite_world.sign_in(who), sqlite_world.account_id(OWN[who])
    for path, leads in (("/", ""), ("/cases/", ""), (f"/accounts/{account}", f"?account={account}")):
        html = at(client, path)
        assert f'href="/cases/new{leads}"' in html and "Create new case" in words(html), path


def test_a_parent_account_opens_cases_for_its_sub_accounts_only(sqlite_world: World) -> None:
    noor, own = sqlite_world.sign_in("noor"), sqlite_world.account_id("Rijnmond Groep")
    assert "Create new case" not in words(at(noor, f"/accounts/{own}"))
    menu = at(noor, "/cases/new/question")
    assert "Rijnmond Haven" in menu and "Rijnmond Logistiek" in menu
    assert f'<option value="{own}"' not in menu


@pytest.mark.parametrize("who", OWN)
def test_an_account_page_holds_all_that_is_known_and_says_who_changes_it(
    sqlite_world: World, who: str
) -> None:
    client, account = sqlite_world.sign_in(who), sqlite_world.account_id(OWN[who])
    html = at(client, f"/accounts/{account}")
    parts = {"Cases", "Contacts", "Details", "Shipping address", "Customer success manager"}
    assert parts <= set(headings(html))
    said = words(html)
    for label in ("Telephone", "Fax", "Website", "Customer ID", "Go to list"):
        assert label in said, label
    assert "You can change: Telephone, Fax, Website. Chris Bakker changes what is read-only" in said
    assert f'href="/cases/?view=account_open&amp;account={account}&amp;state=all"' in html


def test_the_menu_of_accounts_has_a_button_and_keeps_the_choice(sqlite_world: World) -> None:
    noor, haven = sqlite_world.sign_in("noor"), sqlite_world.account_id("Rijnmond Haven")
    html = at(noor, "/accounts/")
    assert options(html)[0] == "mine" and str(haven) in options(html)
    assert re.search(r'<button class="button no-js-only" type="submit">GO</button>', html)
    assert noor.get(f"/accounts/?view={haven}").headers["Location"] == f"/accounts/{haven}"
    assert noor.get("/accounts/").headers["Location"] == f"/accounts/{haven}"


def test_each_view_of_the_cases_holds_what_its_name_says(world: World) -> None:
    mine, closed = opened(world, "sam", subject="Mine"), opened(world, "sam", subject="Was mine")
    colleague(world)
    theirs = opened(world, "pim", account="Rijnmond Haven", subject="Of a colleague")
    sam = world.sign_in("sam")
    assert world.post(sam, f"/cases/{closed}/status", {"to": "cancelled", "reason": "x"}).status_code < 400
    found = {
        view: set(map(int, re.findall(r'<a href="/cases/(\d{8})"', at(sam, f"/cases/?view={view}"))))
        for view in VIEWS
    }
    assert found == {
        "all_mine": {mine, closed},
        "account_open": {mine, theirs},
        "my_open": {mine},
        "my_closed": {closed},
    }
    assert options(at(sam, "/cases/"))[:4] == VIEWS


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_question_asks_what_the_guide_says_with_the_meaning_of_each_priority(
    sqlite_world: World, lang: str
) -> None:
    sam = sqlite_world.sign_in("sam")
    step = at(sam, f"/cases/new/question?lang={lang}")
    with sqlite_world.session() as session:
        for priority in session.scalars(select(Priority).where(Priority.scale == "standard")):
            assert priority.definition[lang] in words(step), priority.code
    for name in ("kind", "priority", "subject", "description"):
        assert f'name="f-{name}"' in step, name
    given = {"kind": "issue", "priority": "high", "subject": "Paper jam", "description": "It stops."}
    second = fill_in(sqlite_world, sam, "/cases/new/question", **given).headers["Location"]
    for name in ("steps_to_reproduce", "link"):
        assert f'name="f-{name}"' in at(sam, second), name
    third = fill_in(sqlite_world, sam, second, link="https://example.com/").headers["Location"]
    assert 'name="f-login_password"' in at(sam, third)


def test_the_contact_of_a_new_case_is_oneself_until_another_is_chosen(sqlite_world: World) -> None:
    colleague(sqlite_world)
    sam, path = sqlite_world.sign_in("sam"), "/cases/new/question"
    given = {"kind": "issue", "priority": "high", "subject": "Paper jam", "description": "It stops."}
    for answers in (given, {}):
        path = fill_in(sqlite_world, sam, path, **answers).headers["Location"]
    last = at(sam, path)
    me = sqlite_world.person_id("sam")
    assert re.search(rf'<option value="{me}"[^>]* selected', last)
    assert "Pim Kok" in last and 'name="f-details"' in last


@pytest.mark.parametrize("lang", ["en", "nl"])
def test_a_case_says_where_it_stands_and_what_that_means(sqlite_world: World, lang: str) -> None:
    number, sam = opened(sqlite_world, "sam"), sqlite_world.sign_in("sam")
    with sqlite_world.session() as session:
        new = session.scalars(select(Status).where(Status.code == "new")).one()
        said = words(at(sam, f"/cases/{number}?lang={lang}"))
        assert new.name[lang] in said and new.meaning[lang] in said
