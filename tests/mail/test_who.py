"""Who is told of what."""

import pytest

from tests.cases.steps import opened
from tests.mail.acts import hand_to, mails, open_case_of, set_status, told, write
from tests.worlds import World


def test_whose_case_it_is_hears_that_it_is_registered(world: World) -> None:
    number = opened(world, "sam")

    assert told(world) == ["sam"]
    assert mails(world)[0].subject == f"Ticket [{number}] Paper jam"


def test_who_opens_a_case_for_another_hears_it_too(world: World) -> None:
    opened(world, "noor", account="Rijnmond Haven", owner_id=world.person_id("sam"))

    assert told(world) == ["noor", "sam"]


@pytest.mark.parametrize(
    ("writer", "internal", "readers"),
    [
        ("bo", False, ["sam"]),
        ("kim", False, ["sam"]),
        ("sam", False, ["bo"]),
        ("noor", False, ["bo", "sam"]),
        ("lot", False, ["bo", "sam"]),
        ("kim", True, ["bo"]),
        ("bo", True, []),
    ],
)
def test_a_note_goes_to_the_other_side(world: World, writer: str, internal: bool, readers: list[str]) -> None:
    number = open_case_of(world, "sam", assignee="bo")

    write(world, writer, number, internal=internal)

    assert told(world) == readers


def test_a_note_on_a_case_that_nobody_has_taken_tells_nobody_of_the_desk(world: World) -> None:
    number = open_case_of(world, "sam")

    write(world, "sam", number)

    assert told(world) == []


def test_a_change_of_status_tells_owner_and_assignee_but_not_who_made_it(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")

    set_status(world, "kim", number, "in_progress")
    assert told(world) == ["bo", "sam"]
    set_status(world, "bo", number, "solution_suggested")
    assert told(world) == ["bo", "sam", "sam"]
    set_status(world, "sam", number, "resolved")
    assert told(world) == ["bo", "bo", "sam", "sam"]


def test_who_is_put_to_work_hears_it_and_the_owner_hears_the_new_status(world: World) -> None:
    number = open_case_of(world, "sam")

    hand_to(world, "kim", number, "bo")

    assert [(mail.address[:3], mail.reaction) for mail in mails(world)] == [
        ("bo@", "assigned"),
        ("sam", "status"),
    ]


def test_who_takes_a_case_gets_no_mail_about_it(world: World) -> None:
    number = open_case_of(world, "sam")

    hand_to(world, "bo", number, "bo")

    assert told(world) == ["sam"]


def test_one_mail_per_event_and_person(world: World) -> None:
    number = open_case_of(world, "sam", assignee="bo")
    set_status(world, "bo", number, "solution_suggested")

    set_status(world, "sam", number, "in_progress", reason="It jams again.")

    last = mails(world)[-1]
    assert told(world) == ["bo", "sam"]
    assert last.reaction == "status"
    assert "It jams again." in last.text
