"""D15: the list of cases as a file: rows, columns and order of the view in the address, and nothing else."""

import re
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select, update

from app import clock
from app.background import limits
from app.jobs.work import work_off
from models.background_work import BackgroundWork
from models.case import Case
from models.person import Person
from tests.access.seeding import canary, seed
from tests.access.who_sees import CASES, CUSTOMERS
from tests.cases.steps import opened
from tests.inout.sheets import csv_rows, get_csv, xlsx_rows, xlsx_types
from tests.worlds import World


def test_the_file_has_the_rows_columns_and_order_of_the_view(world: World) -> None:
    jam, quiet = opened(world, subject="Paper jam"), opened(world, subject="Too quiet", kind="how_to")
    opened(world, "eva", subject="Not mine")
    sam = world.sign_in("sam")
    rows = get_csv(sam, "/cases/export?view=account_open&columns=subject,kind&sort=subject&format=csv")
    assert rows == [
        ["Number", "Subject", "Question or issue"],
        [str(jam), "Paper jam", "Issue"],
        [str(quiet), "Too quiet", "Question"],
    ]
    assert get_csv(sam, "/cases/export?columns=subject,kind&sort=-subject")[1][0] == str(quiet)
    assert len(get_csv(sam, "/cases/export?kind=issue")) == 2


def test_the_list_offers_its_own_address_as_a_file(world: World) -> None:
    opened(world)
    page = world.sign_in("sam").get("/cases/?view=my_open&kind=issue&sort=-subject").text
    found = re.findall(r'href="(/cases/export\?[^"]+)"', page)
    assert [link.replace("&amp;", "&") for link in found] == [
        f"/cases/export?view=my_open&kind=issue&sort=-subject&format={kind}" for kind in ("csv", "xlsx")
    ]


def test_a_workbook_says_the_same(world: World) -> None:
    number = opened(world)
    answer = world.sign_in("sam").get("/cases/export?columns=subject,created&format=xlsx")
    header, row = xlsx_rows(answer.data)
    assert header == ["Number", "Subject", "Created"]
    assert row[:2] == [number, "Paper jam"]
    assert isinstance(row[2], datetime)


def test_headings_and_words_are_the_readers_and_dutch_spreadsheets_want_semicolons(world: World) -> None:
    opened(world)
    sam = world.sign_in("sam")
    sam.set_cookie("lang", "nl")
    answer = sam.get("/cases/export?columns=subject,kind")
    assert csv_rows(answer.data, ";")[0] == ["Nummer", "Onderwerp", "Vraag of storing"]
    assert csv_rows(answer.data, ";")[1][2] == "Storing"
    assert re.fullmatch(
        r'attachment; filename="Meldingen [\d-]{10}\.csv"; filename\*=UTF-8\'\'Meldingen%20[\d-]{10}\.csv',
        answer.headers["Content-Disposition"],
    )


def test_times_are_iso_in_the_zone_of_the_reader(world: World) -> None:
    number = opened(world)
    with world.session() as session:
        at = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
        session.execute(update(Case).where(Case.number == number).values(created_at=at))
        sam = session.scalars(select(Person).where(Person.first_name == "Sam")).one()
        sam.time_zone = "Europe/Amsterdam"
        session.commit()
    assert get_csv(world.sign_in("sam"), "/cases/export?columns=created")[1][1] == "2026-07-02 00:30:00"


LIVE = ("=1+1", "+31 10", "-2", "@SUM(A1)", "'=already", "＝1")


@pytest.mark.parametrize("subject", LIVE)
def test_t40_what_would_be_a_formula_is_marked_as_text(world: World, subject: str) -> None:
    opened(world, subject=subject)
    sam, path = world.sign_in("sam"), "/cases/export?columns=subject&format="
    assert get_csv(sam, path + "csv")[1][1] == f"'{subject}"
    workbook = sam.get(path + "xlsx").data
    assert xlsx_rows(workbook)[1][1] == f"'{subject}"
    assert "f" not in xlsx_types(workbook)


@pytest.mark.parametrize("who", CUSTOMERS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_t25_no_file_holds_a_foreign_or_internal_word(sqlite_world: World, who: str, kind: str) -> None:
    seed(sqlite_world)
    columns = "subject,description,account,owner,assignee,created"
    answer = sqlite_world.sign_in(who).get(f"/cases/export?columns={columns}&format={kind}")
    rows = csv_rows(answer.data) if kind == "csv" else xlsx_rows(answer.data)
    told = str(rows)
    assert {account for account in CASES["bo"] if canary(account) in told} == CASES[who]
    assert "hidden" not in told and "Bo Jansen" not in told and "Assigned to" not in rows[0]


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of more than two rows is long."""
    monkeypatch.setattr("views.cases.export.AT_ONCE", 2)


@pytest.mark.usefixtures("short")
def test_a_long_list_is_made_in_the_background_and_fetched_by_its_person_alone(world: World) -> None:
    numbers = [opened(world, subject=f"Jam {n}") for n in range(3)]
    sam, path = world.sign_in("sam"), "/cases/export?columns=subject&sort=number&format=csv"
    assert "Make the file" in sam.get(path).text
    at = urlsplit(world.post(sam, path).headers["Location"]).path
    assert "It begins in a moment" in sam.get(at).text

    work_off(world.app)

    page = sam.get(at).text
    assert "3 rows" in page and f'href="{at}/file"' in page
    rows = csv_rows(sam.get(f"{at}/file").data)
    assert rows == [["Number", "Subject"], *([str(n), f"Jam {i}"] for i, n in enumerate(numbers))]
    lot = world.sign_in("lot")
    assert [lot.get(at + more).status_code for more in ("", "/file", "/progress")] == [404] * 3


def ask(world: World, person: str = "sam") -> str:
    """The address of an export that the worker was asked for."""
    client = world.sign_in(person)
    return urlsplit(world.post(client, "/cases/export?columns=subject").headers["Location"]).path


def test_the_file_holds_what_its_person_may_see_when_it_is_made(world: World) -> None:
    seen, other = opened(world, "sam"), opened(world, "lot")
    at, elders = ask(world), world.account_id("Elders & Zoon")
    with world.session() as session:
        lots = session.scalars(select(Case).where(Case.number == other)).one()
        lots.account_id = lots.root_id = elders
        session.commit()
    work_off(world.app)
    rows = csv_rows(world.sign_in("sam").get(f"{at}/file").data)
    assert [row[0] for row in rows[1:]] == [str(seen)]


def test_who_was_deactivated_meanwhile_gets_nothing(world: World) -> None:
    opened(world)
    ask(world)
    with world.session() as session:
        session.scalars(select(Person).where(Person.first_name == "Sam")).one().active = False
        session.commit()
    work_off(world.app)
    with world.session() as session:
        work = session.scalars(select(BackgroundWork)).one()
        assert (work.state, work.error, work.result_key) == ("failed", "no_right", None)


def test_t29_a_file_of_before_is_withheld_once_its_person_may_see_something_else(world: World) -> None:
    opened(world)
    at = ask(world)
    work_off(world.app)
    assert csv_rows(world.sign_in("sam").get(f"{at}/file").data)
    elders = world.account_id("Elders & Zoon")
    with world.session() as session:
        sam = session.scalars(select(Person).where(Person.first_name == "Sam")).one()
        sam.home_account_id = elders
        session.commit()
    client = world.sign_in("sam")
    assert client.get(f"{at}/file").status_code == 404
    assert "Ask for it again" in client.get(at).text


def test_nobody_fills_the_line_for_the_others(world: World) -> None:
    sam = world.sign_in("sam")
    answers = [world.post(sam, "/cases/export").status_code for _ in range(limits.MOST_UNFINISHED + 1)]
    assert answers == [303] * limits.MOST_UNFINISHED + [422]


def test_t26_the_file_of_a_case_that_was_shared_ends_with_its_share(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The clock ends a share, and nothing else changes that would tell."""
    number = opened(world, "sam", subject="Only until Sunday")
    until = {"whom": "eva@elders.example", "until": (clock.now() + timedelta(days=3)).date().isoformat()}
    world.post(world.sign_in("bo"), f"/cases/{number}/shares", until)
    eva = world.sign_in("eva")
    address = world.post(eva, "/cases/export?view=account_open&scope=all").location
    work_off(world.app)
    assert b"Only until Sunday" in eva.get(f"{address}/file").data

    later = clock.now() + timedelta(days=5)
    monkeypatch.setattr(clock, "now", lambda: later)

    assert world.sign_in("eva").get(f"{address}/file").status_code == 404
