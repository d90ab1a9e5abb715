"""The room of those who write messages: form, preview, what is wrong, publishing."""

import re
from io import BytesIO
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from models.conversation import Attachment
from models.message import Message
from tests.messages.acts import CUSTOMERS, published, state_of, unread_in_tab, who_sees, written
from tests.worlds import World

FORM = {
    "nonce": "a-form-of-chris",
    "kind": "update",
    "title_en": "New panel",
    "body_en": "It is **quieter**.",
    "title_nl": "Nieuw paneel",
    "body_nl": "Het is **rustiger**.",
    "reach": "everyone",
}


def sent(world: World, client: FlaskClient, path: str = "/messages/write/new", **more: Any) -> Any:
    return world.post(client, path, {**FORM, **more})


def number(world: World) -> int:
    with world.session() as session:
        return session.scalar(select(func.count(Message.id))) or 0


def field(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None
    return found[1]


def test_a_message_goes_from_the_form_to_its_readers(world: World) -> None:
    chris, sam = world.sign_in("chris"), world.sign_in("sam")
    answer = sent(world, chris, is_urgent="y")
    assert answer.status_code == 303
    page = chris.get(answer.location).text
    assert "<strong>quieter</strong>" in page and "<strong>rustiger</strong>" in page
    assert "About 4 people in 4 accounts will see this." in page
    assert unread_in_tab(sam) == ""
    done = world.post(chris, f"{answer.location}/publication")
    assert "The message is now: Published." in chris.get(done.location).text
    assert "New panel" in sam.get("/cases/").text


def test_t63_a_double_click_makes_one_message(world: World) -> None:
    chris = world.sign_in("chris")
    answers = {sent(world, chris).location for _ in range(3)}
    assert len(answers) == number(world) == 1


def test_an_audience_of_accounts_classifications_and_lines_is_put_together(world: World) -> None:
    chris, haven = world.sign_in("chris"), world.account_id("Rijnmond Haven")
    page = sent(world, chris, reach="some", add="account", account="Rijnmond Groep").text
    groep = world.account_id("Rijnmond Groep")
    assert f'name="accounts" value="{groep}" checked' in page and number(world) == 0
    some = {"reach": "some", "accounts": [groep, haven], "below": [groep], "account": "0008150000"}
    answer = sent(world, chris, **some)
    with world.session() as session:
        parts = session.scalars(select(Message)).one().audience
        found = {(part.account.name, part.with_sub_accounts) for part in parts if part.account}
    assert found == {("Rijnmond Groep", True), ("Rijnmond Haven", False), ("Elders & Zoon", False)}
    assert "Rijnmond Groep with sub-accounts" in chris.get(answer.location).text


WRONG = (
    ({"title_en": "", "title_nl": " "}, "Give the message a title"),
    ({"kind": "gossip"}, "Choose what kind of message this is."),
    ({"title_en": "x" * 201}, "Make the text shorter"),
    ({"body_nl": "x" * 50_001}, "Make the text shorter"),
    ({"visible_from": "2026-12-01T10:00", "visible_until": "2026-12-01T09:00"}, "The end must come after"),
    ({"visible_from": "yesterday"}, "Not a valid datetime"),
    ({"visible_until": "0001-01-01T00:00"}, "Enter a date and a time."),
    ({"visible_until": "9999-12-31T23:59"}, "Enter a date and a time."),
    ({"reach": "some", "account": "Nobody Ltd"}, "No account has this name or customer ID."),
    ({"reach": "some", "account": "Rijnmond"}, "More than one account fits."),
    ({"reach": "some", "accounts": ["987654"]}, "A part of this audience is not there any more."),
    ({"reach": "some", "classification": ["987654"]}, "A part of this audience is not there any more."),
)


@pytest.mark.parametrize(("wrong", "sentence"), WRONG)
def test_what_is_wrong_is_said_and_what_was_typed_stays(
    sqlite_world: World, wrong: dict[str, Any], sentence: str
) -> None:
    answer = sent(sqlite_world, sqlite_world.sign_in("chris"), **wrong)
    assert answer.status_code == 422 and sentence in answer.text
    assert "There is a problem" in answer.text and "<title>Error:" in answer.text
    assert "It is **quieter**." in answer.text and number(sqlite_world) == 0


HOSTILE = ("\ud800", "‮evil", "😀" * 50, "a" + "́" * 500, "%s %(x)s {{7*7}} {% x %}", "'; DROP TABLE x; --")


@pytest.mark.parametrize("text", HOSTILE)
def test_t42_hostile_text_is_only_text(world: World, text: str) -> None:
    chris, shown = world.sign_in("chris"), text.encode("utf-8", "ignore").decode()
    answer = sent(world, chris, title_en=f"T {shown}"[:200], body_en=shown, title_nl="", body_nl="")
    assert answer.status_code == 303
    assert chris.get(answer.location).status_code == 200
    assert "7*7" not in shown or "{{7*7}}" in chris.get("/messages/write/").text


@pytest.mark.parametrize("path", ["", "/edit", "/publication", "/withdrawal"])
def test_t42_numbers_that_name_nothing_are_404(sqlite_world: World, path: str) -> None:
    chris = sqlite_world.sign_in("chris")
    for row in (0, 98_765_432, 2**31, 10**20):
        address = f"/messages/write/{row}{path}"
        answer = sqlite_world.post(chris, address) if "on" in path or "al" in path else chris.get(address)
        assert answer.status_code == 404, address


def test_t64_a_stale_form_shows_the_difference_and_is_taken_when_sent_again(world: World) -> None:
    message, chris = written(world), world.sign_in("chris")
    address = f"/messages/write/{message}/edit"
    old = field(chris.get(address).text, "version")
    assert sent(world, chris, address, version=old, title_en="First").status_code == 303
    stale = sent(world, chris, address, version=old, title_en="Second", is_urgent="y")
    assert stale.status_code == 409
    assert "<td" in stale.text and "First" in stale.text and 'value="Second"' in stale.text
    again = sent(world, chris, address, version=field(stale.text, "version"), title_en="Second")
    assert again.status_code == 303
    with world.session() as session:
        assert session.get_one(Message, message).title["en"] == "Second"


def test_times_are_typed_and_shown_in_the_writers_own_zone(world: World) -> None:
    chris = world.sign_in("chris")
    answer = sent(world, chris, visible_from="2026-12-01T10:00", visible_until="2027-07-01T10:00")
    with world.session() as session:
        row = session.scalars(select(Message)).one()
        assert (str(row.visible_from), str(row.visible_until)) == (
            "2026-12-01 09:00:00+00:00",
            "2027-07-01 08:00:00+00:00",
        )
    assert field(chris.get(f"{answer.location}/edit").text, "visible_from") == "2026-12-01T10:00"


def test_saving_without_a_change_changes_nothing(world: World) -> None:
    chris, message = world.sign_in("chris"), published(world)
    address = f"/messages/write/{message}/edit"
    page = chris.get(address).text
    form = {"kind": "announcement", "title_en": "Maintenance", "body_en": "We move the print servers."}
    form |= {name: field(page, name) for name in ("version", "nonce", "visible_from")}
    assert world.post(chris, address, {**form, "reach": "everyone"}).status_code == 303
    with world.session() as session:
        assert session.get_one(Message, message).version == int(form["version"])


def test_the_preview_is_safe_and_comes_alone_or_in_the_page(world: World) -> None:
    chris = world.sign_in("chris")
    form = {"preview": "body_en", "body_en": "**bold** <script>alert(1)</script>"}
    headers = {"X-Requested-With": "preview"}
    alone = world.post(chris, "/messages/write/new", {**FORM, **form}, headers=headers).text
    assert "<strong>bold</strong>" in alone and "<html" not in alone and "<script>" not in alone
    page = sent(world, chris, **form).text
    assert "<strong>bold</strong>" in page and 'value="New panel"' in page and "<script>alert" not in page
    assert number(world) == 0


def test_a_picture_that_comes_with_the_form_goes_into_the_message(world: World) -> None:
    chris = world.sign_in("chris")
    picture = (BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 40), "new panel.png")
    page = sent(world, chris, title_en="", title_nl="", files=picture).text
    with world.session() as session:
        file = session.scalars(select(Attachment)).one()
    reference = f"![new panel.png](/files/{file.id}/new%20panel.png?inline=1)"
    assert reference in page
    answer = sent(world, chris, body_en=reference)
    with world.session() as session:
        kept = session.scalars(select(Attachment)).one()
        assert (kept.message_id, kept.nonce) == (int(answer.location.rpartition("/")[2]), "")
    assert f'<img src="/files/{file.id}/new%20panel.png?inline=1"' in chris.get(answer.location).text


def test_what_may_not_go_out_says_why(world: World) -> None:
    chris, message = world.sign_in("chris"), written(world, parts=[])
    answer = world.post(chris, f"/messages/write/{message}/publication")
    assert answer.status_code == 422 and "Choose for whom this message is." in answer.text
    assert state_of(world, message) == "draft"


def test_withdrawing_and_publishing_again(world: World) -> None:
    chris, message = world.sign_in("chris"), published(world)
    world.post(chris, f"/messages/write/{message}/withdrawal")
    assert who_sees(world, message) == set()
    world.post(chris, f"/messages/write/{message}/publication")
    assert who_sees(world, message) == set(CUSTOMERS)


@pytest.mark.parametrize("who", ["sam", "noor", "bo", "mia", "tess", "ada"])
def test_the_room_is_closed_to_everybody_else(sqlite_world: World, who: str) -> None:
    message, client = written(sqlite_world), sqlite_world.sign_in(who)
    for path in ("", "new", str(message), f"{message}/edit"):
        assert client.get(f"/messages/write/{path}").status_code == 403, path
    for path in ("new", f"{message}/edit", f"{message}/publication", f"{message}/withdrawal"):
        assert sent(sqlite_world, client, f"/messages/write/{path}").status_code == 403, path
    assert state_of(sqlite_world, message) == "draft"
    assert "/messages/write/" not in client.get("/messages/").text


def test_the_list_of_writers_shows_each_state_and_finds_words(world: World) -> None:
    published(world, "Out already")
    written(world, "Not yet")
    chris = world.sign_in("chris")
    assert [
        chris.get(f"/messages/write/?state={state}").text.count('class="strong" href')
        for state in ("", "draft", "published", "expired", "nothing")
    ] == [2, 1, 1, 0, 2]
    assert "Not yet" in chris.get("/messages/write/?q=YET").text
    assert "Out already" not in chris.get("/messages/write/?q=YET").text
