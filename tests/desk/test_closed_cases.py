"""The desk looks at closed cases too: by the same filters, in views of its own, page by page (D12)."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from app import clock
from app.cases.touch import set_status
from app.setup.scales import scales
from models.case import Case
from tests.cases.steps import numbers, opened
from tests.cases.views import saved
from tests.desk.steps import bulk
from tests.files.queries import queries
from tests.worlds import World


def closed(world: World, person: str = "sam", *, minutes_ago: int = 0, status: str = "resolved") -> int:
    """The number of a case of this person that was settled so long ago."""
    number = opened(world, person)
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        set_status(session, case, scales(session).status_by_code[status])
        case.updated_at = case.closed_at = clock.now() - timedelta(minutes=minutes_ago)
        session.commit()
    return number


def listed(world: World, asked: str, person: str = "bo") -> list[int]:
    return numbers(world.sign_in(person).get(f"/desk/?{asked}").text)


def test_bo_looks_at_closed_cases_the_one_that_moved_last_first(world: World) -> None:
    long_ago, just_now = closed(world, minutes_ago=90), closed(world, "eva")
    in_between, waiting = closed(world, minutes_ago=30), opened(world, "sam", priority="critical")
    assert listed(world, "view=closed") == [just_now, in_between, long_ago]
    assert listed(world, "view=all") == [waiting]
    assert set(listed(world, "view=all&state=all")) == {long_ago, just_now, in_between, waiting}
    page = world.sign_in("bo").get("/desk/?view=closed&lang=nl").text
    assert "3 meldingen" in page and "Gesloten" in page and "open meldingen" not in page


def test_every_filter_narrows_them(world: World) -> None:
    resolved, cancelled = closed(world, minutes_ago=5), closed(world, "eva", status="cancelled")
    assert listed(world, "view=closed&status=cancelled") == [cancelled]
    assert listed(world, "view=all&status=resolved") == [resolved]
    assert listed(world, "view=closed&owner=Elders") == [cancelled]
    assert listed(world, "view=closed&priority=low") == []
    assert listed(world, "view=closed&q=jam&from=2020-01-01") == [cancelled, resolved]
    assert listed(world, "view=mine&state=closed") == []
    assert "There is no such status" in world.sign_in("bo").get("/desk/?view=closed&status=x").text


def test_a_view_over_closed_cases_that_mia_shares_opens_for_bo(world: World) -> None:
    settled, waiting = closed(world), opened(world, "sam")
    view = saved(world, "mia", "Settled", which="all_mine", state="closed", is_shared="1", back="desk")
    mine = saved(world, "bo", "Mine, all", which="all_mine")
    bulk(world, "assignments", [settled, waiting], to="me")
    assert listed(world, f"view=own-{mine}") == [waiting, settled]
    assert listed(world, f"view=own-{view}", "mia") == []
    bulk(world, "assignments", [settled], "mia", to="me")
    assert listed(world, f"view=own-{view}", "mia") == [settled]
    assert "Settled" in world.sign_in("bo").get("/desk/").text


def test_pages_of_closed_cases_follow_each_other_and_lose_none(world: World) -> None:
    all_of_them = [closed(world, minutes_ago=ago // 2) for ago in range(24)]  # two at a time at one moment
    seen, address, bo = [], "/desk/?view=closed&size=10", world.sign_in("bo")
    while address:
        page = bo.get(address).text
        seen.append(numbers(page))
        following = re.search(r'href="(/desk/\?[^"]*after=[^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert [len(part) for part in seen] == [10, 10, 4]
    assert sorted(number for part in seen for number in part) == sorted(all_of_them)
    assert bo.get("/desk/?view=closed&after=nonsense").status_code == 200


def test_they_are_counted_up_to_a_limit(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(4):
        closed(world)
    bo = world.sign_in("bo")
    assert "4 cases" in bo.get("/desk/?view=closed").text
    monkeypatch.setattr("app.cases.listing.find.MOST_COUNTED", 3)
    assert "More than 3 cases" in bo.get("/desk/?view=closed").text


def test_what_cannot_be_done_with_a_closed_case_is_named_with_its_number(world: World) -> None:
    one, other = closed(world), closed(world, status="cancelled")
    answer = bulk(world, "priorities", [one, other], priority="low")
    assert answer.status_code == 422
    assert all(f"<strong>{number}</strong>" in answer.text for number in (one, other))
    assert "Take" not in re.findall(r">(\w+)</button>", world.sign_in("bo").get("/desk/?view=closed").text)


def test_thirty_closed_cases_ask_no_more_than_one(world: World) -> None:
    bo = world.sign_in("bo")
    bo.get("/desk/?view=closed")

    def asked() -> int:
        with queries() as found:
            bo.get("/desk/?view=closed&size=50")
        return len(found)

    closed(world)
    for_one = asked()
    for ago in range(29):
        closed(world, minutes_ago=ago)
    assert asked() == for_one <= 5
