"""The edit of a case asks every question of its request type, files and credentials too."""

import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.conversation import Attachment
from tests.cases.steps import find
from tests.files.samples import LOG, PNG
from tests.requests.steps import field, fill_in, held, offer, step
from tests.secrets.steps import PASSWORD, log
from tests.worlds import World


def server(world: World) -> str:
    """The address of a case of Sam's, opened without log and password."""
    log_file = field("log", "files", check={"extensions": ["txt"]}, is_recommended=True)
    account = field("account", "account", column="account", is_required=True)
    subject = field("subject", column="subject", is_required=True)
    offer(world, step("what", account, subject, log_file, field("password", "secret", is_recommended=True)))
    sam = world.sign_in("sam")
    at = fill_in(world, sam, "/cases/new/parcel", subject="Server", account=haven(world)).location
    return str(world.post(sam, at).location)


def haven(world: World) -> str:
    return str(world.account_id("Rijnmond Haven"))


def edit(world: World, client: FlaskClient, case: str, name: str = "a.txt", **answers: Any) -> Any:
    """Send the form of the edit with a file, as a browser without a script does."""
    files = {"log": [(io.BytesIO(LOG), name)]} if name else {}
    return fill_in(world, client, f"{case}/edit", "", **{**files, **answers})


def read(world: World, case: str) -> bool:
    """Whether the desk reads the password on the case."""
    return PASSWORD in world.post(world.sign_in("bo"), f"{case}/secrets/password/readings").text


def answered(world: World) -> list[tuple[str, str, bool]]:
    with world.session() as session:
        found = session.scalars(select(Attachment).order_by(Attachment.id))
        return [(file.field, file.name, file.case_id is not None) for file in found]


def test_files_and_a_credential_are_added_where_the_other_answers_are_changed(world: World) -> None:
    case = server(world)
    sam = world.sign_in("sam")
    assert (
        f'href="{case}/edit#f-log"' in sam.get(case).text and f"{case}/edit#f-password" in sam.get(case).text
    )

    assert edit(world, sam, case, password=PASSWORD).status_code == 302

    assert answered(world) == [("log", "a.txt", True)]
    assert read(world, case)
    assert f"{case}/edit#f-" not in sam.get(case).text
    assert "a.txt" in sam.get(f"{case}/edit").text and "File added" in sam.get(f"{case}/history").text


def test_a_file_that_is_withdrawn_answers_nothing_any_more(world: World) -> None:
    case, sam = server(world), world.sign_in("sam")
    edit(world, sam, case)
    assert f"{case}/edit#f-log" not in sam.get(case).text
    with world.session() as session:
        file_id = session.scalars(select(Attachment.id)).one()
    world.post(sam, f"/files/{file_id}/withdrawal")
    assert f"{case}/edit#f-log" in sam.get(case).text
    assert f"/files/{file_id}/" not in sam.get(f"{case}/edit").text


def test_what_is_wrong_elsewhere_loses_neither_the_file_nor_the_credential(world: World) -> None:
    case = server(world)
    sam = world.sign_in("sam")
    wrong = edit(world, sam, case, password=PASSWORD, subject="")
    assert wrong.status_code == 422 and "a.txt" in wrong.text and PASSWORD not in wrong.text
    assert answered(world) == [("log", "a.txt", False)] and not read(world, case)

    sealed = re.search(r'name="f-password-sealed" value="([^"]*)"', wrong.text)[1]
    kept = {**held(wrong.text), "f-password-sealed": sealed, "f-subject": "Again"}
    assert world.post(sam, f"{case}/edit", kept).status_code == 302
    assert answered(world) == [("log", "a.txt", True)] and read(world, case)
    assert find(world, int(case[-8:])).subject == "Again"


def test_a_file_that_does_not_fit_is_told_in_the_form_and_a_click_takes_it_back(world: World) -> None:
    case = server(world)
    sam = world.sign_in("sam")
    wrong = fill_in(world, sam, f"{case}/edit", "", log=[(io.BytesIO(PNG), "a.png")])
    assert wrong.status_code == 422 and "another kind than asked for" in wrong.text
    nonce = re.search(r'name="nonce" value="([^"]*)"', wrong.text)[1]
    (file,) = re.findall(r'name="remove_file" value="(\d+)"', wrong.text)
    said = {"nonce": nonce, "asked": "subject log password", "f-subject": "Kept", "remove_file": file}
    back = world.post(sam, f"{case}/edit", said)
    assert back.status_code == 200 and 'value="Kept"' in back.text
    assert answered(world) == []


@pytest.mark.parametrize(("who", "gives"), [("noor", True), ("bo", True), ("lot", False)])
def test_t28_a_parallel_account_that_edits_is_not_asked_for_credentials(
    world: World, who: str, gives: bool
) -> None:
    case, client = server(world), world.sign_in(who)
    assert ('name="f-password"' in client.get(f"{case}/edit").text) is gives
    said = {"version": "1", "asked": "subject log password", "f-subject": "Theirs", "f-password": PASSWORD}
    assert world.post(client, f"{case}/edit", said).status_code == 302
    assert find(world, int(case[-8:])).subject == "Theirs"
    assert read(world, case) is gives


def test_t77_a_sealed_credential_opens_for_its_person_and_case_alone(world: World) -> None:
    case = server(world)
    wrong = edit(world, world.sign_in("noor"), case, password=PASSWORD, subject="").text
    sealed = re.search(r'name="f-password-sealed" value="([^"]*)"', wrong)[1]
    said = {"version": "1", "asked": "subject log password", "f-subject": "x", "f-password-sealed": sealed}
    assert world.post(world.sign_in("sam"), f"{case}/edit", said).status_code == 302
    assert not read(world, case)
    assert world.post(world.sign_in("noor"), f"{case}/edit", {**said, "version": "2"}).status_code == 302
    assert read(world, case) and [kind for kind, *_ in log(world)] == ["read"]


def test_c8_a_case_that_waits_for_what_is_missing_goes_on_when_it_is_all_there(world: World) -> None:
    case = server(world)
    world.post(world.sign_in("bo"), f"{case}/status", {"to": "pending_response", "reason": "Log, please"})
    sam = world.sign_in("sam")
    edit(world, sam, case)
    assert "Pending your response" in sam.get(case).text
    edit(world, sam, case, "", password=PASSWORD)
    assert "Pending your response" not in sam.get(case).text


def test_files_of_a_branch_that_hides_are_not_sent(world: World) -> None:
    only = {"match": "all", "rows": [{"field": "broken", "operator": "is", "value": "yes"}]}
    picture = field("picture", "files", shown_when=only)
    account = field("account", "account", column="account", is_required=True)
    offer(world, step("what", account, field("broken", "yes_no")), step("more", picture, field("text")))
    sam = world.sign_in("sam")
    at = fill_in(world, sam, "/cases/new/parcel", account=haven(world), broken="yes").location
    fill_in(world, sam, at, picture=[(io.BytesIO(PNG), "a.png")])
    draft = at.partition("/steps/")[0]
    fill_in(world, sam, f"{draft}/steps/what", broken="no")
    assert world.post(sam, f"{draft}/summary").status_code == 302
    assert answered(world) == []
