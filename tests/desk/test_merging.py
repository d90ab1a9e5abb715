"""Two cases about the same become one, for a week with a way back; sight never grows in silence (D12)."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent, OutgoingMail
from models.link import CaseLink
from models.subscription import Subscription
from models.task import Task
from tests.cases.steps import find, opened
from tests.mail.acts import told, write
from tests.worlds import World


def merge(world: World, number: int, into: int, person: str = "bo", **fields: Any) -> Any:
    asked = {"into": into, "confirmed": "1", **fields}
    return world.post(world.sign_in(person), f"/cases/{number}/merge", asked)


def undo(world: World, number: int) -> Any:
    return world.post(world.sign_in("bo"), f"/cases/{number}/merge/removal")


def talked_about(world: World) -> int:
    """With a note of either side, an internal one, a file and a follower."""
    number = opened(world, "sam", subject="The same jam", description="It jams again.")
    write(world, "sam", number, "Tray two.")
    write(world, "bo", number, "Only we read this.", internal=True)
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription")
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        row = {"name": "jam.txt", "media_type": "text/plain", "size": 3, "key": "k" * 30}
        session.add(Attachment(case=case, person_id=case.owner_id, created_at=clock.now(), **row))
        session.commit()
    return number


def hangs_on(world: World, number: int) -> dict[str, Any]:
    """All that a merge may touch of a case."""
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        own = {column.key: getattr(case, column.key) for column in Case.__mapper__.column_attrs}
        for model in (Note, Attachment, Subscription):
            key = model.person_id if model is Subscription else model.id
            own[model.__name__] = list(
                session.scalars(select(key).where(model.case_id == case.id).order_by(key))
            )
        return own


def test_notes_files_and_followers_go_along_and_the_number_leads_on(world: World) -> None:
    old, new = talked_about(world), opened(world, "sam")
    assert merge(world, old, new).location == f"/cases/{new}"
    for who in ("sam", "lot", "noor", "bo"):
        reader = world.sign_in(who)
        assert reader.get(f"/cases/{old}").location == f"/cases/{new}", who
        page = reader.get(f"/cases/{new}").text
        assert "Tray two." in page and ("Only we read this." in page) is (who == "bo"), who
    assert "jam.txt" in world.sign_in("sam").get(f"/cases/{new}/files").text
    assert world.person_id("noor") in hangs_on(world, new)["Subscription"]
    assert find(world, old).is_open is False
    assert world.sign_in("eva").get(f"/cases/{old}").status_code == 404


def test_taken_back_everything_is_exactly_as_it_was(world: World) -> None:
    old, new = talked_about(world), opened(world, "lot")
    before = [hangs_on(world, number) for number in (old, new)]
    merge(world, old, new, other_account="y")
    assert hangs_on(world, old) != before[0]
    undo(world, old)
    after = [hangs_on(world, number) for number in (old, new)]
    assert after[0] == before[0]
    moved = {"updated_at", "last_note_at"}
    assert {k: v for k, v in after[1].items() if k not in moved} == {
        k: v for k, v in before[1].items() if k not in moved
    }
    assert world.sign_in("sam").get(f"/cases/{old}").status_code == 200


def test_of_two_merges_in_a_row_the_later_one_is_taken_back_first(world: World) -> None:
    first, second, third = talked_about(world), opened(world, "sam"), opened(world, "lot")
    before = hangs_on(world, first)
    merge(world, first, second)
    merge(world, second, third, other_account="y")
    undo(world, first)
    assert find(world, first).merged_into_id == find(world, second).id
    undo(world, second)
    undo(world, first)
    assert hangs_on(world, first) == before
    assert hangs_on(world, second)["Note"] == hangs_on(world, third)["Note"] == []


def test_t24_taken_back_its_words_are_gone_from_the_other_account_answered_or_not(world: World) -> None:
    old, new, eva = talked_about(world), opened(world, "eva"), world.sign_in("eva")
    merge(world, old, new, other_account="y")
    told_by = max(hangs_on(world, new)["Note"])
    assert "It jams again." in eva.get(f"/cases/{new}").text
    answer = {"body": "Not ours.", "nonce": "n" * 16, "reply_to": str(told_by)}
    assert world.post(eva, f"/cases/{new}/notes", answer).status_code == 302
    undo(world, old)
    for path in (f"/cases/{new}", "/search?q=jams"):
        page = eva.get(path).text
        assert "It jams again." not in page and str(old) not in page, path
    assert "Not ours." in eva.get(f"/cases/{new}").text


def test_a_note_that_was_being_written_meanwhile_waits_where_the_case_goes_on(world: World) -> None:
    old, new, evas = opened(world, "sam"), opened(world, "sam"), opened(world, "eva")
    merge(world, old, new)
    typed, sam = {"body": "A long story about tray two.", "nonce": "n" * 16}, world.sign_in("sam")
    answer = world.post(sam, f"/cases/{old}/notes", typed)
    assert answer.status_code == 422 and typed["body"] in answer.text
    assert f'action="/cases/{new}/notes"' in answer.text
    assert typed["body"] not in sam.get(f"/cases/{new}").text  # not sent until it is meant
    assert world.post(sam, f"/cases/{new}/notes", typed).status_code == 302
    assert world.post(sam, f"/cases/{evas}/notes", typed).status_code == 404


def test_a_task_that_was_done_meanwhile_is_counted_where_it_lies(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    world.post(world.sign_in("bo"), f"/cases/{old}/tasks", {"title": "Call", "owner": world.person_id("bo")})
    merge(world, old, new)
    assert [find(world, number).open_tasks for number in (old, new)] == [0, 1]
    with world.session() as session:
        session.scalars(select(Task)).one().state = "done"
        session.commit()
    undo(world, old)
    assert [find(world, number).open_tasks for number in (old, new)] == [0, 0]


def test_after_seven_days_it_stays_and_twice_is_refused(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, now = opened(world, "sam"), opened(world, "sam"), clock.now()
    merge(world, old, new)
    assert merge(world, old, new).status_code == 422
    monkeypatch.setattr(clock, "now", lambda: now + timedelta(days=7, minutes=1))
    undo(world, old)
    assert find(world, old).merged_into_id == find(world, new).id


def test_what_was_merged_may_only_be_read(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    merge(world, old, new)
    for who in ("sam", "bo"):
        client = world.sign_in(who)
        for act, fields in (
            ("notes", {"body": "More", "nonce": "n" * 16}),
            ("status", {"to": "in_progress"}),
        ):
            assert world.post(client, f"/cases/{old}/{act}", fields).status_code in (404, 422)
    assert hangs_on(world, old)["Note"] == []


def test_before_it_happens_it_is_shown_who_gains_sight(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    shown = world.post(world.sign_in("bo"), f"/cases/{sams}/merge", {"into": evas})
    assert "Eva Elders" in shown.text and "Sam de Boer" in shown.text and "Kim Smit" not in shown.text
    assert merge(world, sams, evas).status_code == 422
    assert find(world, sams).merged_into_id is None
    assert merge(world, sams, evas, other_account="y").status_code == 303
    assert world.sign_in("sam").get(f"/cases/{sams}").status_code == 200  # not led to what is not his
    assert world.sign_in("sam").get(f"/cases/{evas}").status_code == 404


def test_t22_only_the_desk_merges_and_numbers_that_are_not_there_are_told_alike(world: World) -> None:
    own, other = opened(world, "sam"), opened(world, "sam")
    assert [merge(world, own, other, who).status_code for who in ("sam", "noor", "chris")] == [403] * 3
    assert merge(world, own, 98_765_432).status_code == 422
    assert merge(world, own, own).status_code == 422


def test_the_owner_and_who_followed_are_told_once(world: World) -> None:
    old, new = talked_about(world), opened(world, "lot")
    merge(world, old, new, other_account="y")
    told(world)
    with world.session() as session:
        mails = select(OutgoingMail.person_id).where(OutgoingMail.reaction == "merged")
        heard = sorted(session.scalars(mails))
        kinds = session.scalars(select(CaseEvent.kind).where(CaseEvent.kind.in_(("merged", "took_in")))).all()
    assert sorted(kinds) == ["merged", "took_in"]
    assert heard == sorted([world.person_id("sam"), world.person_id("noor")])
    assert "Merged into another case" in world.sign_in("sam").get(f"/cases/{old}/history").text


def test_a_note_becomes_a_case_of_its_own_linked_to_the_first(world: World) -> None:
    number = talked_about(world)
    with world.session() as session:
        shown, hidden = (
            session.scalars(select(Note.id).where(Note.is_internal.is_(i))).one() for i in (False, True)
        )
    bo = world.sign_in("bo")
    assert world.post(bo, f"/cases/{number}/split", {"note": hidden, "subject": "X"}).status_code == 422
    assert world.post(bo, f"/cases/{number}/split", {"note": shown, "subject": ""}).status_code == 422
    answer = world.post(bo, f"/cases/{number}/split", {"note": shown, "subject": "Tray two"})
    fresh = find(world, int(answer.location.rpartition("/")[2]))
    assert (fresh.description, fresh.owner_id) == ("Tray two.", world.person_id("sam"))
    with world.session() as session:
        assert session.scalars(select(CaseLink.kind)).one() == "relates"
    assert "Tray two." in world.sign_in("sam").get(f"/cases/{number}").text


def test_bo_links_two_cases(world: World) -> None:
    one, other, bo = opened(world, "sam"), opened(world, "sam"), world.sign_in("bo")
    assert world.post(bo, f"/cases/{one}/links", {"kind": "blocks", "other": other}).status_code == 303
    assert world.post(bo, f"/cases/{one}/links", {"kind": "blocks", "other": 1}).status_code == 422
    assert str(other) in bo.get(f"/cases/{one}").text


def test_a_link_is_removed_from_either_end_and_by_the_desk_alone(world: World) -> None:
    one, other, bo = opened(world, "sam"), opened(world, "sam"), world.sign_in("bo")
    world.post(bo, f"/cases/{one}/links", {"kind": "blocks", "other": other})
    with world.session() as session:
        link = {"link": session.scalars(select(CaseLink.id)).one()}
    foreign = opened(world, "eva")
    world.post(bo, f"/cases/{foreign}/links/removal", link)
    assert world.post(world.sign_in("sam"), f"/cases/{one}/links/removal", link).status_code == 403

    assert str(other) in bo.get(f"/cases/{one}/links").text

    assert world.post(bo, f"/cases/{other}/links/removal", link).status_code == 303
    assert str(other) not in bo.get(f"/cases/{one}/links").text
