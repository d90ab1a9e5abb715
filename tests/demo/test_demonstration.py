"""The demonstration company: believable, complete, and quiet about the past."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from random import Random

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.agreements.active import covered
from app.cases.number import next_number
from app.demo.choose import Chooser
from app.demo.load import SEED, load_demo
from app.demo.offers import Offers
from app.demo.plan import plans
from app.demo.story import stories
from app.files.store import file_store
from app.request_types.install import SHIPPED
from app.setup.scales import scales
from models.account import Account
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Attachment, Note
from models.device import Device
from models.event import CaseEvent, OutgoingMail, PendingEvent
from models.person import Person
from models.product import ProductModel
from tests.worlds import World

CAST = ("noor", "sam", "lot", "eva")
CASES = 301  # those of the plan, and one that was told twice


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def demo(request: pytest.FixtureRequest) -> Iterator[World]:
    """Loaded once for all tests of this file: they only read."""
    world: World = request.getfixturevalue(f"{request.param}_template")
    world.restore()
    with world.session() as session:
        load_demo(session)
        session.commit()
    yield world
    world.leave()


def test_fills_every_page_with_some_hundred_cases_of_many_accounts(demo: World) -> None:
    with demo.session() as session:
        assert session.scalar(select(func.count(Case.id))) == CASES
        assert session.scalar(select(func.count(Person.id))) >= 60
        depths = [account.depth for account in session.scalars(select(Account))]
    assert len(depths) >= 20
    assert set(depths) == {1, 2, 3, 4, 5}


def test_there_is_a_story_for_every_case_at_whatever_hour_it_is_loaded(demo: World) -> None:
    with demo.session() as session:
        offers = Offers(session)
        for hours in range(0, 240, 5):
            random = Random(SEED)
            chooser = Chooser(random, offers)
            told = [chooser.choose(p) for p in plans(session, random, clock.now() + timedelta(hours=hours))]
            assert len(told) == 300


def test_has_devices_of_every_model_and_agreements_with_all_but_one(demo: World) -> None:
    with demo.session() as session:
        assert session.scalar(select(func.count(Device.id))) >= 200
        assert set(session.scalars(select(Device.model_id))) == set(session.scalars(select(ProductModel.id)))
        accounts = {row.id: row.name for row in session.scalars(select(Account))}
        assert [accounts[id_] for id_ in accounts.keys() - covered(session, accounts)] == [
            "Hotel-Café Zomerzon"
        ]


def test_shows_every_status_and_every_priority(demo: World) -> None:
    bo, kim = demo.person_id("bo"), demo.person_id("kim")
    with demo.session() as session:
        words = scales(session)
        assert set(session.scalars(select(Case.status_id))) == set(words.statuses)
        used = Counter(words.priorities[id_].code for id_ in session.scalars(select(Case.priority_id)))
        assert not {word.code for word in words.offered_on("standard")} - used.keys()
        assert used.keys() >= {"planning", "minor", "moderate", "major", "critical"}
        assert set(session.scalars(select(Case.assignee_id))) == {None, bo, kim}


def test_shows_every_request_type_with_answers_that_were_checked(demo: World) -> None:
    with demo.session() as session:
        kinds = Counter(session.scalars(select(Case.request_type)))
        filed = list(session.scalars(select(Case).where(Case.request_type_version_id.is_not(None))))
        assert set(kinds) == set(SHIPPED) and kinds["incident"] >= 40
        assert {case.request_type for case in filed} == set(SHIPPED) - {"question"}
        asks_nothing_else = {"professional_service"}
        assert all(case.values for case in filed if case.request_type not in asks_nothing_else)


def test_an_incident_or_warranty_is_about_a_device_of_the_account(demo: World) -> None:
    with demo.session() as session:
        owned = {(row.account_id, row.serial_number) for row in session.scalars(select(Device))}
        about = [
            (case.account_id, case.values["serial_number"])
            for case in session.scalars(select(Case).where(Case.request_type.in_(("incident", "warranty"))))
            if "serial_number" in case.values
        ]
    assert len(about) >= 20 and set(about) <= owned


def test_one_case_is_shared_and_one_is_merged_into_another(demo: World) -> None:
    with demo.session() as session:
        shared = session.scalars(select(CaseShare)).one()
        merged = session.scalars(select(Case).where(Case.merged_into_id.is_not(None))).one()
        assert merged.account_id == session.get_one(Case, merged.merged_into_id).account_id
        number = session.get_one(Case, shared.case_id).number
    with demo.session("eva") as session:
        assert session.scalar(select(Case.number).where(Case.number == number)) == number
        assert session.scalar(select(Case.number).where(Case.number == merged.number)) is None


@pytest.mark.parametrize("first_name", CAST)
def test_everybody_of_the_cast_finds_a_case_that_waits_for_an_answer(demo: World, first_name: str) -> None:
    owner = demo.person_id(first_name)
    with demo.session(first_name) as session:
        codes = {status.id: status.code for status in scales(session).statuses.values()}
        mine = session.scalars(select(Case.status_id).where(Case.owner_id == owner))
        stands = Counter(codes[status] for status in mine)
    assert stands["pending_response"] >= 2
    assert stands["solution_suggested"] >= 1
    assert stands["new"] >= 1
    assert stands["resolved"] >= 1


def test_sends_no_mail_about_what_is_past(demo: World) -> None:
    with demo.session() as session:
        assert session.scalar(select(func.count(CaseEvent.id))) > 1_000
        assert session.scalar(select(func.count(PendingEvent.event_id))) == 0
        assert session.scalar(select(func.count(OutgoingMail.id))) == 0


def test_is_loaded_once(demo: World) -> None:
    with demo.session() as session:
        load_demo(session)
        session.commit()
        assert session.scalar(select(func.count(Case.id))) == CASES


def test_the_next_case_gets_the_next_number(demo: World) -> None:
    with demo.session() as session:
        assert next_number(session) == session.scalars(select(func.max(Case.number))).one() + 1


def test_the_history_of_each_case_tells_how_it_came_where_it_stands(demo: World) -> None:
    with demo.session() as session:
        codes = {status.id: status.code for status in scales(session).statuses.values()}
        for case in session.scalars(select(Case)):
            _check_history(session, case, codes[case.status_id])


def _check_history(session: Session, case: Case, code: str) -> None:
    events = session.scalars(
        select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id)
    ).all()
    changes = [event.changes["status"] for event in events if "status" in event.changes]
    assert events[0].kind == "opened"
    assert changes[0][0] is None
    assert changes[-1][1] == code or (code == "merged" and events[-1].kind == "merged")
    assert all(a[1] == b[0] for a, b in pairwise(changes))
    times = [event.at for event in events]
    assert times == sorted(times)
    assert case.created_at == times[0]
    assert case.updated_at <= clock.now()
    assert (case.closed_at is None) == case.is_open


def test_notes_speak_of_their_case_and_internal_ones_stay_with_the_desk(demo: World) -> None:
    with demo.session() as session:
        bodies = session.scalars(select(Note.body)).all()
        assert not [body for body in bodies if "{" in body or not body.strip()]
        internal = session.scalars(select(Note.side).where(Note.is_internal.is_(True))).all()
        assert set(internal) == {"desk"}
    with demo.session("noor") as session:
        assert session.scalar(select(func.count(Note.id)))
        assert session.scalar(select(func.count(Note.id)).where(Note.is_internal.is_(True))) == 0


def test_no_two_neighbours_look_alike(demo: World) -> None:
    with demo.session() as session:
        subjects = session.scalars(select(Case.subject).order_by(Case.created_at)).all()
    assert not [a for a, b in pairwise(subjects) if a == b]
    assert len(set(subjects)) > 200


def test_the_files_are_there_and_are_what_they_say(demo: World) -> None:
    with demo.session() as session:
        files = session.scalars(select(Attachment)).all()
        assert {file.media_type for file in files} >= {"image/png", "text/plain", "text/csv"}
        for file in files:
            with file_store().open(file.key) as stored:
                assert len(stored.read()) == file.size < 50_000


@pytest.mark.parametrize("language", ["en", "nl"])
def test_there_are_stories_enough_in_each_language_and_each_can_be_solved(language: str) -> None:
    told = stories(language)
    assert len(told) >= 25
    for story in told:
        assert story.stops("solution_suggested")
        assert story.statuses[-1] == "resolved"
