"""Each filter of the case list finds what it should and nothing else, and says what it could not use."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from models.case import Case
from models.person import Person
from tests.cases.steps import find, numbers, opened
from tests.worlds import World

LIST = "/cases/?view=account_open"
FILTERS = ("status", "state", "kind", "priority", "from", "to", "owner", "account", "q", "scope")
SHOWING = ("view", "sort", "size", "columns", "after", "before", "counts", "which")
HOSTILE = (
    *("'", "' OR 1=1 --", "%", "_", "\\", '"', "%00", "%ED%A0%80", "%E2%80%AE", "%F0%9F%92%A9", "A" * 5_000),
    *(
        "1e99999",
        "NaN",
        "-1",
        "1" * 30,
        "0000-00-00",
        "9999-12-31",
        "(((",
        "MATCH *",
        "%0d%0a",
        "[]",
        "{{7*7}}",
    ),
)


def listed(world: World, person: str, query: str) -> list[int]:
    return numbers(world.sign_in(person).get(f"{LIST}&{query}").text)


@pytest.mark.parametrize(
    ("finds", "misses"),
    [
        ("status=new", "status=in_progress"),
        ("state=open", "state=closed"),
        ("kind=issue", "kind=how_to"),
        ("priority=high", "priority=low"),
        ("q=jam", "q=toner"),
        ("q=pap", "q=aper"),
        ("q=JAM+paper", "q=jam+toner"),
        ("q=%25jam", "q=%25"),
        ("owner=sam", "owner=visser"),
        ("owner=boer+SAM", "owner=boer+lot"),
        ("scope=account", "scope=tree&owner=visser"),
        ("status=new&kind=issue&priority=high&owner=sam&state=open", "status=new&kind=issue&priority=low"),
    ],
)
def test_a_filter_finds_its_cases_and_no_other(world: World, finds: str, misses: str) -> None:
    number = opened(world, "sam", subject="Paper jam")
    assert listed(world, "sam", finds) == [number]
    assert listed(world, "sam", misses) == []


def test_days_are_those_of_the_reader_and_both_are_included(world: World) -> None:
    number = opened(world, "sam")
    with world.session() as session:  # half past midnight on the second in Amsterdam
        session.scalars(select(Case)).one().created_at = datetime(2026, 3, 1, 23, 30, tzinfo=UTC)
        for person in session.scalars(select(Person).where(Person.first_name.in_(["Sam", "Noor"]))):
            person.time_zone = "Europe/Amsterdam" if person.first_name == "Sam" else "America/New_York"
        session.commit()
    assert listed(world, "sam", "from=2026-03-02&to=2026-03-02") == [number]
    assert listed(world, "sam", "from=2026-03-01&to=2026-03-01") == []
    assert listed(world, "noor", "from=2026-03-01&to=2026-03-01") == [number]
    assert listed(world, "noor", "from=2026-03-02") == []


def test_a_day_on_which_the_clock_changes_ends_at_midnight(world: World) -> None:
    number = opened(world, "sam")
    with world.session() as session:  # a quarter to midnight in winter time, 24 h 45 min after that day began
        session.scalars(select(Case)).one().created_at = datetime(2026, 10, 25, 22, 45, tzinfo=UTC)
        session.scalars(select(Person).where(Person.first_name == "Sam")).one().time_zone = "Europe/Amsterdam"
        session.commit()
    assert listed(world, "sam", "to=2026-10-25") == [number]
    assert listed(world, "sam", "to=2026-10-24") == []


def test_a_list_goes_back_to_the_cases_of_one_account(world: World) -> None:
    haven, logistiek = opened(world, "sam"), opened(world, "lot")
    account = world.account_id("Rijnmond Haven")
    html = world.sign_in("noor").get(f"{LIST}&account={account}").text
    assert numbers(html) == [haven]
    assert "Only cases of Rijnmond Haven" in html
    assert set(listed(world, "noor", "")) == {haven, logistiek}


def test_t32_an_account_that_one_may_not_see_finds_nothing(world: World) -> None:
    number = opened(world, "lot")
    account = world.account_id("Rijnmond Logistiek")
    html = world.sign_in("sam").get(f"{LIST}&account={account}").text
    assert numbers(html) == [] and "not there, or not yours to see" in html
    assert html.count("98765432") == 0
    assert listed(world, "sam", "") == listed(world, "lot", f"account={account}") == [number]


def test_t32_an_owner_whom_one_may_not_see_finds_nothing(world: World) -> None:
    number = opened(world, "lot")
    for owner in ("lot", "Peters", str(world.person_id("lot"))):
        html = world.sign_in("sam").get(f"{LIST}&owner={owner}").text
        assert numbers(html) == [] and "No person whom you may see" in html
        assert listed(world, "noor", f"owner={owner}") == [number]


def test_suggested_are_the_people_whom_one_may_see(world: World) -> None:
    def suggested(person: str, typed: str) -> str:
        return str(world.sign_in(person).get(f"/cases/owners?owner={typed}").text)

    assert suggested("sam", "e") == '<option value="Sam de Boer"></option>'
    assert "Lot Peters" in suggested("noor", "peters") and not suggested("eva", "peters")
    assert not suggested("noor", "") and "Jansen" not in suggested("bo", "jansen")


def test_a_number_that_one_may_not_see_is_not_found_as_if_it_were_none(world: World) -> None:
    number = opened(world, "sam")
    assert world.sign_in("sam").get(f"/cases/?q={number}").location == f"/cases/{number}"
    for asked in (number, 98_765_432):
        answer = world.sign_in("eva").get(f"/cases/?q={asked}")
        assert answer.status_code == 200 and "No case fits these filters" in answer.text
        assert "No case that you may see has the number" in answer.text


@pytest.mark.parametrize("name", FILTERS)
def test_a_wrong_filter_is_named_and_never_shows_more(world: World, name: str) -> None:
    number = opened(world, "sam")
    html = world.sign_in("sam").get(f"{LIST}&{name}=nosuchthing").text
    assert ('class="flash warn"' in html) is (name != "q")
    assert numbers(html) == ([number] if name == "scope" else [])  # says that these are all


@pytest.mark.parametrize("name", ["view", "sort", "size", "columns", "which"])
def test_a_wrong_way_of_showing_is_named_and_the_usual_one_shown(world: World, name: str) -> None:
    number = opened(world, "sam")
    html = world.sign_in("sam").get(f"/cases/?{name}=nosuchthing").text
    assert 'class="flash warn"' in html
    assert numbers(html) == [number]


@pytest.mark.parametrize("name", [*FILTERS, *SHOWING])
def test_t41_t42_whatever_a_parameter_holds_is_only_text(world: World, name: str) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    for value in HOSTILE:
        answer = sam.get(f"{LIST}&{name}={value}&{name}=again")
        assert answer.status_code in (200, 400), value
        assert set(numbers(answer.text)) <= {number}
        for other in ("/cases/views/new", "/cases/views/counts", "/cases/owners"):
            assert sam.get(f"{other}?{name}={value}").status_code in (200, 400), (other, value)


def test_rows_per_page_are_one_of_four_numbers(world: World) -> None:
    for _ in range(12):
        opened(world, "sam")
    assert len(listed(world, "sam", "size=10")) == 10
    assert len(listed(world, "sam", "size=25")) == len(listed(world, "sam", "size=1000000")) == 12


def test_columns_are_the_ones_that_were_asked_for(world: World) -> None:
    number = opened(world, "sam", description="It **stops** after two pages.")
    sam = world.sign_in("sam").get(f"{LIST}&columns=number,description").text
    bo = world.sign_in("bo").get(f"{LIST}&columns=number,assignee").text
    assert "It stops after two pages." in sam and "Paper jam" not in sam and 'class="owner"' not in sam
    assert numbers(sam) == numbers(bo) == [number]
    assert 'data-label="Assigned to"' in bo


def test_t32_a_customer_does_not_choose_the_columns_of_staff(world: World) -> None:
    number = opened(world, "sam")
    html = world.sign_in("sam").get(f"{LIST}&columns=number,assignee").text
    assert "Assigned to" not in html and "not for you to see" in html
    assert numbers(html) == [number]


def test_what_people_wrote_is_escaped_in_every_cell(world: World) -> None:
    bad = "<script>alert(1)</script>"
    number = opened(world, "sam", subject=bad, description=bad)
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Sam")).one().last_name = bad
        session.commit()
    html = world.sign_in("bo").get(f"{LIST}&columns=number,subject,description,account,owner").text
    assert numbers(html) == [number] and find(world, number).subject == bad
    assert "<script>alert" not in html and html.count("&lt;script&gt;alert") == 3


def test_the_oldest_day_that_can_be_asked_for_is_no_error(world: World) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=2)).date()
    number = opened(world, "sam")
    assert listed(world, "sam", f"from=1970-01-01&to={tomorrow}") == [number]
    assert listed(world, "sam", "from=2999-12-31&to=2999-12-31") == []
