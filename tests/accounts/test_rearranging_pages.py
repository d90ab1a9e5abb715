"""A7, A8: moving, merging and deactivating accounts, with the page that shows first what follows."""

import re
from html import unescape
from typing import Any

import pytest
from flask.testing import FlaskClient

from models.account import Account, AccountAccess
from models.case import Case
from tests.access.seeding import Rows, canary, seed
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

GROEP, HAVEN, LOGISTIEK, ELDERS = "Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon"


def plain(answer: Any) -> str:
    """What a reader reads, without mark-up."""
    text = unescape(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True).partition("<main")[2]))
    return " ".join(text.split()).replace(" ,", ",")


def page_of(rows: dict[str, Rows], account: str, act: str) -> str:
    return f"/accounts/{rows[account].account}/{act}"


def confirm(world: World, client: FlaskClient, path: str, query: str = "", **changed: Any) -> Any:
    """Look at the preview and press the button below it."""
    return send(world, client, path, form_at(client, path + query, "seen"), **changed)


def sees(world: World, who: str, rows: dict[str, Rows], account: str) -> bool:
    return world.sign_in(who).get(f"/cases/{rows[account].number}").status_code == 200


def test_a8_the_preview_names_who_gains_and_who_loses_sight(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    found = plain(chris.get(page_of(rows, HAVEN, "move") + "?place=below&parent=Elders"))
    assert "Rijnmond Haven goes from below Rijnmond Groep to below Elders & Zoon." in found
    loses, gains = found.partition("1 person gains")[::2]
    for name, account in (("Noor Visser", HAVEN), ("Lot Peters", HAVEN), ("Sam de Boer", LOGISTIEK)):
        assert re.search(rf"{name} \S+ \S+ · cases of {account} 1 case", loses), name
    assert "3 people lose sight of cases" in loses
    assert re.search(r"Eva Elders Elders & Zoon · cases of Rijnmond Haven 1 case", gains)
    assert "Elders & Zoon Standard account Parent account" in found


def test_t29_after_the_move_sight_changes_at_the_next_request(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    clients = {who: world.sign_in(who) for who in ("noor", "lot", "sam", "eva")}
    haven, logistiek = (f"/cases/{rows[name].number}" for name in (HAVEN, LOGISTIEK))
    assert [clients[who].get(haven).status_code for who in clients] == [200, 200, 200, 404]
    done = confirm(world, chris, page_of(rows, HAVEN, "move"), "?place=below&parent=Elders")
    assert done.status_code == 303
    assert [clients[who].get(haven).status_code for who in clients] == [404, 404, 200, 200]
    assert clients["sam"].get(logistiek).status_code == 404


def test_t29_lists_choices_and_counts_follow_the_move_too(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    noor, eva = world.sign_in("noor"), world.sign_in("eva")
    confirm(world, chris, page_of(rows, HAVEN, "move"), "?place=below&parent=Elders")
    for path in ("/", "/cases/", "/accounts/", "/cases/new/question", "/accounts/choices?field=q&q=haven"):
        assert HAVEN not in words_of(noor.get(path)), path
        assert canary(HAVEN) not in words_of(noor.get(path)), path
    assert canary(HAVEN) in words_of(eva.get("/cases/"))
    assert HAVEN in words_of(eva.get("/cases/new/question"))


def test_what_was_shown_is_what_is_confirmed_else_it_is_shown_again(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    path, query = page_of(rows, HAVEN, "move"), "?place=below&parent=Elders"
    fields = form_at(chris, path + query, "seen")
    with world.session() as session:
        session.add(AccountAccess(person_id=rows["Delta"].person, account_id=rows[ELDERS].account))
        session.commit()
    answer = send(world, chris, path, fields)
    assert answer.status_code == 409
    assert "Something changed in the meantime" in words_of(answer)
    assert "Dirk Delta" in plain(answer)
    assert sees(world, "noor", rows, HAVEN)
    assert send(world, chris, path, form_of(answer)).status_code == 303
    assert not sees(world, "noor", rows, HAVEN)


def form_of(answer: Any) -> Any:
    class Once:
        def get(self, path: str) -> Any:
            return answer

    return form_at(Once(), "", "seen")  # type: ignore[arg-type]


def test_a_new_case_in_the_meantime_asks_nobody_twice(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    path = page_of(rows, HAVEN, "activity")
    fields = form_at(chris, path, "seen")
    sam = world.sign_in("sam")
    from tests.cases.steps import opened

    assert sam and opened(world, "sam")
    assert send(world, chris, path, fields).status_code == 303


def test_without_the_fingerprint_nothing_happens(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    for act, more in (("move", {"place": "top"}), ("merge", {"into": ELDERS}), ("activity", {})):
        answer = world.post(chris, page_of(rows, HAVEN, act), {**more, "to": "inactive", "seen": "x"})
        assert answer.status_code == 409, act
    with world.session() as session:
        haven = session.get_one(Account, rows[HAVEN].account)
        assert (haven.parent_id, haven.is_active) == (rows[GROEP].account, True)


@pytest.mark.parametrize(
    ("account", "query", "words"),
    [
        (GROEP, "?place=below&parent=Haven", "cannot hang below itself"),
        (GROEP, "?place=below&parent=Rijnmond+Groep", "cannot hang below itself"),
        (HAVEN, "?place=below&parent=Rijnmond+Groep", "stands there already"),
        (HAVEN, "?place=below&parent=nothing+like+it", "No account has this name"),
        (HAVEN, "?place=below&parent=", "Choose an account"),
        (HAVEN, "?place=below&parent=Rijnmond", "More than one account fits"),
        (HAVEN, "?place=elsewhere&parent=Elders", "There is a problem"),
        (HAVEN, f"?place=below&parent={'9' * 3000}", "No account has this name"),
    ],
)
def test_what_cannot_be_is_said_and_kept(world: World, account: str, query: str, words: str) -> None:
    rows = seed(world)
    answer = world.sign_in("chris").get(page_of(rows, account, "move") + query)
    assert answer.status_code == 422
    assert words in words_of(answer)


def test_a_sub_account_becomes_a_standard_account_and_back(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    path = page_of(rows, HAVEN, "move")
    assert "Rijnmond Haven Sub-account Standard account" in plain(chris.get(path + "?place=top"))
    confirm(world, chris, path, "?place=top")
    with world.session() as session:
        haven = session.get_one(Account, rows[HAVEN].account)
        assert (haven.parent_id, haven.root_id, haven.path) == (None, haven.id, f"/{haven.id}/")
        assert session.get_one(Case, rows[HAVEN].case).root_id == haven.id
    confirm(world, chris, path, "?place=below&parent=0004711000")
    assert sees(world, "noor", rows, HAVEN)


def test_a_parent_account_goes_without_its_sub_accounts(world: World) -> None:
    """Delta Midden leaves; what was below it comes to stand below Delta."""
    rows, chris = seed(world), world.sign_in("chris")
    query = "?place=top&subs=behind"
    found = plain(chris.get(page_of(rows, "Delta Midden", "move") + query))
    assert "1 sub-account stays behind." in found
    confirm(world, chris, page_of(rows, "Delta Midden", "move"), query)
    with world.session() as session:
        below = session.get_one(Account, rows["Delta Onder"].account)
        assert below.parent_id == rows["Delta"].account
    assert sees(world, "dirk", rows, "Delta Onder")
    assert not sees(world, "dirk", rows, "Delta Midden")
    assert sees(world, "zij", rows, "Delta Onder")


def test_an_account_is_deactivated_and_takes_part_again(world: World) -> None:
    rows, chris, eva = seed(world), world.sign_in("chris"), world.sign_in("eva")
    path = page_of(rows, ELDERS, "activity")
    found = plain(chris.get(path))
    assert "People who cannot sign in any more: 1." in found
    assert "1 person loses sight of cases" in found
    assert confirm(world, chris, path).status_code == 303
    assert eva.get("/").status_code == 302
    assert "1 person gains sight of cases" in plain(chris.get(path))
    assert confirm(world, chris, path).status_code == 303
    assert sees(world, "eva", rows, ELDERS)


@pytest.mark.parametrize("act", ["move", "merge", "activity"])
def test_t22_only_who_keeps_accounts_may_do_it(world: World, act: str) -> None:
    rows = seed(world)
    path = page_of(rows, HAVEN, act)
    for who, status in {"sam": 403, "noor": 403, "bo": 403, "mia": 403, "tess": 403, "ada": 200}.items():
        client = world.sign_in(who)
        assert client.get(path).status_code == status, who
        if status == 403:
            assert world.post(client, path, {"place": "top", "into": ELDERS}).status_code == 403, who
    assert world.sign_in("chris").get(path).status_code == 200
    for missing in (98_765_432, 10**20):
        assert world.sign_in("chris").get(f"/accounts/{missing}/{act}").status_code == 404


def test_the_pages_speak_dutch(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    found = plain(chris.get(page_of(rows, HAVEN, "move") + "?place=below&parent=Elders&lang=nl"))
    for words in (
        "verliezen het zicht op meldingen",
        "krijgt zicht op meldingen",
        "Standaardaccount Hoofdaccount",
    ):
        assert words in found
