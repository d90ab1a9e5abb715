"""Without JavaScript the files come with the form itself, and no error in it loses one."""

import io
import re
from typing import Any

from sqlalchemy import select

from models.case import Case
from models.conversation import Attachment
from tests.cases.steps import form_of, hidden, opened
from tests.files.acts import rows, stored
from tests.files.samples import LOG, PNG, PROGRAM
from tests.worlds import World


def files(**contents: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), name.replace("_", ".")) for name, content in contents.items()]


def shown(answer: Any) -> list[str]:
    """The names in the list of attached files."""
    return re.findall(r'<li data-file-id="\d+">.*?<span class="name">(.*?)</span>', answer.text, re.DOTALL)


def test_the_files_of_the_form_come_with_the_case(world: World) -> None:
    client = world.sign_in("sam")
    form = form_of(world, client, files=files(a_png=PNG, b_txt=LOG))
    assert world.post(client, "/cases/new", form).status_code == 302
    with world.session("sam") as session:
        case = session.scalars(select(Case)).one()
        names = session.scalars(select(Attachment.name).where(Attachment.case_id == case.id))
        assert sorted(names) == ["a.png", "b.txt"]


def test_files_survive_an_error_in_another_field_and_go_with_the_case_at_last(world: World) -> None:
    client = world.sign_in("sam")
    form = form_of(world, client, subject="", files=files(a_png=PNG))
    refused = world.post(client, "/cases/new", form)
    assert (refused.status_code, shown(refused)) == (422, ["a.png"])
    again = {**form, "subject": "With a subject", "files": files(b_txt=LOG)}
    assert world.post(client, "/cases/new", again).status_code == 302
    assert [file.name for file in rows(world) if file.case_id] == ["a.png", "b.txt"]


def test_a_refused_file_is_named_and_the_others_stay(world: World) -> None:
    client = world.sign_in("sam")
    form = form_of(world, client, files=files(a_png=PNG, b_exe=PROGRAM, c_txt=LOG))
    answer = world.post(client, "/cases/new", form)
    assert (answer.status_code, shown(answer)) == (422, ["a.png", "c.txt"])
    assert "b.exe: Files that can start a program are not accepted." in answer.text
    assert "Since **this morning**." in answer.text


def test_looking_at_the_preview_keeps_the_files(world: World) -> None:
    client = world.sign_in("sam")
    form = form_of(world, client, preview="description", files=files(a_png=PNG))
    answer = world.post(client, "/cases/preview", form)
    assert (answer.status_code, shown(answer)) == (200, ["a.png"])


def test_a_kept_file_can_be_removed_and_nothing_typed_is_lost(world: World) -> None:
    client = world.sign_in("sam")
    form = form_of(world, client, subject="", files=files(a_png=PNG, b_txt=LOG))
    world.post(client, "/cases/new", form)
    first = rows(world)[0].id
    for _ in range(2):  # a second click does no harm
        form = {**form, "remove_file": first, "files": []}
        answer = world.post(client, "/cases/new", form)
        assert (answer.status_code, shown(answer)) == (200, ["b.txt"])
    assert "Since **this morning**." in answer.text and len(stored(world)) == 1


def test_a_foreign_file_named_in_the_form_is_not_removed(world: World) -> None:
    """T27."""
    eva, sam = world.sign_in("eva"), world.sign_in("sam")
    form = form_of(world, eva, account=world.account_id("Elders & Zoon"), subject="", files=files(a_png=PNG))
    world.post(eva, "/cases/new", form)
    for number in (rows(world)[0].id, 10**20, "x", -1):
        assert world.post(sam, "/cases/new", form_of(world, sam, remove_file=number)).status_code == 200
    assert len(rows(world)) == len(stored(world)) == 1


def test_files_of_a_note_survive_a_note_without_words(world: World) -> None:
    number, client = opened(world), world.sign_in("sam")
    form = {"nonce": hidden(client, f"/cases/{number}", "nonce"), "body": "", "files": files(a_txt=LOG)}
    refused = world.post(client, f"/cases/{number}/notes", form)
    assert (refused.status_code, shown(refused)) == (422, ["a.txt"])
    sent = {**form, "body": "Here it is.", "files": []}
    assert world.post(client, f"/cases/{number}/notes", sent).status_code == 302
    assert [(file.name, file.note_id is not None) for file in rows(world)] == [("a.txt", True)]


def test_files_can_be_added_without_a_note(world: World) -> None:
    number, client = opened(world), world.sign_in("sam")
    nonce = hidden(client, f"/cases/{number}/files", "nonce")
    form = {"nonce": nonce, "files": files(a_txt=LOG)}
    assert world.post(client, f"/cases/{number}/files", form).status_code == 302
    assert "a.txt" in client.get(f"/cases/{number}/files").text
