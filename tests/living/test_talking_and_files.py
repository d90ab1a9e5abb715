"""Conversation and files of a case, sentence by sentence, for each kind of customer, without JavaScript."""

import io
import re

import pytest

from tests.help.test_what_a_guide_promises import at, words
from tests.living.kinds import EACH, a_case_for, put_in
from tests.worlds import World


@EACH
def test_the_thread_of_a_new_case_is_empty_and_each_note_is_there_at_once_for_all_who_work_on_it(
    sqlite_world: World, who: str
) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    assert "data-note-id" not in at(client, f"/cases/{number}")
    for text in ("It beeps.", "And it smells.", "Now it smokes."):
        sent = sqlite_world.post(client, f"/cases/{number}/notes", {"body": text})
        assert text in at(client, sent.location.partition("#")[0])
    html = at(client, f"/cases/{number}")
    assert html.index("It beeps.") < html.index("And it smells.") < html.index("Now it smokes.")
    for agent in ("bo", "kim", "mia"):
        assert "Now it smokes." in at(sqlite_world.sign_in(agent), f"/cases/{number}")


@EACH
def test_my_notes_are_on_one_side_and_those_of_the_desk_on_the_other(sqlite_world: World, who: str) -> None:
    number, client = a_case_for(sqlite_world, who), sqlite_world.sign_in(who)
    mine = sqlite_world.post(client, f"/cases/{number}/notes", {"body": "It beeps."})
    desk = sqlite_world.post(sqlite_world.sign_in("mia"), f"/cases/{number}/notes", {"body": "How often?"})
    html = at(client, f"/cases/{number}")
    for side, note in (("mine", mine), ("theirs", desk)):
        assert f'<article class="note {side}" id="{note.location.rpartition("#")[2]}"' in html
    reply = re.search(
        rf'href="(/cases/{number}[?]reply=\d+)#body"[^>]*>Reply', html.partition("How often?")[2]
    )
    assert reply and "How often?" in at(client, reply[1]).partition("note-form")[2]


@pytest.mark.parametrize("status", ["in_progress", "solution_suggested", "resolved"])
@EACH
def test_a_file_with_its_description_is_added_at_any_time_listed_and_fetched_by_its_name(
    sqlite_world: World, who: str, status: str
) -> None:
    number = a_case_for(sqlite_world, who)
    put_in(sqlite_world, number, status)
    for adder in (who, "bo"):
        sent = {"files": (io.BytesIO(b"line"), f"{adder}.log"), "description": f"Seen by {adder}"}
        client = sqlite_world.sign_in(adder)
        sent["nonce"] = re.findall(r'name="nonce" value="([^"]+)"', at(client, f"/cases/{number}/files"))[0]
        assert sqlite_world.post(client, f"/cases/{number}/files", sent).status_code == 302
    client = sqlite_world.sign_in(who)
    html = at(client, f"/cases/{number}/files")
    for adder in (who, "bo"):
        link = re.search(rf'<a href="(/files/\d+/{adder}.log)">', html)
        assert link and client.get(link[1]).data == b"line" and f"Seen by {adder}" in words(html)
