"""T47: looking at a PDF shows pictures of its pages; the PDF itself is never given to the browser to show."""

import time
from typing import Any

import pytest

from tests.files.acts import case_with_file
from tests.files.samples import PDF, PNG, pdf
from tests.worlds import World

SCRIPT = "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"


def looked_at(world: World, who: str, file_id: int, page: str = "1") -> Any:
    return world.sign_in(who).get(f"/files/{file_id}/a.pdf?page={page}")


def test_a_page_is_a_picture_that_runs_nothing_for_who_may_see_the_case(world: World) -> None:
    file_id = case_with_file(world, name="a.pdf", content=pdf(more=SCRIPT))
    for who in ("sam", "noor", "bo"):
        answer = looked_at(world, who, file_id, "2")
        assert answer.mimetype == "image/png" and answer.data.startswith(PNG[:8])
        assert answer.headers["Content-Security-Policy"].startswith("sandbox;")
        assert b"JavaScript" not in answer.data
    assert looked_at(world, "eva", file_id).status_code == 404


def test_the_page_of_the_file_leads_through_its_pages(sqlite_world: World) -> None:
    file_id = case_with_file(sqlite_world, name="a.pdf", content=pdf(pages=3))
    sam = sqlite_world.sign_in("sam")
    assert "Page 1 of 3" in sam.get(f"/files/{file_id}").text
    middle = sam.get(f"/files/{file_id}?page=2").text
    assert "?page=1#preview" in middle and "?page=3#preview" in middle and "?page=2" in middle
    for odd in ("99", "0", "-1", "x", "²"):
        assert sam.get(f"/files/{file_id}?page={odd}").status_code == 200


@pytest.mark.parametrize("page", ["0", "4", "-1", "x", "99999999999"])
def test_a_page_that_is_not_there_is_not_there(sqlite_world: World, page: str) -> None:
    file_id = case_with_file(sqlite_world, name="a.pdf", content=pdf(pages=3))
    assert looked_at(sqlite_world, "sam", file_id, page).status_code == 404


def test_a_damaged_pdf_has_no_preview_and_can_be_downloaded(sqlite_world: World) -> None:
    file_id = case_with_file(sqlite_world, name="a.pdf", content=PDF)
    page = sqlite_world.sign_in("sam").get(f"/files/{file_id}")
    assert page.status_code == 200 and "There is no preview of this file" in page.text
    assert looked_at(sqlite_world, "sam", file_id).status_code == 422
    assert sqlite_world.sign_in("sam").get(f"/files/{file_id}/a.pdf").data == PDF


def test_t50_a_page_of_any_size_becomes_a_small_picture_in_little_time(sqlite_world: World) -> None:
    file_id, begun = case_with_file(sqlite_world, name="a.pdf", content=pdf(size=14_400)), time.monotonic()
    answer = looked_at(sqlite_world, "sam", file_id)
    assert answer.status_code == 200 and len(answer.data) < 100_000 and time.monotonic() - begun < 10


def test_a_picture_that_calls_itself_a_page_stays_what_it_is(sqlite_world: World) -> None:
    file_id = case_with_file(sqlite_world, name="a.png", content=PNG)
    assert looked_at(sqlite_world, "sam", file_id).data == PNG
