"""The home page: what one opened last, what waits, what there is to read (FEATURES F1, F2)."""

import re
from concurrent.futures import ThreadPoolExecutor

from flask.testing import FlaskClient

from models.account import Account
from models.person import Person
from tests.cases.steps import opened
from tests.files.queries import queries
from tests.worlds import World

MOST_QUESTIONS = 14


def recent(client: FlaskClient) -> list[str]:
    """The links of the recent items, in their order."""
    found = re.search(r"Recent items</h2>.*?</ul>", client.get("/").text, re.DOTALL)
    return re.findall(r'class="row-title" href="([^"]+)"', found[0]) if found else []


def test_what_was_opened_last_stands_first_and_once(world: World) -> None:
    first, second = opened(world, "sam"), opened(world, "sam", subject="Toner")
    sam, haven = world.sign_in("sam"), world.account_id("Rijnmond Haven")

    for path in (f"/cases/{first}", f"/accounts/{haven}", f"/cases/{second}", f"/cases/{first}"):
        assert sam.get(path).status_code == 200

    found = recent(sam)
    assert found == [f"/cases/{first}", f"/cases/{second}", f"/accounts/{haven}"]
    assert recent(world.sign_in("sam")) == found, "on another machine too"
    assert recent(world.sign_in("lot")) == []


def test_who_opened_nothing_yet_is_told_how_it_works(world: World) -> None:
    eva = world.sign_in("eva")
    page = eva.get("/").text
    assert page.index("How it works") < page.index("</section>") and 'href="/help/"' in page
    assert "Needs your attention" not in page and "Recently updated" not in page

    opened(world, "eva")

    page = eva.get("/").text
    assert "How it works" not in page and "Needs your attention" in page and "Recently updated" in page


def test_t24_a_page_that_is_not_ones_own_any_more_is_no_recent_item(world: World) -> None:
    number = opened(world, "sam", subject="Only for the harbour")
    lot, noor = world.sign_in("lot"), world.sign_in("noor")
    assert lot.get(f"/cases/{number}").status_code == noor.get(f"/cases/{number}").status_code == 200

    person_id, account_id = world.person_id("lot"), world.account_id("Elders & Zoon")
    with world.session() as session:
        session.get_one(Person, person_id).home_account_id = account_id
        session.commit()

    assert recent(world.sign_in("lot")) == []
    assert recent(noor) == [f"/cases/{number}"]


def test_a_page_that_is_not_there_is_no_visit(world: World) -> None:
    eva, foreign = world.sign_in("eva"), opened(world, "sam")
    assert eva.get(f"/cases/{foreign}").status_code == eva.get("/accounts/999999").status_code == 404
    assert recent(eva) == []


def test_a_customer_success_manager_finds_the_accounts_they_look_after(world: World) -> None:
    person_id, account_id = world.person_id("chris"), world.account_id("Elders & Zoon")
    with world.session() as session:
        session.get_one(Account, account_id).manager_id = person_id
        session.commit()

    assert "Elders &amp; Zoon" in world.sign_in("chris").get("/").text
    assert "Accounts I look after" not in world.sign_in("eva").get("/").text


def test_thirty_cases_ask_no_more_than_one(world: World) -> None:
    sam, first = world.sign_in("sam"), opened(world, "sam")
    sam.get(f"/cases/{first}")
    sam.get("/")
    with queries() as few:
        sam.get("/")
    for _ in range(30):
        sam.get(f"/cases/{opened(world, 'sam')}")
    sam.get("/")

    with queries() as many:
        sam.get("/")

    assert len(many) == len(few) <= MOST_QUESTIONS


def test_windows_that_open_at_once_all_show_their_page(world: World) -> None:
    paths = [f"/cases/{opened(world, 'sam')}" for _ in range(8)]
    first = world.sign_in("sam")
    cookie = first.get_cookie("loket")
    assert cookie is not None

    def look(path: str) -> int:
        window = world.app.test_client()
        window.set_cookie("loket", cookie.value)
        return window.get(path).status_code

    with ThreadPoolExecutor(8) as windows:
        assert list(windows.map(look, paths)) == [200] * 8
    assert len(recent(first)) >= 1
