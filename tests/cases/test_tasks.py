"""Tasks inside a case: the desk's own, but for the title on a public note of one."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from models.task import Task
from tests.cases.steps import find, opened
from tests.cases.talk import said
from tests.mail.acts import mails, open_case_of
from tests.worlds import World

TITLE = "Order the fuser unit"


def added(world: World, client: Any, number: int, title: str = TITLE, **more: str) -> int:
    """The id of the task that this browser adds, for Kim."""
    data = {"title": title, "owner": str(world.person_id("kim")), **more}
    assert world.post(client, f"/cases/{number}/tasks", data).status_code == 303
    with world.session() as session:
        return session.scalars(select(Task.id).order_by(Task.id.desc()).limit(1)).one()


def test_a_task_stands_on_the_case_and_in_the_work_list_of_who_does_it(world: World) -> None:
    number = open_case_of(world, "sam")
    bo, kim = world.sign_in("bo"), world.sign_in("kim")
    yesterday = (clock.now() - timedelta(days=1)).date().isoformat()

    task = added(world, bo, number, due_on=yesterday)

    assert TITLE in bo.get(f"/cases/{number}").text and find(world, number).open_tasks == 1
    html = kim.get("/desk/tasks").text
    assert TITLE in html and "Too late" in html
    assert TITLE not in bo.get("/desk/tasks").text and TITLE in bo.get("/desk/tasks?show=all").text
    letter = mails(world)[-1]
    assert (letter.reaction, letter.address.split("@")[0]) == ("task", "kim") and TITLE in letter.text
    world.post(kim, f"/cases/{number}/tasks/{task}/completion", {"back": "mine"})
    assert find(world, number).open_tasks == 0 and TITLE in kim.get("/desk/tasks?show=done").text
    world.post(kim, f"/cases/{number}/tasks/{task}/completion/removal")
    assert find(world, number).open_tasks == 1


def test_a_customers_answer_to_a_note_of_a_task_goes_to_the_task_and_its_owner_is_told(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    task = added(world, bo, number, is_public="y")
    asked = said(world, bo, number, "Which model?", task=str(task))
    assert f"From task: {TITLE}" in sam.get(f"/cases/{number}").text
    assert f"Your answer goes to the task: {TITLE}" in sam.get(f"/cases/{number}?reply={asked}").text

    said(world, sam, number, "The M630.", reply_to=str(asked))

    last = [mail for mail in mails(world) if "The M630." in mail.text]
    told = sorted((mail.address.split("@")[0], mail.reaction) for mail in last)
    assert told == [("bo", "note"), ("kim", "task_note")]
    assert all(TITLE in mail.text for mail in last if mail.reaction == "task_note")


def changed(world: World, client: Any, number: int, task: int, **said: str) -> Any:
    said = {"title": TITLE, "owner": str(world.person_id("kim")), **said}
    return world.post(client, f"/cases/{number}/tasks/{task}", said)


def test_a_task_gets_another_title_and_its_notes_say_it_too(world: World) -> None:
    number = open_case_of(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    task = added(world, bo, number, is_public="y")
    said(world, bo, number, "Which model?", task=str(task))

    assert changed(world, bo, number, task, title="Order the drum").status_code == 303

    assert "From task: Order the drum" in sam.get(f"/cases/{number}").text
    assert "From task: Order the drum" in sam.get(f"/cases/{number}/notes?after=0").text
    history = bo.get(f"/cases/{number}/history").text
    assert f"<del>{TITLE}</del>" in history and "Order the drum" in history
    assert mails(world)[-1].reaction != "task"  # Kim does it still: nothing to tell


def test_a_change_of_a_task_that_cannot_be_is_told_in_its_own_form(world: World) -> None:
    number, bo = opened(world, "sam"), world.sign_in("bo")
    task, _other = added(world, bo, number), added(world, bo, number, "Look at it")
    answer = changed(world, bo, number, task, title=" ", due_on="2026-12-31")
    assert answer.status_code == 422 and f'href="#task-title-{task}"' in answer.text
    assert 'value="2026-12-31"' in answer.text and 'value="Look at it"' in answer.text
    assert 'id="task-title" name="title" maxlength="200" value=""' in answer.text


def walked(client: Any, path: str) -> list[list[str]]:
    """The titles on each page of a list, from the first to the last."""
    pages = []
    while path:
        html = client.get(path).text
        pages.append(re.findall(r'<span class="strong">(.*?)</span>', html))
        further = re.search(r'rel="next" href="([^"]*)"', html)
        path = "/desk/tasks" + unescape(further[1]) if further else ""
    return pages


def test_a_long_work_list_goes_on_page_by_page_with_each_task_once(world: World) -> None:
    number, kim = opened(world, "sam"), world.person_id("kim")
    start = clock.now()
    with world.session() as session:
        mine = {"case_id": find(world, number).id, "owner_id": kim, "created_by_id": kim, "created_at": start}
        days = [start.date() + timedelta(days=i // 3) for i in range(60)]
        dated = [Task(title=f"dated {i:02}", due_on=day, **mine) for i, day in enumerate(days)]
        undated = [Task(title=f"undated {i:02}", **mine) for i in range(45)]
        done = [Task(title=f"done {i:02}", state="done", done_at=start, **mine) for i in range(51)]
        session.add_all([*dated, *undated, *done])
        session.commit()
    client = world.sign_in("kim")
    titles = [f"dated {i:02}" for i in range(60)] + [f"undated {i:02}" for i in range(45)]
    for show in ("mine", "all"):
        assert walked(client, f"/desk/tasks?show={show}") == [titles[:50], titles[50:100], titles[100:]]
    assert [len(page) for page in walked(client, "/desk/tasks?show=done")] == [50, 1]


def test_t30_customers_see_no_tasks(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    inside, outside = added(world, bo, number), added(world, bo, number, "Look at it", is_public="y")
    said(world, bo, number, "Among us.", task=str(inside), is_internal="y")

    for path in ("", "?tasks=all", "/history", "/notes?after=0"):
        html = sam.get(f"/cases/{number}{path}").text
        assert TITLE not in html and "Look at it" not in html
    with world.session("sam") as session:
        assert session.scalars(select(Task)).all() == []
    assert sam.get("/desk/tasks").status_code == 403
    assert said(world, bo, number, "Coming.", task=str(outside))
    assert "From task: Look at it" in sam.get(f"/cases/{number}").text


def test_t30_a_note_of_an_internal_task_is_not_public(world: World) -> None:
    number = opened(world, "sam")
    bo, sam = world.sign_in("bo"), world.sign_in("sam")
    inside, outside = added(world, bo, number), added(world, bo, number, "Look at it", is_public="y")

    sent = world.post(bo, f"/cases/{number}/notes", {"body": "Oh.", "task": str(inside)})
    assert sent.status_code == 422 and "The notes of an internal task are internal too" in sent.text
    assert said(world, bo, number, "Oh.", task=str(inside), is_internal="y")
    # A customer names no task but by an answer.
    direct = world.post(sam, f"/cases/{number}/notes", {"body": "Oh.", "task": str(outside)})
    assert direct.status_code == 422


@pytest.mark.parametrize(("person", "status"), [("sam", 403), ("chris", 403), ("mia", 303)])
def test_t22_who_works_at_the_desk_adds_and_does_tasks(world: World, person: str, status: int) -> None:
    number = opened(world, "sam")
    task, client = added(world, world.sign_in("bo"), number), world.sign_in(person)
    sent = {"title": "Mine", "owner": str(world.person_id("bo"))}

    assert world.post(client, f"/cases/{number}/tasks", sent).status_code == status
    assert world.post(client, f"/cases/{number}/tasks/{task}/completion").status_code == status
    assert world.post(client, f"/cases/{number}/tasks/{task}", sent).status_code == status


def test_a_task_without_title_or_owner_is_refused_with_what_was_typed(world: World) -> None:
    number, other = opened(world, "sam"), opened(world, "eva")
    bo = world.sign_in("bo")
    task = added(world, bo, other)
    for data, words in (
        ({"title": " ", "owner": str(world.person_id("bo"))}, "Say what is to be done."),
        ({"title": "Call him", "owner": str(world.person_id("sam"))}, "Choose an agent"),
        ({"title": "Call him", "owner": str(world.person_id("bo")), "due_on": "x"}, "Enter a day"),
    ):
        answer = world.post(bo, f"/cases/{number}/tasks", data)
        assert answer.status_code == 422 and words in answer.text
        assert data["title"].strip() in answer.text
    assert world.post(bo, f"/cases/{number}/tasks/{task}/completion").status_code == 404
