"""Files that are added to a case without a note."""

from io import BytesIO

from sqlalchemy import select

from models.event import CaseEvent
from tests.cases.steps import find, hidden, opened
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
