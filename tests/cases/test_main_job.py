"""The main job, from opening to accepting the solution; a stranger sees none of it."""

import re

from tests.cases.steps import find, send
from tests.worlds import World


def test_a_customer_opens_a_case_and_the_desk_and_the_customer_finish_it(world: World) -> None:
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    case = send(world, sam).location
    assert re.fullmatch(r"/cases/\d{8}", case)

    assert "<strong>this morning</strong>" in bo.get(case).text
    world.post(bo, f"{case}/assignment?me=1")
    world.post(bo, f"{case}/notes", {"body": "Which firmware?"})
    world.post(bo, f"{case}/status", {"to": "solution_suggested"})

    assert "Which firmware?" in sam.get(case).text
    world.post(sam, f"{case}/status", {"to": "resolved"})
    found = find(world, int(case.split("/")[-1]))
    assert (found.is_open, found.closed_at is not None) == (False, True)


def test_a_stranger_with_an_account_sees_none_of_it(world: World) -> None:
    sam, eva = world.sign_in("sam"), world.sign_in("eva")
    case = send(world, sam).location
    for path in ("", "/files", "/history", "/edit", "/notes"):
        assert eva.get(case + path).status_code == 404
        assert sam.get(case + path).status_code in (200, 204)
    for path in ("/", "/cases/", "/cases/?q=label"):
        assert "label printer stops" not in eva.get(path).text
        assert "label printer stops" in sam.get(path).text
