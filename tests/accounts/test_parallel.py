"""T28: the case of a parallel account is seen, and nothing of the account and its contacts with it."""

import pytest

from tests.access.seeding import seed
from tests.cases.steps import opened
from tests.setup.forms import words_of
from tests.worlds import World


@pytest.mark.parametrize("path", ["/cases/{}", "/cases/{}/history", "/cases/?view=account_open", "/"])
def test_a_parallel_case_leads_to_no_account_and_no_contact(world: World, path: str) -> None:
    number = opened(world, "lot", subject="Labels come out blank")
    page = words_of(world.sign_in("sam").get(path.format(number)))
    assert "Labels come out blank" in page or "history" in path
    assert "Logistiek" not in page
    assert "Lot Peters" not in page
    for kind, pk in (
        ("accounts", world.account_id("Rijnmond Logistiek")),
        ("contacts", world.person_id("lot")),
    ):
        assert f"/{kind}/{pk}" not in page


def test_the_own_people_of_the_account_find_it_on_the_case(world: World) -> None:
    number = opened(world, "lot", subject="Labels come out blank")
    page = words_of(world.sign_in("lot").get(f"/cases/{number}"))
    assert f"/accounts/{world.account_id('Rijnmond Logistiek')}" in page


def test_a_list_of_a_parallel_account_is_a_list_of_nothing(world: World) -> None:
    number, logistiek = opened(world, "lot"), world.account_id("Rijnmond Logistiek")
    page = words_of(world.sign_in("sam").get(f"/cases/?view=account_open&account={logistiek}&state=all"))
    assert str(number) not in page
    assert "Logistiek" not in page
    assert str(number) in words_of(world.sign_in("lot").get(f"/cases/?view=account_open&account={logistiek}"))


def test_go_to_list_shows_open_and_closed_cases_of_the_account_alone(world: World) -> None:
    seed(world)
    mine, other, haven = opened(world, "sam"), opened(world, "lot"), world.account_id("Rijnmond Haven")
    noor = world.sign_in("noor")
    assert f"/cases/?view=account_open&account={haven}&state=all" in words_of(noor.get(f"/accounts/{haven}"))
    page = words_of(noor.get(f"/cases/?view=account_open&account={haven}&state=all"))
    assert f"/cases/{mine}" in page
    assert f"/cases/{other}" not in page
    assert f"/cases/{mine}" not in words_of(noor.get(f"/cases/?account={haven}&state=closed"))
