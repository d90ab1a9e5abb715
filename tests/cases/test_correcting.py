"""Correcting a note within minutes, taking it back with a trace, and giving it again."""

from datetime import timedelta
from io import BytesIO

import pytest
from flask_babel import force_locale
from sqlalchemy import select, update

from app import clock
from app.conversation.correct import edit_note
from app.jobs.clear_up import clear_up
from app.jobs.react import react_to_next
from app.refused import Refused
from models.conversation import Attachment, Note
from models.event import OutgoingMail
from models.note_version import NoteVersion
from tests.cases.steps import opened
from tests.cases.talk import act, kinds, row, said
from tests.mail.acts import HeldClock, held, mails, open_case_of  # noqa: F401
from tests.worlds import World

WRONG, RIGHT = "the firmware is fourteen", "the firmware is forty"


def versions(world: World, person: str | None = None) -> list[str]:
    with world.session(person) as session:
        return list(session.scalars(select(NoteVersion.body).order_by(NoteVersion.id)))


def test_other_words_are_told_as_edited_and_the_former_ones_stay_with_ones_own_side(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    note = said(world, bo, number, WRONG)

    answer = act(world, bo, number, note, "edit", body=RIGHT)

    html = sam.get(f"/cases/{number}").text
    assert answer.status_code == 303 and RIGHT in html and "edited" in html and WRONG not in html
    assert WRONG in bo.get(f"/cases/{number}/history").text
    theirs = sam.get(f"/cases/{number}/history").text
    assert "Note edited" in theirs and WRONG not in theirs
    assert (versions(world, "kim"), versions(world, "sam"), versions(world, "noor")) == ([WRONG], [], [])


def test_after_five_minutes_a_note_stays_as_it_is(world: World, held: HeldClock) -> None:  # noqa: F811
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    note = said(world, sam, number, WRONG)
    held.move(minutes=5, seconds=1)

    late = act(world, sam, number, note, "edit", body=RIGHT)

    assert late.status_code == 422 and RIGHT in late.text and "Write another one" in late.text
    assert row(world, note).body == WRONG


def test_t64_two_windows_lose_nothing(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    note = said(world, sam, number, WRONG)
    act(world, sam, number, note, "edit", body=RIGHT)

    second = act(world, sam, number, note, "edit", body="the firmware is four")

    assert second.status_code == 409
    assert RIGHT in second.text and "the firmware is four" in second.text
    assert row(world, note).body == RIGHT


@pytest.mark.parametrize("person", ["noor", "lot", "bo", "eva"])
@pytest.mark.parametrize("what", ["edit", "withdrawal", "withdrawal/removal"])
def test_t22_nobody_corrects_what_another_wrote(world: World, person: str, what: str) -> None:
    number = opened(world, "sam")
    note = said(world, world.sign_in("sam"), number, RIGHT)

    assert act(world, world.sign_in(person), number, note, what, body=WRONG).status_code == 404
    assert (row(world, note).body, row(world, note).withdrawn_at) == (RIGHT, None)


def test_what_is_withdrawn_leaves_a_trace_and_nothing_else(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    note = said(world, bo, number, "confidentialword")
    assert str(number) in sam.get("/search?q=confidentialword").text

    act(world, bo, number, note, "withdrawal")

    for browser in (sam, bo):
        html = browser.get(f"/cases/{number}").text
        assert "Note withdrawn by Bo Jansen" in html and "confidentialword" not in html
        assert "confidentialword" not in browser.get(f"/cases/{number}/history").text
        assert "/cases/" + str(number) not in browser.get("/search?q=confidentialword&kind=cases").text
    assert (versions(world, "kim"), versions(world, "bo")) == ([], ["confidentialword"])


def test_a_withdrawal_is_undone_for_five_minutes_and_then_the_words_are_gone(
    world: World,
    held: HeldClock,  # noqa: F811
) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    note = said(world, sam, number, RIGHT)
    act(world, sam, number, note, "withdrawal")
    held.move(minutes=4)
    assert act(world, sam, number, note, "withdrawal/removal").status_code == 303
    assert row(world, note).body == RIGHT
    held.move(seconds=1)
    act(world, sam, number, note, "withdrawal")
    held.move(minutes=6)
    act(world, sam, number, note, "withdrawal/removal")
    assert row(world, note).body == ""
    clear_up(world.app)
    assert versions(world) == []
    assert kinds(world, number)[-3:] == ["note_withdrawn", "note_restored", "note_withdrawn"]


def test_a_mail_that_waits_says_what_the_note_says_now(world: World) -> None:
    number = open_case_of(world, "sam")
    bo = world.sign_in("bo")
    edited, taken = said(world, bo, number, WRONG), said(world, bo, number, "Never mind.")
    while react_to_next(world.app) is not None:
        pass
    act(world, bo, number, edited, "edit", body=RIGHT)
    act(world, bo, number, taken, "withdrawal")

    letters = {mail.state: mail.text + mail.html for mail in mails(world)}

    assert RIGHT in letters["kept"] and WRONG not in letters["kept"]
    assert letters["withheld"] == ""  # the log of mails says no more what was taken back


def test_a_mail_that_was_written_while_its_note_was_corrected_says_what_it_says_now(world: World) -> None:
    number = open_case_of(world, "sam")
    bo = world.sign_in("bo")
    edited, taken = said(world, bo, number, WRONG), said(world, bo, number, "Never mind.")
    while react_to_next(world.app) is not None:
        pass
    act(world, bo, number, edited, "edit", body=RIGHT)
    act(world, bo, number, taken, "withdrawal")
    with world.session() as session:
        session.execute(update(OutgoingMail).values(created_at=clock.now()))
        session.commit()

    letters = {mail.state: mail.text for mail in mails(world)}

    assert sorted(letters) == ["kept", "withheld"] and RIGHT in letters["kept"]


def test_a_note_that_is_given_again_is_told_after_all(world: World) -> None:
    number = open_case_of(world, "sam")
    bo = world.sign_in("bo")
    note = said(world, bo, number, RIGHT)
    act(world, bo, number, note, "withdrawal")
    assert [mail.state for mail in mails(world)] == []
    act(world, bo, number, note, "withdrawal/removal")
    assert [RIGHT in mail.text for mail in mails(world)] == [True]


def test_an_open_page_is_told_of_corrections(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    note = said(world, bo, number, WRONG)
    since = int((clock.now() - timedelta(minutes=1)).timestamp())
    assert sam.get(f"/cases/{number}/notes?after={note}&since={since}").status_code == 204

    act(world, bo, number, note, "edit", body=RIGHT)

    assert RIGHT in sam.get(f"/cases/{number}/notes?after={note}&since={since}").text


def test_files_are_withdrawn_with_their_note_unless_they_are_kept(world: World) -> None:
    number = opened(world, "sam")
    sam, files = world.sign_in("sam"), []
    for name in ("taken.txt", "kept.txt"):
        sent = {"files": (BytesIO(b"log"), name), "nonce": f"nonce-of-{name[:4]}-12345678"}
        files.append(said(world, sam, number, "See the file.", **sent))
    act(world, sam, number, files[0], "withdrawal")
    act(world, sam, number, files[1], "withdrawal?keep_files=1")

    html = sam.get(f"/cases/{number}").text

    assert '<del class="name">taken.txt</del>' in html and '<del class="name">kept.txt</del>' not in html
    act(world, sam, number, files[0], "withdrawal/removal")
    assert '<del class="name">' not in sam.get(f"/cases/{number}").text


def test_a_note_that_is_given_again_does_not_bring_what_the_desk_withdrew_of_it(world: World) -> None:
    number, sam = opened(world, "sam"), world.sign_in("sam")
    sent = {"files": (BytesIO(b"log"), "secret.txt"), "nonce": "nonce-of-secret-12345678"}
    note = said(world, sam, number, "See the file.", **sent)
    with world.session() as session:
        file = session.scalars(select(Attachment.id)).one()
    world.post(world.sign_in("bo"), f"/files/{file}/withdrawal")
    act(world, sam, number, note, "withdrawal")

    act(world, sam, number, note, "withdrawal/removal")

    html = sam.get(f"/cases/{number}").text
    assert "See the file." in html and '<del class="name">secret.txt</del>' in html


def test_t64_words_of_one_window_never_land_in_what_another_took_back(postgres_world: World) -> None:
    """Two processes: the first has read the note when the second withdraws it."""
    world = postgres_world
    number, sam = opened(world, "sam"), world.viewer("sam")
    id_ = said(world, world.sign_in("sam"), number, WRONG)
    with world.session("sam") as one, force_locale("en"):
        note = one.get_one(Note, id_)
        act(world, world.sign_in("sam"), number, id_, "withdrawal")
        with pytest.raises(Refused):
            edit_note(one, by=sam, note=note, body=RIGHT, was=None)
        one.rollback()
    assert row(world, id_).body == ""
