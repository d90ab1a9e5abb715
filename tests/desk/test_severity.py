"""The desk reviews how severe a case is, and says why (D12)."""

from tests.cases.steps import find, opened
from tests.worlds import World


def review(world: World, number: int, person: str = "bo", **fields: str) -> int:
    return world.post(world.sign_in(person), f"/cases/{number}/severity", fields).status_code


def test_bo_gives_a_severity_with_a_reason_that_sam_reads(world: World) -> None:
    number = opened(world, "sam")
    assert review(world, number, to="major", reason="Nobody can print.") == 303
    sam = world.sign_in("sam")
    page = sam.get(f"/cases/{number}").text
    assert "2 – Major" in page and "Nobody can print." in page
    assert "2 – Major" in sam.get(f"/cases/{number}/history").text
    assert "2 – Ernstig" in sam.get(f"/cases/{number}?lang=nl").text


def test_it_takes_a_reason_a_known_severity_and_the_desk(world: World) -> None:
    number = opened(world, "sam")
    assert review(world, number, to="major", reason="") == 422
    assert review(world, number, to="enormous", reason="Because") == 422
    assert review(world, number, "sam", to="major", reason="Because") == 403
    assert find(world, number).severity_id is None
