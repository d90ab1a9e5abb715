"""Macros: written by who shapes the desk, used by agents, and never more than an agent may do (D12, T39)."""

from typing import Any

import pytest
from sqlalchemy import select

from app.desk.macros.placeholders import SAMPLE, filled
from models.conversation import Note
from models.event import CaseEvent
from models.macro import Macro
from models.scale import Status
from models.task import Task
from tests.cases.steps import find, opened
from tests.cases.test_status import status_of
from tests.desk.steps import team
from tests.worlds import World

TEXT = "Dear {customer_first_name}, case {case_number}: {{7*7}} ${{x}} {0.__class__} {agent_name}"


def macro(world: World, **values: Any) -> int:
    status = values.pop("status", None)
    with world.session() as session:
        texts = {"name": {"en": "Ask", "nl": "Vragen"}, "body": {"en": TEXT, "nl": TEXT}, "task_title": {}}
        row = Macro(code=f"m{values.get('rank', 10)}", **{"rank": 10, **texts, **values})
        if status:
            row.status_id = session.scalars(select(Status.id).where(Status.code == status)).one()
        session.add(row)
        session.commit()
        return row.id


def form(**values: Any) -> dict[str, Any]:
    usual = {"name-en": "Ask", "name-nl": "Vragen", "body-en": "Dear", "body-nl": "Beste", "rank": "10"}
    empty = {
        "is_active": "y",
        "for_team_id": "",
        "status_id": "",
        "priority_id": "",
        "team_id": "",
        "assigns": "",
    }
    return {**usual, **empty, **values}


def use(world: World, number: int, macro_id: int, person: str = "bo") -> Any:
    return world.post(world.sign_in(person), f"/cases/{number}/macro", {"macro": macro_id})


def test_mia_writes_one_and_sees_how_it_reads(world: World) -> None:
    mia = world.sign_in("mia")
    saved = world.post(mia, "/setup/macros/add", form(**{"body-en": "Dear {customer_first_name}"}))
    assert saved.status_code == 303
    assert "Dear Sam" in mia.get(saved.location).text
    assert world.post(world.sign_in("bo"), "/setup/macros/add", form()).status_code == 403


@pytest.mark.parametrize(
    "wrong",
    [{"body-nl": "Beste {klant}"}, {"body-en": "", "body-nl": ""}, {"name-nl": ""}, {"status_id": "4711"}],
)
def test_what_could_not_work_is_refused_when_it_is_saved(sqlite_world: World, wrong: dict[str, str]) -> None:
    answer = sqlite_world.post(sqlite_world.sign_in("mia"), "/setup/macros/add", form(**wrong))
    assert answer.status_code == 422
    assert "{klant}" not in str(wrong) or "Nothing is known as {klant}" in answer.text


def test_t39_only_names_of_the_list_are_replaced_and_only_once() -> None:
    facts = SAMPLE._replace(customer_first_name="{agent_name}")
    text = filled(TEXT, facts)
    assert text.startswith("Dear {agent_name}, case 10000123: {{7*7}} ${{x}} {0.__class__} ")
    assert text.endswith("Bo Jansen")


def test_t38_what_a_customer_wrote_is_no_markdown_under_the_name_of_an_agent(world: World) -> None:
    number = opened(world, "sam", subject="[Sign in](https://evil.example)")
    texts = {"en": "About {subject}: **done**", "nl": "Over {subject}: **klaar**"}
    use(world, number, macro(world, body=texts))
    page = world.sign_in("sam").get(f"/cases/{number}").text
    assert "Over [Sign in](https://evil.example): <strong>klaar</strong>" in page
    assert 'href="https://evil.example"' not in page


def test_used_at_once_it_writes_the_note_and_sets_the_fields_with_an_event_each(world: World) -> None:
    number = opened(world, "sam")
    assert use(world, number, macro(world, status="pending_response", assigns="me")).status_code == 303
    assert status_of(world, number) == "pending_response"
    assert find(world, number).assignee_id == world.person_id("bo")
    with world.session() as session:
        kinds = list(session.scalars(select(CaseEvent.kind).order_by(CaseEvent.id)))
        body = session.scalars(select(Note.body)).one()
    assert kinds == ["opened", "noted", "assigned", "status_changed"]
    assert body.startswith(f"Dear Sam, case {number}: {{{{7*7}}}}")


def test_put_in_the_note_it_is_sent_as_the_agent_changed_it_and_then_sets_the_fields(world: World) -> None:
    number, bo = opened(world, "sam"), world.sign_in("bo")
    chosen = macro(world, status="on_hold")
    page = bo.get(f"/cases/{number}/macro?macro={chosen}").text
    assert f"Dear Sam, case {number}" in page and "the status becomes On hold" in page
    assert status_of(world, number) == "new"
    world.post(bo, f"/cases/{number}/notes", {"nonce": "n" * 16, "body": "Changed", "macro": chosen})
    assert status_of(world, number) == "on_hold"
    assert "Changed" in world.sign_in("sam").get(f"/cases/{number}").text


def test_a_task_comes_with_it_for_who_uses_it(world: World) -> None:
    number = opened(world, "sam")
    texts = {"en": "Call {customer_first_name}", "nl": "{customer_first_name} bellen"}
    use(world, number, macro(world, task_title=texts))
    with world.session() as session:
        task = session.scalars(select(Task)).one()
    assert (task.title, task.owner_id) == ("Sam bellen", world.person_id("bo"))


def test_when_one_part_is_refused_nothing_of_it_happens(world: World) -> None:
    number = opened(world, "sam")
    chosen = macro(world, status="resolved", assigns="me")  # which agents may not set
    assert use(world, number, chosen).status_code == 422
    assert status_of(world, number) == "new" and find(world, number).assignee_id is None
    with world.session() as session:
        assert session.scalars(select(Note)).all() == []


def test_one_for_a_team_is_there_for_its_members_alone(world: World) -> None:
    number, printers = opened(world, "sam"), team(world, "bo")
    chosen = macro(world, for_team_id=printers)
    assert use(world, number, chosen, "kim").status_code == 422
    assert use(world, number, chosen, "bo").status_code == 303


def test_t30_customers_meet_no_macro(world: World) -> None:
    number, chosen = opened(world, "sam"), macro(world, is_internal=True)
    assert use(world, number, chosen, "sam").status_code == 403
    assert use(world, number, chosen).status_code == 303
    sam = world.sign_in("sam").get(f"/cases/{number}").text
    assert "Dear Sam" not in sam and "Ask" not in sam
    with world.session("sam") as session:
        assert session.scalars(select(Macro)).all() == []
