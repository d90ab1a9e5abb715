"""What a note said that was withdrawn is nobody's to read any more: not in the log of mails either (T30)."""

from typing import Any

import pytest
from sqlalchemy import update

from app.jobs.clear_up import clear_up
from models.event import OutgoingMail
from tests.cases.talk import act, said
from tests.mail.acts import HeldClock, held, mails, open_case_of  # noqa: F401
from tests.worlds import World

WRONG, RIGHT, OTHER = "the password is hunter", "the password is on paper", "the printer works"


def told_of(world: World, *bodies: str) -> tuple[int, list[int]]:
    """The case, and the notes that Bo wrote on it, told by mail."""
    number = open_case_of(world, "sam")
    notes = [said(world, world.sign_in("bo"), number, body) for body in bodies]
    mails(world)
    return number, notes


def sent(world: World) -> None:
    with world.session() as session:
        session.execute(update(OutgoingMail).values(state="sent"))
        session.commit()


def correct(world: World, number: int, note: int, what: str, **said: Any) -> None:
    act(world, world.sign_in("bo"), number, note, what, **said)


def log(world: World) -> list[tuple[str, int]]:
    """What Ada reads of each mail, and the status of its HTML."""
    ada = world.sign_in("ada")
    paths = [f"/setup/mail/{mail.id}" for mail in mails(world)]
    return [(ada.get(path).text, ada.get(f"{path}/html").status_code) for path in paths]


def test_a_mail_that_was_kept_says_what_the_note_says_now(world: World) -> None:
    number, (note,) = told_of(world, WRONG)

    correct(world, number, note, "edit", body=RIGHT)

    (mail,) = mails(world)
    assert mail.state == "kept" and RIGHT in mail.text + mail.html
    assert WRONG not in mail.text + mail.html
    assert RIGHT in log(world)[0][0]


@pytest.mark.parametrize("is_sent", [False, True], ids=["kept", "sent"])
def test_t30_the_log_shows_no_words_of_a_note_that_was_withdrawn(world: World, is_sent: bool) -> None:
    number, (taken, _stays) = told_of(world, WRONG, OTHER)
    if is_sent:
        sent(world)

    correct(world, number, taken, "withdrawal")

    (first, html), (second, shown) = log(world)
    assert WRONG not in first and "was withdrawn" in first and html == 404
    assert OTHER in second and "was withdrawn" not in second and shown == 200

    correct(world, number, taken, "withdrawal/removal")
    assert WRONG in log(world)[0][0] and log(world)[0][1] == 200


def test_t30_what_was_withdrawn_for_good_is_deleted_from_the_mails_that_were_sent(
    world: World,
    held: HeldClock,  # noqa: F811
) -> None:
    number, (taken, _stays) = told_of(world, WRONG, OTHER)
    sent(world)
    correct(world, number, taken, "withdrawal")
    clear_up(world.app)
    assert WRONG in mails(world)[0].text  # it can still be undone

    held.move(minutes=6)
    clear_up(world.app)

    gone, stays = mails(world)
    assert (gone.text, gone.html) == ("", "") and OTHER in stays.text


def test_a_reason_that_was_withdrawn_leaves_the_rest_of_its_mail(world: World) -> None:
    number = open_case_of(world, "sam")
    fields = {"to": "solution_suggested", "reason": WRONG}
    assert world.post(world.sign_in("bo"), f"/cases/{number}/status", fields).status_code == 302
    (mail,) = mails(world)
    note = mail_note(world, mail.id)

    correct(world, number, note, "withdrawal")

    (mail,) = mails(world)
    assert WRONG not in mail.text + mail.html and "oplossing voorgesteld" in mail.text
    assert "oplossing voorgesteld" in log(world)[0][0]


def mail_note(world: World, mail_id: int) -> int:
    with world.session() as session:
        event = session.get_one(OutgoingMail, mail_id).event
        assert event is not None and event.note_id is not None
        return event.note_id
