"""The account pages: what each person sees, and that large trees ask no more than small ones."""

import pytest

from tests.accounts.trees import add_chain, add_contacts, add_subs
from tests.cases.steps import opened
from tests.files.queries import queries
from tests.setup.forms import words_of
from tests.worlds import World

MOST_QUERIES = 12


def page(world: World, person: str, account: str) -> str:
    return words_of(world.sign_in(person).get(f"/accounts/{world.account_id(account)}"))


def test_a_parents_person_finds_details_contacts_and_the_tree(world: World) -> None:
    found = page(world, "noor", "Rijnmond Groep")
    for words in ("0004711000", "Parent account", "Chris Bakker", "mailto:chris@desk.example", "Noor Visser"):
        assert words in found
    assert "Rijnmond Haven" in found
    assert "Create new case" not in found


def test_a_case_is_opened_where_the_matrix_allows_it(world: World) -> None:
    haven = world.account_id("Rijnmond Haven")
    for person in ("noor", "sam", "bo"):
        assert f"/cases/new?account={haven}" in page(world, person, "Rijnmond Haven")
    assert "/cases/new" not in page(world, "chris", "Rijnmond Haven")


def test_t28_nobody_sees_upwards_or_sideways(world: World) -> None:
    sam = world.sign_in("sam")
    for name in ("Rijnmond Groep", "Rijnmond Logistiek", "Elders & Zoon"):
        assert sam.get(f"/accounts/{world.account_id(name)}").status_code == 404
    found = page(world, "sam", "Rijnmond Haven")
    assert "Sub-account" in found
    assert "Rijnmond Groep" not in found
    assert "Logistiek" not in found


@pytest.mark.parametrize("path", ["/accounts/{}", "/accounts/{}/edit", "/contacts/?account={}"])
def test_t22_a_foreign_account_looks_like_a_missing_one(world: World, path: str) -> None:
    sam, foreign = world.sign_in("sam"), world.account_id("Elders & Zoon")
    answers = [sam.get(path.format(pk)) for pk in (foreign, 999_999, 10**19)]
    assert [answer.status_code for answer in answers] == [404] * 3
    assert sam.get(path.format(world.account_id("Rijnmond Haven"))).status_code == 200


def test_the_numbers_of_cases_are_those_of_the_account(world: World) -> None:
    opened(world, "sam")
    opened(world, "sam")
    opened(world, "lot")
    assert '<b class="numbers">2</b> open' in page(world, "noor", "Rijnmond Haven")
    assert '<b class="numbers">0</b> closed' in page(world, "noor", "Rijnmond Haven")
    haven = world.account_id("Rijnmond Haven")
    assert f"/cases/?view=account_open&account={haven}&state=all" in page(world, "sam", "Rijnmond Haven")


def test_an_account_in_the_middle_is_both(world: World) -> None:
    names = add_chain(world, "Rijnmond Haven", 3)
    assert "Parent account · Sub-account" in page(world, "noor", "Rijnmond Haven")
    found = page(world, "noor", "Rijnmond Groep")
    assert [name for name in names if name in found] == names
    assert found.index(names[0]) < found.index(names[1]) < found.index(names[2])
    assert found.index(names[2]) < found.index("Rijnmond Logistiek")


@pytest.mark.parametrize("person", ["noor", "bo"])
def test_a_large_account_asks_no_more_than_a_small_one(world: World, person: str) -> None:
    path = f"/accounts/{world.account_id('Rijnmond Groep')}"
    browser = world.sign_in(person)
    browser.get(path)
    with queries() as small:
        browser.get(path)
    add_subs(world, "Rijnmond Groep", 500)
    add_contacts(world, "Rijnmond Groep", 300)
    browser.get(path)
    with queries() as large:
        found = words_of(browser.get(path))
    assert len(small) == len(large) <= MOST_QUERIES
    assert "Branch 50003 of 't Veer" in found
    assert len(found) < 60_000


def test_what_does_not_fit_on_the_page_is_a_page_further(world: World) -> None:
    add_subs(world, "Rijnmond Groep", 120)
    add_contacts(world, "Rijnmond Groep", 60)
    noor, groep = world.sign_in("noor"), world.account_id("Rijnmond Groep")
    found = words_of(noor.get(f"/accounts/{groep}"))
    assert f"/accounts/?below={groep}" in found
    assert f"/contacts/?account={groep}" in found
    assert "O'Number 048" in words_of(noor.get(f"/contacts/?account={groep}"))
    assert noor.get(f"/accounts/?below={groep}").status_code == 200
    assert noor.get(f"/accounts/?below={world.account_id('Elders & Zoon')}").status_code == 404


def test_every_account_is_on_exactly_one_page_of_the_list(world: World) -> None:
    add_subs(world, "Rijnmond Groep", 120)
    bo, path, seen = world.sign_in("bo"), "/accounts/", []
    while path:
        found = words_of(bo.get(path))
        seen += [name for name in found.split('<a href="/accounts/')[1:] if name.split('"')[0].isdigit()]
        path = _next(found)
    assert len(seen) == 124
    assert len(set(seen)) == 124


def _next(page: str) -> str:
    _before, _found, rest = page.partition('rel="next" href="')
    return f"/accounts/{rest.split(chr(34))[0]}" if rest else ""


def test_the_list_finds_by_name_and_customer_id(world: World) -> None:
    for typed in ("HAVEN", "4711010", "0004711010"):
        found = words_of(world.sign_in("bo").get("/accounts/", query_string={"q": typed}))
        assert "Rijnmond Haven" in found
        assert "Elders" not in found


def test_no_address_of_the_list_breaks_it(world: World) -> None:
    bo = world.sign_in("bo")
    for query in ("after=x", "before=W10", "after=WzEsMl0", "q=%00", "below=x", "below=99999999999", "q=%25"):
        assert bo.get(f"/accounts/?{query}").status_code in (200, 400, 404), query


def test_the_pages_speak_dutch(world: World) -> None:
    found = words_of(world.sign_in("noor").get(f"/accounts/{world.account_id('Rijnmond Haven')}?lang=nl"))
    assert '<html lang="nl"' in found


def test_messages_say_that_there_are_none_and_where_to_go(world: World) -> None:
    found = words_of(world.sign_in("noor").get("/messages/?lang=en"))
    assert "There are no messages" in found
    assert 'href="/cases/"' in found
