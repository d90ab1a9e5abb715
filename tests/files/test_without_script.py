"""Without JavaScript the files come with the form itself, and no error in it loses one."""

import io
import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from models.case import Case
from models.conversation import Attachment
from tests.cases.steps import hidden, opened, ready
from tests.files.acts import rows, stored
from tests.files.samples import LOG, PNG, PROGRAM
from tests.requests.steps import fill_in
from tests.worlds import World


def files(**contents: bytes) -> list[tuple[io.BytesIO, str]]:
    return [(io.BytesIO(content), name.replace("_", ".")) for name, content in contents.items()]


def shown(answer: Any) -> list[str]:
    """The names in the list of attached files."""
    return re.findall(r'<li data-file-id="\d+">.*?<span class="name">(.*?)</span>', answer.text, re.DOTALL)


def at_last_step(world: World, client: FlaskClient) -> str:
    """The step of a question that takes files."""
    return ready(world, client).replace("/summary", "/steps/more")


def test_the_files_of_the_form_come_with_the_case(world: World) -> None:
    client = world.sign_in("sam")
    step = at_last_step(world, client)
    done = fill_in(world, client, step, files=files(a_png=PNG, b_txt=LOG))
    assert world.post(client, done.location).status_code == 302
    with world.session("sam") as session:
        case = session.scalars(select(Case)).one()
        found = session.execute(
            select(Attachment.name, Attachment.field).where(Attachment.case_id == case.id)
        )
        assert sorted(map(tuple, found)) == [("a.png", "files"), ("b.txt", "files")]


def test_files_survive_an_error_in_another_field_and_go_with_the_case_at_last(world: World) -> None:
    client = world.sign_in("sam")
    step = at_last_step(world, client)
    refused = fill_in(world, client, step, contact="987654", files=files(a_png=PNG))
    assert (refused.status_code, shown(refused)) == (422, ["a.png"])
    done = fill_in(world, client, step, contact=str(world.person_id("sam")), files=files(b_txt=LOG))
    assert world.post(client, done.location).status_code == 302
    assert [file.name for file in rows(world) if file.case_id] == ["a.png", "b.txt"]


def test_a_refused_file_is_named_and_the_others_stay(world: World) -> None:
    client = world.sign_in("sam")
    sent = {"details": "It **beeps**.", "files": files(a_png=PNG, b_exe=PROGRAM, c_txt=LOG)}
    answer = fill_in(world, client, at_last_step(world, client), **sent)
    assert (answer.status_code, shown(answer)) == (422, ["a.png", "c.txt"])
    assert "b.exe: Files that can start a program are not accepted." in answer.text
    assert "It **beeps**." in answer.text


def test_looking_at_the_preview_keeps_the_files(world: World) -> None:
    client = world.sign_in("sam")
    sent = {"details": "It **beeps**.", "files": files(a_png=PNG)}
    answer = fill_in(world, client, at_last_step(world, client), "preview:details", **sent)
    assert (answer.status_code, shown(answer)) == (200, ["a.png"])
    assert "<strong>beeps</strong>" in answer.text


def test_a_kept_file_can_be_removed_and_nothing_typed_is_lost(world: World) -> None:
    client = world.sign_in("sam")
    step = at_last_step(world, client)
    fill_in(world, client, step, "later", details="It beeps.", files=files(a_png=PNG, b_txt=LOG))
    sent = {"asked": "details files contact", "f-details": "It beeps.", "remove_file": rows(world)[0].id}
    for _ in range(2):  # a second click does no harm
        answer = client.get(world.post(client, step, sent).location)
        assert (answer.status_code, shown(answer)) == (200, ["b.txt"])
    assert "It beeps." in answer.text and len(stored(world)) == 1


def test_a_foreign_file_named_in_the_form_is_not_removed(world: World) -> None:
    """T27."""
    eva, sam = world.sign_in("eva"), world.sign_in("sam")
    elders = ready(world, eva, account=str(world.account_id("Elders & Zoon"))).replace(
        "summary", "steps/more"
    )
    fill_in(world, eva, elders, files=files(a_png=PNG))
    step = at_last_step(world, sam)
    for number in (rows(world)[0].id, 10**20, "x", -1, -(10**20)):
        assert world.post(sam, step, {"asked": "", "remove_file": number}).status_code == 303
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
