"""Files that are added to a case without a note."""

from io import BytesIO
from typing import Any

from sqlalchemy import select

from models.conversation import Attachment
from models.event import CaseEvent
from tests.cases.steps import find, hidden, opened
from tests.cases.test_status import status_of
from tests.mail.acts import mails, open_case_of, set_status, told
from tests.worlds import World


def test_a_file_is_added_with_an_event_and_the_case_moves(world: World) -> None:
    number = opened(world, "sam")
    before, sam = find(world, number).updated_at, world.sign_in("sam")
    nonce = hidden(sam, f"/cases/{number}/files", "nonce")

    sent = {"nonce": nonce, "files": (BytesIO(b"12:00 jam in tray 2"), "printer.log")}
    answer = world.post(sam, f"/cases/{number}/files", sent, content_type="multipart/form-data")

    assert answer.location == f"/cases/{number}/files"
    assert "printer.log" in world.sign_in("bo").get(answer.location).text
    assert find(world, number).updated_at > before
    with world.session() as session:
        event = session.scalars(select(CaseEvent).where(CaseEvent.kind == "file_added")).one()
        assert event.changes == {"file": [None, "printer.log"]}


def test_without_a_file_the_form_says_so(world: World) -> None:
    number, sam = opened(world, "sam"), world.sign_in("sam")
    nonce = hidden(sam, f"/cases/{number}/files", "nonce")
    answer = world.post(sam, f"/cases/{number}/files", {"nonce": nonce})
    assert answer.status_code == 422
    assert "Choose a file first" in answer.text
    assert 'aria-current="page">Files' in answer.text


def _adds(world: World, who: str, number: int, *names: str, **more: str) -> Any:
    client = world.sign_in(who)
    nonce = hidden(client, f"/cases/{number}/files", "nonce")
    files = [(BytesIO(b"12:00 jam in tray 2"), name) for name in names]
    sent = {"nonce": nonce, "files": files, **more}
    return world.post(client, f"/cases/{number}/files", sent, content_type="multipart/form-data")


def test_several_files_go_along_with_what_is_said_of_them(world: World) -> None:
    number = opened(world, "sam")
    _adds(world, "sam", number, "a.log", "b.log", description=" Monday \n morning ")
    with world.session("noor") as session:
        files = session.scalars(select(Attachment).order_by(Attachment.id)).all()
        assert [(file.name, file.description) for file in files] == [
            ("a.log", "Monday morning"),
            ("b.log", "Monday morning"),
        ]


def test_t30_an_internal_file_is_for_the_desk_and_no_customer_makes_one(world: World) -> None:
    number = opened(world, "sam")
    assert _adds(world, "bo", number, "inside.log", is_internal="y").status_code == 302
    assert "inside.log" in world.sign_in("kim").get(f"/cases/{number}/files").text
    for path in ("files", "history"):
        assert "inside.log" not in world.sign_in("sam").get(f"/cases/{number}/{path}").text
    assert _adds(world, "sam", number, "mine.log", is_internal="y").status_code == 422
    with world.session() as session:
        assert [file.name for file in session.scalars(select(Attachment)) if file.case_id] == ["inside.log"]


def test_files_that_come_at_once_are_one_event_one_mail_for_each_and_new_to_the_owner(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription")
    _adds(world, "sam", number, "a.log", "b.log")
    assert told(world) == ["bo", "noor"]
    letter = mails(world)[-1]
    assert "a.log, b.log" in letter.text and "a.log, b.log" in letter.html
    assert "New note" not in world.sign_in("sam").get(f"/cases/{number}").text
    _adds(world, "bo", number, "answer.pdf.txt")
    assert told(world) == ["bo", "noor", "noor", "sam"]
    assert "New note" in world.sign_in("sam").get(f"/cases/{number}").text


def test_a_file_answers_a_case_that_waited_for_its_customer(world: World) -> None:
    number = open_case_of(world, "sam")
    set_status(world, "bo", number, "pending_response", reason="Send the log, please.")
    _adds(world, "bo", number, "how.txt")
    assert status_of(world, number) == "pending_response"
    _adds(world, "lot", number, "printer.log")
    assert status_of(world, number) == "in_progress" and find(world, number).pending_since is None
    history = world.sign_in("sam").get(f"/cases/{number}/history").text
    assert "Pending your response" in history and "printer.log" in history


def test_t30_nobody_of_the_customer_is_told_of_an_internal_file(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")
    _adds(world, "kim", number, "inside.log", is_internal="y")
    assert told(world) == ["bo"]
    assert "New note" not in world.sign_in("sam").get(f"/cases/{number}").text
