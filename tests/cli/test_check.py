"""`loket check` names what cannot be true, and is silent when all is well."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from app import clock
from app.check import flaws
from app.demo.load import load_demo
from models.account import Account
from models.case import Case
from models.conversation import Attachment
from models.event import OutgoingMail
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
