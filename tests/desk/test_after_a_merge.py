"""What people keep after their case was merged: words, drafts, and the end of a share (D12, A14)."""

from typing import Any

import pytest
from sqlalchemy import select

from models.case_share import CaseShare
from models.conversation import Note
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from tests.cases.steps import find, opened
from tests.cases.talk import act, row, said
from tests.cases.test_sharing import end, give, sees
from tests.cases.views import moved
from tests.desk.test_merging import hangs_on, merge, undo
from tests.worlds import World


def merged_away(world: World, body: str = "Our code is 4711.") -> tuple[int, int, int]:
    """Numbers of a case of Sam's and the one of Eva's that it went into, and a note of Sam's."""
    sams, evas = opened(world, "sam"), opened(world, "eva")
    note = said(world, world.sign_in("sam"), sams, body)
    merge(world, sams, evas, other_account="y")
    return sams, evas, note


def test_sam_reads_and_takes_back_what_he_wrote_although_he_does_not_see_where_it_is(world: World) -> None:
    sams, evas, note = merged_away(world)
    sam, eva = world.sign_in("sam"), world.sign_in("eva")
    page = sam.get(f"/cases/{sams}").text
    assert "What you wrote went along" in page and "Our code is 4711." in page and str(evas) not in page
    assert "Our code is 4711." in eva.get(f"/cases/{evas}").text
    answer = act(world, sam, sams, note, "withdrawal")
    assert (answer.status_code, answer.location) == (303, f"/cases/{sams}")
    assert "Our code is 4711." not in eva.get(f"/cases/{evas}").text
    assert "Our code is 4711." not in sam.get(f"/cases/{sams}").text
    assert "Note withdrawn" in eva.get(f"/cases/{evas}/history").text


def test_he_may_think_better_of_it_for_some_minutes_and_a_withdrawal_outlives_the_merge(world: World) -> None:
    sams, _evas, note = merged_away(world)
    sam = world.sign_in("sam")
    act(world, sam, sams, note, "withdrawal")
    act(world, sam, sams, note, "withdrawal/removal")
    assert row(world, note).body == "Our code is 4711."
    act(world, sam, sams, note, "withdrawal")
    undo(world, sams)
    assert row(world, note).withdrawn_at is not None
    act(world, sam, sams, note, "withdrawal/removal")
    assert "Our code is 4711." in sam.get(f"/cases/{sams}").text


def test_t22_nobody_else_takes_back_his_words_from_either_side(world: World) -> None:
    sams, evas, note = merged_away(world)
    for who in ("lot", "noor", "bo", "eva"):
        client = world.sign_in(who)
        for number in (sams, evas):
            assert act(world, client, number, note, "withdrawal").status_code == 404, who
        assert "Our code is 4711." not in client.get(f"/cases/{sams}").text or who == "bo"
    theirs = said(world, world.sign_in("eva"), evas, "Not his.")
    assert act(world, world.sign_in("sam"), sams, theirs, "withdrawal").status_code == 404
    assert row(world, note).withdrawn_at is row(world, theirs).withdrawn_at is None


def test_t29_who_no_longer_sees_the_case_that_ended_has_no_words_there(world: World) -> None:
    sams, _evas, note = merged_away(world)
    moved(world, "Sam", "Elders & Zoon")
    moved(world, "Eva", "Rijnmond Logistiek")
    assert world.sign_in("sam").get(f"/cases/{sams}").status_code == 404
    assert act(world, world.sign_in("sam"), sams, note, "withdrawal").status_code == 404
    assert row(world, note).withdrawn_at is None


@pytest.mark.parametrize("who", ["sam", "bo"])
def test_a_share_of_a_case_that_was_merged_is_ended_at_once(world: World, who: str) -> None:
    sams, evas = opened(world, "sam"), opened(world, "sam")
    give(world, "bo", sams, "eva@elders.example")
    merge(world, sams, evas)
    assert sees(world, "eva", sams) and not sees(world, "eva", evas)
    page = world.sign_in(who).get(f"/cases/{sams}/shares").text
    assert "End now" in page and 'name="whom"' not in page
    assert end(world, "eva", sams).status_code == 404
    assert end(world, who, sams).status_code == 303
    assert not sees(world, "eva", sams)
    assert give(world, "bo", sams, "eva@elders.example").status_code == 404
    with world.session() as session:
        assert session.scalars(select(CaseShare)).all() == []


def kept(world: World, who: str, number: int, body: str) -> None:
    assert world.post(world.sign_in(who), f"/cases/{number}/draft", {"body": body}).status_code == 303


def test_a_draft_goes_where_the_case_goes_on_and_comes_back(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    kept(world, "noor", old, "I was about to say")
    kept(world, "sam", old, "The older one")
    kept(world, "sam", new, "The newer one")
    merge(world, old, new)
    assert "I was about to say" in world.sign_in("noor").get(f"/cases/{new}").text
    assert "The newer one" in world.sign_in("sam").get(f"/cases/{new}").text
    undo(world, old)
    assert "I was about to say" in world.sign_in("noor").get(f"/cases/{old}").text
    assert "The older one" in world.sign_in("sam").get(f"/cases/{old}").text


def test_t24_a_draft_stays_with_who_does_not_see_the_other_case(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    kept(world, "sam", sams, "For nobody else")
    kept(world, "bo", sams, "Of the desk")
    merge(world, sams, evas, other_account="y")
    with world.session() as session:
        where: Any = dict(session.execute(select(NoteDraft.body, NoteDraft.case_id)).all())
    stays, goes = find(world, sams).id, find(world, evas).id
    assert where == {"For nobody else": stays, "Of the desk": goes}


def test_former_words_go_with_their_note_and_come_back_with_it(world: World) -> None:
    old, new, sam = opened(world, "sam"), opened(world, "sam"), world.sign_in("sam")
    note = said(world, sam, old, "Tray one.")
    act(world, sam, old, note, "edit", body="Tray two.", was="")
    merge(world, old, new)
    was = row(world, note).edited_at
    act(world, sam, new, note, "edit", body="Tray three.", was=was.isoformat() if was else "")
    for number, where in ((new, None), (old, undo)):
        if where:
            where(world, old)
        case_id = find(world, number).id
        with world.session() as session:
            assert session.scalars(select(NoteVersion.case_id)).all() == [case_id, case_id]
    assert "Tray one." in sam.get(f"/cases/{old}/history").text


def test_taken_back_the_case_that_stayed_has_no_news_that_went_away(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    said(world, world.sign_in("bo"), old, "News for Sam.")
    before = hangs_on(world, new)["last_note_at"]
    merge(world, old, new)
    undo(world, old)
    assert hangs_on(world, new)["last_note_at"] == before is None
    merge(world, old, new)
    said(world, world.sign_in("bo"), new, "Said after the merge.")
    after = hangs_on(world, new)["last_note_at"]
    undo(world, old)
    assert hangs_on(world, new)["last_note_at"] == after
    case_id = find(world, new).id
    with world.session() as session:
        bodies = session.scalars(select(Note.body).where(Note.case_id == case_id)).all()
    assert bodies == ["Said after the merge."]


def test_the_history_of_either_case_leads_to_the_other(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    merge(world, old, new)
    bo = world.sign_in("bo")
    assert f'<a href="/cases/{new}">{new}</a>' in bo.get(f"/cases/{old}/history").text
    assert f'<a href="/cases/{old}/history">{old}</a>' in bo.get(f"/cases/{new}/history").text
