"""Editing a case: two people at once lose nothing (T64)."""

from tests.cases.steps import find, hidden, opened
from tests.worlds import World


def edit(world: World, **values: object) -> dict[str, object]:
    base = {"subject": "Paper jam", "description": "Since this morning.", "kind": "issue", "priority": "high"}
    asked = {"version": 1, "asked": "kind priority subject description steps_to_reproduce link details files"}
    version = {name: values.pop(name) for name in ("version",) if name in values}
    answers = {f"f-{name}": value for name, value in {**base, **values}.items()}
    return {**asked, **version, **answers}


def test_an_edit_is_saved_and_written_in_the_history(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    assert hidden(sam, f"/cases/{number}/edit", "version") == "1"
    assert world.post(sam, f"/cases/{number}/edit", edit(world, subject="Two jams")).status_code == 302
    assert find(world, number).subject == "Two jams"
    assert "<del>Paper jam</del>" in sam.get(f"/cases/{number}/history").text


def test_t64_the_second_editor_is_shown_the_difference_and_nothing_is_lost(world: World) -> None:
    number = opened(world, "sam")
    sam, noor = world.sign_in("sam"), world.sign_in("noor")
    world.post(sam, f"/cases/{number}/edit", edit(world, subject="Sam's subject"))

    late = world.post(noor, f"/cases/{number}/edit", edit(world, subject="Noor's subject"))

    assert late.status_code == 409
    assert "Sam&#39;s subject" in late.text
    assert "Noor&#39;s subject" in late.text
    assert find(world, number).subject == "Sam's subject"
    again = world.post(noor, f"/cases/{number}/edit", edit(world, subject="Noor's subject", version=2))
    assert again.status_code == 302
    assert find(world, number).subject == "Noor's subject"


def test_a_bad_edit_is_told_and_keeps_what_was_typed(world: World) -> None:
    number = opened(world, "sam")
    answer = world.post(
        world.sign_in("sam"), f"/cases/{number}/edit", edit(world, subject="", description="New words")
    )
    assert answer.status_code == 422
    assert "Fill in “Subject”" in answer.text
    assert "New words" in answer.text


def test_t31_fields_that_the_form_does_not_have_do_not_change(world: World) -> None:
    number = opened(world, "sam")
    before = find(world, number)
    fields = ("account", "account_id", "root_id", "number", "owner_id", "assignee_id", "status_id")
    sent = {**edit(world), **dict.fromkeys([*fields, *(f"f-{one}" for one in fields)], "4"), "is_open": ""}
    sent["asked"] = f"{sent['asked']} {' '.join(fields)}"
    world.post(world.sign_in("sam"), f"/cases/{number}/edit", {**sent, "f-subject": "Changed"})
    after = find(world, number)
    assert after.subject == "Changed"
    for field in ("account_id", "root_id", "owner_id", "assignee_id", "is_open", "status_id"):
        assert getattr(after, field) == getattr(before, field)


def test_t22_a_foreign_case_and_none_at_all_look_the_same(world: World) -> None:
    number = opened(world, "sam")
    eva = world.sign_in("eva")
    for path in ("", "/edit", "/files", "/history", "/notes"):
        foreign, none = eva.get(f"/cases/{number}{path}"), eva.get(f"/cases/99999999{path}")
        assert foreign.status_code == none.status_code == 404
        assert len(foreign.text) == len(none.text)
    assert world.sign_in("sam").get(f"/cases/{number}").status_code == 200
