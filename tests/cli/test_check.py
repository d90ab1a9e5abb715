"""`loket check` names what cannot be true, and is silent when all is well."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from app import clock
from app.check import flaws
from app.demo.load import load_demo
from models.account import Account
from models.background_work import BackgroundWork
from models.case import Case
from models.conversation import Attachment
from models.event import OutgoingMail
from tests.cases.steps import opened
from tests.worlds import World


def spoil(session: Session, model: type, **values: object) -> None:
    """Write past the verbs, as a mistake in one of them would."""
    one = session.query(model).first()
    assert one is not None
    statement = update(model).where(model.id == one.id).values(values)
    session.execute(statement.execution_options(synchronize_session=False))
    session.expire_all()


def test_the_demonstration_is_sound(world: World) -> None:
    with world.session() as session:
        load_demo(session)
        session.flush()
        assert list(flaws(session)) == []


@pytest.mark.parametrize(
    ("model", "values", "told"),
    [
        (Account, {"path": "/9/"}, "has the path /9/"),
        (Case, {"root_id": 2}, "stands in another tree"),
        (Case, {"priority_rank": 999}, "repeats its priority or status wrongly"),
        (Case, {"status_rank": 999}, "repeats its priority or status wrongly"),
        (Attachment, {"key": "2026-01-01/0"}, "is not in the file store"),
    ],
)
def test_what_cannot_be_true_is_named(
    sqlite_world: World, model: type, values: dict[str, object], told: str
) -> None:
    with sqlite_world.session() as session:
        load_demo(session)
        session.flush()
        spoil(session, model, **values)
        assert any(told in flaw for flaw in flaws(session))


@pytest.mark.parametrize(("hours", "is_late"), [(2, True), (0, False)])
def test_a_mail_that_waits_for_hours_is_named(sqlite_world: World, hours: int, is_late: bool) -> None:
    noor = sqlite_world.person_id("noor")
    with sqlite_world.session() as session:
        since = clock.now() - timedelta(hours=hours)
        session.add(_mail(noor, since))
        session.flush()
        assert any("mails wait" in flaw for flaw in flaws(session)) is is_late


def _mail(person_id: int, since: datetime) -> OutgoingMail:
    return OutgoingMail(
        reaction="tell",
        person_id=person_id,
        address="noor@rijnmond.example",
        language="nl",
        subject="Case",
        text="Case",
        html="Case",
        message_id="<1@loket.example>",
        not_before=since,
        created_at=since,
    )


@pytest.mark.parametrize("hours", [2, 0])
@pytest.mark.parametrize(
    ("state", "told"), [("waiting", "background work wait for"), ("running", "have been running")]
)
def test_background_work_that_takes_hours_is_named(world: World, state: str, told: str, hours: int) -> None:
    since, chris = clock.now() - timedelta(hours=hours), world.person_id("chris")
    with world.session() as session:
        work = _work(chris, state=state)
        work.created_at = work.started_at = since
        work.not_before = since if state == "waiting" else clock.now()
        session.add(work)
        session.flush()
        assert any(told in flaw for flaw in flaws(session)) is (hours > 0)


@pytest.mark.parametrize("field", ["source", "result"])
def test_a_lost_file_of_background_work_is_named(world: World, field: str) -> None:
    work = _work(world.person_id("chris"), state="done")
    with world.session() as session:
        session.add(work)
        session.flush()
        assert list(flaws(session)) == []
        setattr(work, f"{field}_key", "2026-01-01/0")
        setattr(work, f"{field}_name", "cases.csv")
        session.flush()
        assert any("'cases.csv' (2026-01-01/0) is not in the file store" in flaw for flaw in flaws(session))


def test_a_case_of_a_merged_contact_is_named(world: World) -> None:
    number, noor = opened(world), world.person_id("noor")
    with world.session() as session:
        owner = session.scalars(select(Case).where(Case.number == number)).one().owner
        assert owner is not None and list(flaws(session)) == []
        owner.merged_into_id = noor
        session.flush()
        assert f"Case {number} belongs to a contact who was merged into another." in flaws(session)


def _work(person_id: int, **values: object) -> BackgroundWork:
    now = clock.now()
    return BackgroundWork(person_id=person_id, kind="export_cases", created_at=now, not_before=now, **values)


def test_tasks_that_are_miscounted_are_named(world: World) -> None:
    number = opened(world)
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        assert list(flaws(session)) == []
        case.open_tasks = 2
        session.flush()
        assert f"Case {number} says that 2 tasks are open, and 0 are." in flaws(session)
