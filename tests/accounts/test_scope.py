"""A10: each list can be of this account, of it and what is below, or of all one may see; it says which."""

import pytest

from models.account import AccountAccess
from tests.access.seeding import seed
from tests.setup.forms import words_of
from tests.worlds import World

GROEP, HAVEN, ELDERS = "Rijnmond Groep", "Rijnmond Haven", "Elders & Zoon"
ACCOUNTS = {
    "account": (["Delta Midden"], "Shown: only Delta Midden."),
    "tree": (["Delta Midden", "Delta Onder"], "Shown: Delta Midden and everything below it."),
    "all": (["Delta Midden", "Delta Onder"], "Shown: Delta Midden and everything below it."),
    "nonsense": (["Delta Midden", "Delta Onder"], "Shown: Delta Midden and everything below it."),
}


@pytest.mark.parametrize("scope", ACCOUNTS)
def test_the_list_of_accounts(world: World, scope: str) -> None:
    seed(world)
    page = words_of(world.sign_in("mo").get(f"/accounts/?scope={scope}"))
    table = page.partition("<tbody")[2]
    names, sentence = ACCOUNTS[scope]
    assert [name for name in ("Delta Midden", "Delta Onder", "Delta Zij") if f">{name}</a>" in table] == names
    assert sentence in page


SENTENCES = {
    ("noor", "account"): "Shown: only Rijnmond Groep.",
    ("noor", "tree"): "Shown: Rijnmond Groep and everything below it.",
    ("noor", "all"): "Shown: Rijnmond Groep and everything below it.",
    ("sam", "account"): "Shown: only Rijnmond Haven.",
    ("sam", "all"): "Shown: Rijnmond Haven and the accounts beside it.",
    ("mo", "all"): "Shown: Delta Midden, everything below it and the accounts beside it.",
}


@pytest.mark.parametrize(("who", "scope"), SENTENCES)
def test_the_list_of_cases_says_whose_they_are(world: World, who: str, scope: str) -> None:
    seed(world)
    assert SENTENCES[who, scope] in words_of(world.sign_in(who).get(f"/cases/?scope={scope}"))


@pytest.mark.parametrize(("who", "scope"), SENTENCES)
def test_what_search_finds_says_whose_cases_they_are(world: World, who: str, scope: str) -> None:
    seed(world)
    client = world.sign_in(who)
    address = f"/search?q=canary&scope={'' if scope == 'all' else scope}"
    assert SENTENCES[who, scope] in words_of(client.get(address))
    assert "Shown:" not in words_of(client.get(f"{address}&kind=contacts"))


def test_who_has_no_choice_is_asked_nothing(world: World) -> None:
    seed(world)
    for who in ("eva", "bo"):
        for path in ("/cases/", "/accounts/?view=list", "/search?q=canary"):
            page = words_of(world.sign_in(who).get(path))
            assert "Shown:" not in page, (who, path)
            assert "With sub-accounts" not in page, (who, path)


def test_with_several_accounts_all_of_them_are_named(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        session.add(AccountAccess(person_id=rows[ELDERS].person, account_id=rows["Delta Onder"].account))
        session.commit()
    page = words_of(world.sign_in("eva").get("/cases/?scope=all"))
    assert "Shown: Elders & Zoon, Delta Onder" in page


def test_contacts_of_an_account_with_those_below(world: World) -> None:
    rows = seed(world)
    noor, address = world.sign_in("noor"), f"/contacts/?account={rows[GROEP].account}"
    only, wide = (words_of(noor.get(address + more)) for more in ("", "&scope=tree"))
    assert "Noor Visser" in only and "Sam de Boer" not in only.partition("<main")[2]
    assert "Sam de Boer" in wide and "Lot Peters" in wide
    assert "Shown: Rijnmond Groep and everything below it." in wide
    assert "Eva Elders" not in wide


def test_t24_a_scope_shows_nothing_that_one_may_not_see(world: World) -> None:
    """Sam asks for the contacts of his account with those below, and for all accounts."""
    rows = seed(world)
    sam = world.sign_in("sam")
    for path in (f"/contacts/?account={rows[HAVEN].account}&scope=tree", "/accounts/?scope=all"):
        page = words_of(sam.get(path))
        for name in ("Noor", "Lot Peters", "Rijnmond Groep", "Rijnmond Logistiek"):
            assert name not in page, (path, name)
