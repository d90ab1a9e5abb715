"""From waiting to belonging to a case: only one's own files, only to a case that one may write to."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.files.attach import attach_uploads, discard_upload, waiting
from app.refused import OutOfReach
from models.case import Case
from models.conversation import Attachment
from tests.files.acts import NONCE, a_case, case_with_file, keep, note_on, rows, stored
from tests.files.queries import queries
from tests.worlds import World


def _case(session: Session, case_id: int) -> Case:
    return session.scalars(select(Case).where(Case.id == case_id)).one()


def test_the_files_of_a_form_go_to_its_case_in_the_order_they_came(world: World) -> None:
    case_id = a_case(world)
    with world.session("sam") as session:
        by = session.info["viewer"]
        for name in ("b.txt", "a.txt"):
            keep(session, by, name)
        files = attach_uploads(session, by=by, nonce=NONCE, case=_case(session, case_id))
        session.commit()
        assert [(file.name, file.case_id) for file in files] == [("b.txt", case_id), ("a.txt", case_id)]
        assert waiting(session, by=by, nonce=NONCE) == []


def test_files_go_with_the_note_they_were_sent_with(world: World) -> None:
    case_id = a_case(world)
    with world.session("sam") as session:
        by, case = session.info["viewer"], _case(session, case_id)
        keep(session, by)
        note = note_on(session, by, case)
        (file,) = attach_uploads(session, by=by, nonce=NONCE, case=case, note=note)
        session.commit()
        assert (file.note_id, file.case_id, file.is_internal) == (note.id, case_id, False)


def test_files_of_an_internal_note_are_internal_whatever_the_caller_says(world: World) -> None:
    """T30."""
    case_id = a_case(world)
    with world.session("bo") as session:
        by, case = session.info["viewer"], _case(session, case_id)
        keep(session, by)
        note = note_on(session, by, case, is_internal=True)
        (file,) = attach_uploads(session, by=by, nonce=NONCE, case=case, note=note, is_internal=False)
        session.commit()
        assert file.is_internal


def test_nobody_attaches_what_somebody_else_has_waiting_under_the_same_nonce(world: World) -> None:
    """T27: a foreign nonce."""
    with world.session("sam") as session:
        keep(session, session.info["viewer"], "of-sam.txt")
        session.commit()
    case_id = a_case(world, "eva", "Elders & Zoon")
    with world.session("eva") as session:
        by = session.info["viewer"]
        keep(session, by, "of-eva.txt")
        files = attach_uploads(session, by=by, nonce=NONCE, case=_case(session, case_id))
        session.commit()
        assert [file.name for file in files] == ["of-eva.txt"]
    assert [file.case_id for file in rows(world) if file.name == "of-sam.txt"] == [None]


def test_nobody_attaches_to_a_case_out_of_reach_even_with_the_row_in_hand(world: World) -> None:
    """T27: a foreign case."""
    foreign = a_case(world, "eva", "Elders & Zoon")
    with world.session() as system:
        case = _case(system, foreign)
        system.expunge(case)
    with world.session("sam") as session:
        keep(session, session.info["viewer"])
        with pytest.raises(OutOfReach):
            attach_uploads(
                session, by=session.info["viewer"], nonce=NONCE, case=session.merge(case, load=False)
            )
        session.rollback()
    assert [file.case_id for file in rows(world)] == []


def test_a_file_goes_to_the_case_of_a_parallel_sub_account_that_one_may_edit(world: World) -> None:
    """The positive twin: a sub-account's people edit the cases of parallel sub-accounts."""
    case_id = a_case(world, "lot", "Rijnmond Logistiek")
    with world.session("sam") as session:
        by = session.info["viewer"]
        keep(session, by)
        (file,) = attach_uploads(session, by=by, nonce=NONCE, case=_case(session, case_id))
        session.commit()
        assert file.case_id == case_id


def test_a_note_of_another_case_is_refused(world: World) -> None:
    """T27."""
    first, second = a_case(world), a_case(world)
    with world.session("sam") as session:
        by = session.info["viewer"]
        note = note_on(session, by, _case(session, first))
        session.flush()
        with pytest.raises(OutOfReach):
            attach_uploads(session, by=by, nonce=NONCE, case=_case(session, second), note=note)


def test_a_waiting_file_can_be_taken_back_and_goes_after_the_commit(world: World) -> None:
    """T53: between delete and commit both are there."""
    with world.session("sam") as session:
        file = keep(session, session.info["viewer"])
        session.commit()
        assert discard_upload(session, by=session.info["viewer"], attachment_id=file.id) == file.key
        assert stored(world) == {file.key}
        session.rollback()
    assert [file.key for file in rows(world)] == list(stored(world))


def test_nobody_takes_back_what_somebody_else_sent(world: World) -> None:
    """T27: a foreign attachment id."""
    with world.session("sam") as session:
        file_id = keep(session, session.info["viewer"]).id
        session.commit()
    for who in ("lot", "eva", "bo"):
        with world.session(who) as session, pytest.raises(OutOfReach):
            discard_upload(session, by=session.info["viewer"], attachment_id=file_id)


def test_a_file_of_a_case_cannot_be_taken_back(world: World) -> None:
    file_id = case_with_file(world)
    with world.session("sam") as session, pytest.raises(OutOfReach):
        discard_upload(session, by=session.info["viewer"], attachment_id=file_id)


def test_attaching_many_files_reads_the_database_as_often_as_attaching_one(world: World) -> None:
    case_id = a_case(world)
    with world.session("sam") as session:
        by, case = session.info["viewer"], _case(session, case_id)
        counts = []
        for number in (1, 15):
            for _ in range(number):
                keep(session, by)
            with queries() as seen:
                attach_uploads(session, by=by, nonce=NONCE, case=case)
            counts.append(sum(statement.startswith("SELECT attachment") for statement in seen))
            assert session.scalars(select(Attachment.id)).all()
        assert counts[0] == counts[1] <= 1
