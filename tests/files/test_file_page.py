"""A file of a case: what is said of it, taking it back with a trace, and bringing it back in time (D6)."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from app.access.writing.by_verbs import put
from app.check import lost_files
from app.files.sweep import sweep
from app.refused import OutOfReach
from models.conversation import Attachment
from models.event import CaseEvent
from tests.files.acts import case_with_file, rows, stored
from tests.files.samples import LOG, PDF, PNG
from tests.worlds import World


def says(world: World, who: str, file_id: int, was: str, description: str) -> Any:
    sent = {"was": was, "description": description}
    return world.post(world.sign_in(who), f"/files/{file_id}/description", sent)


def withdrawn(world: World, who: str, file_id: int, removal: str = "") -> Any:
    return world.post(world.sign_in(who), f"/files/{file_id}/withdrawal{removal}")


def kinds(world: World) -> list[str]:
    with world.session() as session:
        return list(session.scalars(select(CaseEvent.kind).order_by(CaseEvent.id)))


def test_sam_says_what_his_file_shows_and_the_desk_may_say_it_better(world: World) -> None:
    file_id = case_with_file(world)
    assert says(world, "sam", file_id, "", "  The log\nof Monday ").status_code == 303
    assert says(world, "bo", file_id, "The log of Monday", "The log, 12:00 to 13:00").status_code == 303
    page = world.sign_in("noor").get(f"/files/{file_id}").text
    assert "The log, 12:00 to 13:00" in page
    assert kinds(world)[-2:] == ["file_described"] * 2


def test_a_colleague_sees_the_file_and_does_not_change_it(world: World) -> None:
    """T31: Noor reads and edits Sam's case, the file is his."""
    file_id = case_with_file(world)
    page = world.sign_in("noor").get(f"/files/{file_id}").text
    assert "log.txt" in page and "/withdrawal" not in page
    assert says(world, "noor", file_id, "", "mine").status_code == 403
    assert withdrawn(world, "noor", file_id).status_code == 403
    assert world.sign_in("noor").get(f"/files/{file_id}/log.txt").data == LOG


def test_t64_a_description_that_somebody_changed_meanwhile_is_shown_beside_ones_own(world: World) -> None:
    file_id = case_with_file(world)
    says(world, "bo", file_id, "", "By Bo")
    answer = says(world, "sam", file_id, "", "By Sam")
    assert answer.status_code == 409
    assert (
        "By Bo" in answer.text
        and 'value="By Sam"' in answer.text
        and 'name="was" value="By Bo"' in answer.text
    )
    assert says(world, "sam", file_id, "By Bo", "By Sam").status_code == 303
    assert rows(world)[0].description == "By Sam"


def test_too_long_a_description_is_refused_and_kept_in_the_form(sqlite_world: World) -> None:
    file_id = case_with_file(sqlite_world)
    answer = says(sqlite_world, "sam", file_id, "", "x" * 301)
    assert answer.status_code == 422 and "x" * 301 in answer.text and "at most 300" in answer.text


def test_a_withdrawn_file_is_had_by_nobody_and_leaves_a_trace(world: World) -> None:
    file_id = case_with_file(world)
    number = _number(world, file_id)
    assert withdrawn(world, "sam", file_id).status_code == 303
    for who in ("sam", "noor", "bo"):
        client = world.sign_in(who)
        assert client.get(f"/files/{file_id}/log.txt").status_code == 410
        assert "withdrawn by Sam de Boer" in client.get(f"/files/{file_id}").text
        assert "<del>log.txt</del>" in client.get(f"/cases/{number}/files").text
    assert "File withdrawn" in world.sign_in("noor").get(f"/cases/{number}/history").text
    assert world.sign_in("eva").get(f"/files/{file_id}").status_code == 404


def test_it_comes_back_within_minutes_and_not_later(world: World) -> None:
    file_id = case_with_file(world)
    withdrawn(world, "sam", file_id)
    assert withdrawn(world, "bo", file_id, "/removal").status_code == 303
    assert world.sign_in("noor").get(f"/files/{file_id}/log.txt").data == LOG
    withdrawn(world, "sam", file_id)
    _make_older(world, timedelta(minutes=16))
    answer = withdrawn(world, "sam", file_id, "/removal")
    assert answer.status_code == 422 and "too late" in answer.text
    assert kinds(world)[-3:] == ["file_withdrawn", "file_brought_back", "file_withdrawn"]


def test_the_bytes_go_with_the_sweep_once_no_undo_can_come(world: World) -> None:
    """T53: the row stays, the check misses nothing, and a sweep that broke off is made good by the next."""
    file_id = case_with_file(world)
    withdrawn(world, "sam", file_id)
    at = clock.now()
    with world.session() as session, world.app.app_context():
        assert sweep(session, at=at + timedelta(minutes=14)) == (0, 0) and len(stored(world)) == 1
        assert sweep(session, at=at + timedelta(hours=2)) == (1, 0) and stored(world) == set()
        assert sweep(session, at=at + timedelta(hours=2)) == (0, 0)
        assert list(lost_files(session)) == []


def test_what_the_desk_withdrew_only_the_desk_brings_back(world: World) -> None:
    file_id = case_with_file(world)
    withdrawn(world, "bo", file_id)
    assert "Bring it back" not in world.sign_in("sam").get(f"/files/{file_id}").text
    assert withdrawn(world, "sam", file_id, "/removal").status_code == 403
    assert "Bring it back" in world.sign_in("kim").get(f"/files/{file_id}").text
    assert withdrawn(world, "kim", file_id, "/removal").status_code == 303
    withdrawn(world, "sam", file_id)
    assert withdrawn(world, "sam", file_id, "/removal").status_code == 303


def test_t31_the_session_refuses_a_customer_who_puts_there_again_what_the_desk_withdrew(
    world: World,
) -> None:
    for who in ("sam", "bo"):
        file_id = case_with_file(world)
        withdrawn(world, who, file_id)
        with world.session("sam") as session:
            file = session.get_one(Attachment, file_id)
            put(file, withdrawn_at=None)
            file.withdrawn_by_id = None
            with nullcontext() if who == "sam" else pytest.raises(OutOfReach):
                session.flush()
            session.rollback()


def test_what_was_said_of_a_file_goes_with_it(world: World) -> None:
    file_id = case_with_file(world)
    says(world, "sam", file_id, "", "Has my key in it")
    number = _number(world, file_id)
    paths = (f"/files/{file_id}", f"/cases/{number}/files", f"/cases/{number}")
    assert all("Has my key" in world.sign_in("noor").get(path).text for path in paths[:2])
    withdrawn(world, "sam", file_id)
    for who in ("sam", "noor", "bo"):
        assert not any("Has my key" in world.sign_in(who).get(path).text for path in paths)


@pytest.mark.parametrize(("name", "content"), [("a.png", PNG), ("a.pdf", PDF), ("a.log", LOG)])
def test_a_preview_shows_pictures_and_runs_nothing(sqlite_world: World, name: str, content: bytes) -> None:
    """T47: a PDF is never given to the browser to show."""
    file_id = case_with_file(sqlite_world, name=name, content=content)
    page = sqlite_world.sign_in("sam").get(f"/files/{file_id}").text
    assert ("inline=1" in page) is (name == "a.png")
    assert "<iframe" not in page and "<embed" not in page and "<object" not in page


def _number(world: World, file_id: int) -> int:
    with world.session() as session:
        case = session.get_one(Attachment, file_id).case
        assert case is not None
        return case.number


def _make_older(world: World, by: timedelta) -> None:
    with world.session() as session:
        for file in session.scalars(select(Attachment)):
            assert file.withdrawn_at is not None
            file.withdrawn_at -= by
        session.commit()
