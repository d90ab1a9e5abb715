"""Everything from which something follows, once: people of the cast live with a few cases."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from sqlalchemy import select, update

from app import clock
from app.cases.assign_team import assign_team
from app.cases.change_priority import change_priority
from app.cases.edit_case import edit_case
from app.cases.escalation.answer import answer_escalation
from app.cases.escalation.escalate import escalate, withdraw_escalation
from app.cases.ratings.rate import rate
from app.cases.reopen import reopen
from app.cases.set_severity import set_severity
from app.cases.sharing.share import share
from app.conversation.tasks import add_task
from app.desk.merge.act import merge_cases
from app.jobs.closing import take_due_steps
from models.case import Case
from models.task import Task
from tests.cases.steps import find, opened
from tests.cases.talk import act as on_note
from tests.cases.talk import said
from tests.cases.views import colleague
from tests.desk.steps import team
from tests.mail.acts import act, hand_to, set_status, write
from tests.worlds import World

WHY = {"reason": "Nobody called.", "expectation": "A call."}


def live(world: World) -> None:
    """In the order in which it happens; the worker has done nothing yet."""
    number = opened(world, "sam")
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription")
    hand_to(world, "kim", number, "bo")
    write(world, "sam", number)
    write(world, "bo", number, "Is it on?")
    write(world, "kim", number, "An old one.", internal=True)
    _tasks(world, number)
    act(world, "sam", number, change_priority, to="low", reason="One stands still.")
    act(world, "bo", number, set_severity, to="major", reason="Nobody can print.")
    act(world, "kim", number, assign_team, to=team(world, "bo", "mia"))
    act(world, "bo", number, share, whom="eva@elders.example", until=_soon(), may_write=False)
    _escalations(world, number)
    _close(world, number)
    _take_back(world, number)
    version, pim = find(world, number).version, world.person_id(colleague(world))
    act(world, "bo", number, edit_case, version=version, values={"owner_id": pim})
    into = find(world, opened(world, "sam", subject="The other one"))
    act(world, "bo", number, merge_cases, into=into)


def _soon() -> Any:
    return clock.now() + timedelta(days=3)


def _tasks(world: World, number: int) -> None:
    act(world, "bo", number, add_task, title="Call", owner=world.person_id("kim"), is_internal=False)
    with world.session() as session:
        task = session.scalars(select(Task.id)).one()
    bo = world.sign_in("bo")
    world.post(bo, f"/cases/{number}/tasks/{task}", {"owner": world.person_id("mia"), "due_on": ""})
    said(world, bo, number, "Called.", task=task)


def _escalations(world: World, number: int) -> None:
    act(world, "sam", number, escalate, nonce="f" * 16, **WHY)
    act(world, "mia", number, answer_escalation, to="completed", answer="We call today.", version=1)
    other = opened(world, "sam", subject="Escalated and not")
    act(world, "sam", other, escalate, nonce="s" * 16, **WHY)
    act(world, "sam", other, withdraw_escalation)


def _close(world: World, number: int) -> None:
    set_status(world, "bo", number, "pending_response", reason="Which model?")
    past = {"next_step_at": clock.now(), "closes_at": _soon()}
    with world.session() as session:
        session.execute(update(Case).where(Case.number == number).values(**past))
        session.commit()
    take_due_steps(world.app)
    set_status(world, "bo", number, "solution_suggested")
    set_status(world, "sam", number, "resolved")
    act(world, "sam", number, rate, score=2, remark="Slow.")
    act(world, "sam", number, reopen, reason="It jams again.")


def _take_back(world: World, number: int) -> None:
    bo = world.sign_in("bo")
    note = said(world, bo, number, "Wrong case.")
    on_note(world, bo, number, note, "withdrawal")
    on_note(world, bo, number, note, "withdrawal/removal")
    on_note(world, bo, number, note, "edit", body="The right case.", was="")
    sent = {"nonce": "f" * 20, "files": (BytesIO(b"Paper jam"), "jam.txt")}
    world.post(bo, f"/cases/{number}/files", sent, content_type="multipart/form-data")
