"""A long conversation with files, tasks and followers is merged and taken back whole (D12)."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from app import clock
from app.files.store import file_store
from models.case import Case
from models.case_merge import CaseMerge
from models.conversation import Attachment, Note
from models.task import Task
from tests.cases.steps import find, opened
from tests.desk.test_merging import merge, talked_about, undo
from tests.files.queries import queries
from tests.mail.acts import told, write
from tests.worlds import World

MANY = 300


def long_talk(world: World, number: int, notes: int = MANY) -> None:
    """Notes of both sides, each tenth internal, each with a word of its own; each hundredth with a file."""
    case, sam, bo = find(world, number), world.person_id("sam"), world.person_id("bo")
    begin = clock.now() - timedelta(hours=9)
    rows = [
        {
            "case_id": case.id,
            "author_id": bo if one % 2 == 0 else sam,
            "side": "desk" if one % 2 == 0 else "customer",
            "body": f"{'Hidden' if one % 10 == 0 else 'Said'} word{one}.",
            "is_internal": one % 10 == 0,
            "created_at": begin + timedelta(seconds=one),
        }
        for one in range(notes)
    ]
    with world.session() as session:
        ids = list(session.scalars(insert(Note).returning(Note.id, sort_by_parameter_order=True), rows))
        for note_id in ids[1::100]:
            file_store().write(f"key-of-{note_id}" + "k" * 20, [b"jam"])
            session.add(_file(case.id, sam, note_id))
        task = Task(case_id=case.id, title="Call", owner_id=bo, created_by_id=bo, created_at=begin)
        task.is_internal, task.state = True, "open"
        session.add(task)
        session.commit()


def _file(case_id: int, sender: int, note_id: int) -> Attachment:
    said = {"name": f"jam-{note_id}.txt", "media_type": "text/plain", "size": 3}
    row = Attachment(case_id=case_id, person_id=sender, note_id=note_id, created_at=clock.now(), **said)
    row.key = f"key-of-{note_id}" + "k" * 20
    return row


def counted(world: World, number: int) -> dict[str, int]:
    case = find(world, number)
    with world.session() as session:
        return {
            model.__name__: session.scalar(
                select(func.count()).select_from(model).where(model.case_id == case.id)
            )
            or 0
            for model in (Note, Attachment, Task)
        }


def test_three_hundred_notes_go_along_with_files_and_tasks_and_all_comes_back(world: World) -> None:
    old, new, sam = opened(world, "sam"), opened(world, "sam"), world.sign_in("sam")
    long_talk(world, old)
    assert merge(world, old, new).status_code == 303
    assert counted(world, new) == {"Note": MANY + 1, "Attachment": 3, "Task": 1}
    page = sam.get(f"/cases/{new}").text
    assert "Said word299." in page and "Said word1." not in page and "older notes" in page
    assert sam.get(f"/cases/{old}").location == f"/cases/{new}"
    assert sam.get(f"/cases/{new}/files").text.count("jam-") >= 3
    assert undo(world, old).status_code == 303
    assert counted(world, new) == {"Note": 0, "Attachment": 0, "Task": 0}
    assert counted(world, old) == {"Note": MANY, "Attachment": 3, "Task": 1}
    assert "Said word299." in sam.get(f"/cases/{old}").text


def test_three_hundred_notes_take_no_more_questions_than_three(world: World) -> None:
    asked = []
    for many in (3, MANY):
        old, new = opened(world, "sam"), opened(world, "sam")
        long_talk(world, old, many)
        with queries() as found:
            merge(world, old, new)
            undo(world, old)
        asked.append(len(found))
    assert asked[1] <= asked[0] + 2


def found_by(world: World, person: str, word: str) -> list[int]:
    html = world.sign_in(person).get(f"/search?q={word}&kind=cases").text
    return sorted({int(number) for number in re.findall(r'href="/cases/(\d{8})"', html)})


def test_t24_search_finds_what_was_said_where_it_is_now_and_for_nobody_else(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    long_talk(world, sams, 30)
    here = {"sam": [sams], "noor": [sams], "bo": [sams], "eva": []}
    there = {"sam": [], "noor": [], "bo": [evas], "eva": [evas]}

    def finds() -> dict[str, list[int]]:
        return {who: found_by(world, who, "word29") for who in here}

    assert finds() == here
    merge(world, sams, evas, other_account="y")
    assert finds() == there
    undo(world, sams)
    assert finds() == here


def test_t30_what_is_internal_stays_internal_on_the_other_case(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    long_talk(world, sams, 30)
    merge(world, sams, evas, other_account="y")
    assert found_by(world, "bo", "word20") == [evas] and found_by(world, "eva", "word20") == []
    for path in ("", "/notes", "/history", "/files"):
        assert "Hidden" not in world.sign_in("eva").get(f"/cases/{evas}{path}").text
    assert "Hidden word20." in world.sign_in("bo").get(f"/cases/{evas}").text


def files_of(world: World) -> list[int]:
    with world.session() as session:
        return list(session.scalars(select(Attachment.id).order_by(Attachment.id)))


def test_t26_files_follow_their_case_by_their_old_addresses_too(world: World) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    long_talk(world, sams, 101)
    file, people = files_of(world)[0], ("sam", "eva", "bo")

    def answers() -> dict[str, int]:
        return {who: world.sign_in(who).get(f"/files/{file}").status_code for who in people}

    assert answers() == {"sam": 200, "eva": 404, "bo": 200}
    merge(world, sams, evas, other_account="y")
    assert answers() == {"sam": 404, "eva": 200, "bo": 200}
    assert world.sign_in("eva").get(f"/cases/{evas}/files.zip").status_code == 200
    undo(world, sams)
    assert answers() == {"sam": 200, "eva": 404, "bo": 200}


PARTS = ("", "/files", "/files.zip", "/history", "/notes", "/who", "/shares", "/edit")


def test_t22_a_merge_opens_neither_case_to_who_could_not_see_it(world: World) -> None:
    sams, evas = talked_about(world), opened(world, "eva")
    merge(world, sams, evas, other_account="y")
    eva, sam = world.sign_in("eva"), world.sign_in("sam")
    for part in PARTS:
        assert eva.get(f"/cases/{sams}{part}").status_code == 404, part
        assert sam.get(f"/cases/{evas}{part}").status_code == 404, part
    assert [sam.get(f"/cases/{sams}{part}").status_code for part in ("", "/history", "/who")] == [200] * 3
    assert [eva.get(f"/cases/{evas}{part}").status_code for part in ("", "/history", "/who")] == [200] * 3


def test_t34_who_followed_and_does_not_see_the_other_case_gets_no_mail_about_it(world: World) -> None:
    sams, evas = talked_about(world), opened(world, "eva")
    merge(world, sams, evas, other_account="y")
    before = told(world)
    write(world, "bo", evas, "We look at both.")
    now: list[Any] = told(world)
    for name in before:
        now.remove(name)
    assert now == ["eva"]


@pytest.mark.parametrize("kind", ["relates", "duplicates", "blocks"])
def test_t22_a_link_is_seen_only_by_who_sees_both_ends(world: World, kind: str) -> None:
    sams, evas = opened(world, "sam"), opened(world, "eva")
    assert (
        world.post(world.sign_in("bo"), f"/cases/{sams}/links", {"kind": kind, "other": evas}).status_code
        == 303
    )
    assert str(evas) in world.sign_in("bo").get(f"/cases/{sams}").text
    for who, own, foreign in (("sam", sams, evas), ("noor", sams, evas), ("eva", evas, sams)):
        client = world.sign_in(who)
        assert all(str(foreign) not in client.get(f"/cases/{own}{part}").text for part in ("", "/history"))


def test_a_note_with_files_becomes_a_case_with_its_own_copies(world: World) -> None:
    number = opened(world, "sam")
    long_talk(world, number, 3)
    with world.session() as session:
        note = session.scalars(select(Note.id).where(Note.body == "Said word1.")).one()
    fields = {"note": note, "subject": "Word one"}
    answer = world.post(world.sign_in("bo"), f"/cases/{number}/split", fields)
    fresh = find(world, int(answer.location.rpartition("/")[2]))
    with world.session() as session:
        files = select(Attachment.id, Attachment.case_id, Attachment.key).order_by(Attachment.id)
        old, new = session.execute(files).all()
    assert (new.case_id, old.case_id) == (fresh.id, find(world, number).id) and new.key != old.key
    for who, status in (("sam", 200), ("lot", 200), ("eva", 404)):
        reader = world.sign_in(who)
        assert reader.get(f"/cases/{fresh.number}").status_code == status
        assert reader.get(f"/files/{new.id}").status_code == status


def test_t22_of_what_was_merged_the_desk_alone_reads_the_record(world: World) -> None:
    old, new = opened(world, "sam"), opened(world, "sam")
    merge(world, old, new)
    for who, many in (("sam", 0), ("noor", 0), ("bo", 1)):
        with world.session(who) as session:
            assert len(session.scalars(select(CaseMerge.id)).all()) == many
    with world.session("eva") as session:
        assert session.scalars(select(Case.id)).all() == []
