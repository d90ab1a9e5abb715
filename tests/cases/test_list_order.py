"""Every order of the case list, both ways, page by page: each case once, ties and hidden names included."""

import re
from collections.abc import Iterator
from functools import cache

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from app.access.viewer import Viewer
from app.cases.listing.columns import columns_for
from app.keyset import write_cursor
from models.case import Case
from models.person import Person
from tests.cases.steps import numbers, opened
from tests.worlds import World

CUSTOMERS = [name for name, column in columns_for(Viewer()).items() if column.order]
STAFFS = [name for name, column in columns_for(Viewer(is_staff=True)).items() if column.order]
NAMES = ("owner", "account", "assignee")  # cases without one stand last either way
ORDERS = [
    *(("sam", sort) for sort in CUSTOMERS),  # does not see whose the parallel cases are
    *(("noor", sort) for sort in ("owner", "account")),
    *(("bo", sort) for sort in STAFFS),
]


def made(world: World) -> list[int]:
    """Cases that tie in everything but the number: two accounts, three owners, some assigned."""
    found = [opened(world, ("sam", "lot")[i % 2], subject=f"Case {i % 4}") for i in range(26)]
    with world.session() as session:
        agents = session.scalars(select(Person.id).where(Person.first_name.in_(["Bo", "Kim"]))).all()
        noor = session.scalars(select(Person.id).where(Person.first_name == "Noor")).one()
        for i, case in enumerate(session.scalars(select(Case).order_by(Case.number))):
            case.assignee_id = (None, *agents)[i % 3]
            case.owner_id = noor if i % 5 == 0 else case.owner_id
            case.updated_at = case.created_at.replace(microsecond=0, second=i % 3)
        session.commit()
    return found


def pages(browser: FlaskClient, path: str, rel: str = "next") -> Iterator[tuple[str, list[int]]]:
    """(address, cases) of a page and those that follow it."""
    while path:
        html = browser.get(path).text
        yield path, numbers(html)
        found = re.search(rf'rel="{rel}" href="([^"]+)"', html)
        path = found[1].replace("&amp;", "&") if found else ""


@cache
def _of(sort: str, sign: str) -> str:
    return f"/cases/?view=account_open&sort={sign}{sort}"


@pytest.mark.parametrize("sign", ["", "-"])
@pytest.mark.parametrize(("person", "sort"), ORDERS)
def test_pages_show_every_case_once_in_each_order(world: World, person: str, sort: str, sign: str) -> None:
    cases = made(world)
    browser = world.sign_in(person)
    whole = numbers(browser.get(_of(sort, sign) + "&size=100").text)
    forward = list(pages(browser, _of(sort, sign) + "&size=10"))
    back = list(pages(browser, forward[-1][0], "prev"))
    assert sorted(whole) == sorted(cases)
    assert [number for _path, part in forward for number in part] == whole
    assert back[-1][1] == whole[:10]
    other_way = numbers(browser.get(_of(sort, "" if sign else "-") + "&size=100").text)
    assert whole == other_way[::-1] or (sort in NAMES and sorted(whole) == sorted(other_way))


@pytest.mark.parametrize(("sort", "word"), [("owner", "Somebody at"), ("account", "Another account of")])
def test_t32_hidden_names_have_no_part_in_the_order(world: World, sort: str, word: str) -> None:
    made(world)
    html = world.sign_in("sam").get(_of(sort, "") + "&size=100").text
    rows = re.findall(r"<tr><td.*?</tr>", html)
    hidden = [number for row in rows for number in numbers(row) if word in row]
    assert hidden == sorted(hidden) and len(hidden) > 5
    assert numbers("".join(rows))[-len(hidden) :] == hidden
    other_way = numbers(world.sign_in("sam").get(_of(sort, "-") + "&size=100").text)
    assert other_way[-len(hidden) :] == hidden[::-1]


def test_names_are_in_their_order(world: World) -> None:
    made(world)
    html = world.sign_in("bo").get(_of("owner", "") + "&size=100").text
    owners = re.findall(r'class="owner">([^<]+)<', html)
    assert [*dict.fromkeys(owners)] == ["Lot Peters", "Noor Visser", "Sam de Boer"]
    assert owners == sorted(owners, key=["Lot Peters", "Noor Visser", "Sam de Boer"].index)


@pytest.mark.parametrize("sort", ["assignee", "-assignee", "password", "owner.password", "id"])
def test_t32_a_customer_sorts_by_nothing_else(world: World, sort: str) -> None:
    number = opened(world, "sam")
    html = world.sign_in("sam").get(f"/cases/?view=account_open&sort={sort}").text
    assert "Cases cannot be sorted by that" in html
    assert numbers(html) == [number]


def test_staff_sort_by_whom_a_case_is_assigned_to(world: World) -> None:
    opened(world, "sam")
    html = world.sign_in("bo").get("/cases/?view=account_open&sort=assignee&columns=number,assignee").text
    assert "Cases cannot be sorted by that" not in html
    assert "Nobody" in html


@pytest.mark.parametrize(
    "values",
    [[], [0], [2, 5], [-1, 5], [0, "x"], [1, 2, 3, 4, 5], [10**20, 1], [0, 10**20], ["0", 5], [True, 5],
     [0, "a", "b", 5], [1, "\0", "b", 5], [1, "\ud800", "b", 5], [None, None], {"0": 5}],
)  # fmt: skip
@pytest.mark.parametrize("sort", ["owner", "number", "updated"])
def test_t42_a_place_that_is_none_is_the_beginning(world: World, sort: str, values: list[object]) -> None:
    number = opened(world, "sam")
    for direction in ("after", "before"):
        path = f"{_of(sort, '')}&{direction}={write_cursor(values)}"  # type: ignore[arg-type]
        answer = world.sign_in("sam").get(path)
        assert answer.status_code == 200
        assert set(numbers(answer.text)) <= {number}
