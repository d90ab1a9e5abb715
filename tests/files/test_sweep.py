"""T53: after a crash no row is without its file, and files without a row go in time."""

from datetime import timedelta

from sqlalchemy import select

from app import clock
from app.check import lost_files
from app.files.attach import discard_upload
from app.files.store import file_store
from app.files.sweep import leftovers, sweep
from app.jobs.clear_up import clear_up
from models.conversation import Attachment
from tests.files.acts import case_with_file, keep, rows, stored
from tests.worlds import World

LATER = clock.now() + timedelta(days=3)
MUCH_LATER = clock.now() + timedelta(days=8)


def crash_before_the_commit(world: World) -> None:
    with world.session("sam") as session:
        keep(session, session.info["viewer"])
        session.rollback()


def test_a_crash_between_file_and_commit_leaves_a_file_that_the_sweep_removes(world: World) -> None:
    case_with_file(world)
    crash_before_the_commit(world)
    assert len(stored(world)) == 2 and len(rows(world)) == 1
    with world.session() as session:
        assert sweep(session, at=LATER) == (1, 0)
        session.commit()
        assert list(lost_files(session)) == []
    assert stored(world) == {file.key for file in rows(world)}


def test_a_file_of_today_is_left_alone_because_its_transaction_may_be_open(world: World) -> None:
    case_with_file(world)
    crash_before_the_commit(world)
    with world.session() as session:
        assert sweep(session) == (0, 0)
    assert len(stored(world)) == 2


def test_a_crash_between_taking_back_and_commit_loses_nothing(world: World) -> None:
    with world.session("sam") as session:
        file = keep(session, session.info["viewer"])
        session.commit()
        discard_upload(session, by=session.info["viewer"], attachment_id=file.id)
        session.rollback()
    with world.session() as session:
        assert list(lost_files(session)) == []
    assert len(rows(world)) == 1


def test_a_crash_between_the_commit_and_the_removal_is_mended_by_the_sweep(world: World) -> None:
    case_with_file(world)
    with world.session("sam") as session:
        file = keep(session, session.info["viewer"])
        session.commit()
        discard_upload(session, by=session.info["viewer"], attachment_id=file.id)
        session.commit()
    with world.session() as session:
        assert sweep(session, at=LATER) == (1, 0)
    assert file.key not in stored(world)


def test_a_file_whose_form_was_never_sent_goes_after_a_week_and_one_of_a_case_stays(world: World) -> None:
    kept = case_with_file(world)
    with world.session("sam") as session:
        keep(session, session.info["viewer"])
        session.commit()
    with world.session() as session:
        assert sweep(session, at=MUCH_LATER - timedelta(days=2)) == (0, 0)
        assert sweep(session, at=MUCH_LATER) == (0, 1)
        session.commit()
        assert sweep(session, at=MUCH_LATER) == (1, 0)
    assert [file.id for file in rows(world)] == [kept] and len(stored(world)) == 1


def test_the_sweep_sees_all_rows_whoever_calls_it(world: World) -> None:
    """A viewer with small reach must not take the files of others for leftovers."""
    case_with_file(world)
    with world.session("eva") as session:
        keep(session, session.info["viewer"])
        session.commit()
        assert leftovers(session, LATER.date()) == []
        assert sweep(session, at=LATER) == (0, 0)
    assert len(stored(world)) == 2


def test_an_empty_database_beside_a_full_store_is_taken_for_a_mistake(world: World) -> None:
    crash_before_the_commit(world)
    with world.session() as session:
        assert sweep(session, at=LATER) == (0, 0)
    assert len(stored(world)) == 1


def test_the_check_names_a_row_whose_file_the_store_lost(world: World) -> None:
    case_with_file(world)
    with world.session() as session:
        assert list(lost_files(session)) == []
        key = session.scalars(select(Attachment.key)).one()
        file_store().delete(key)
        assert [key in flaw for flaw in lost_files(session)] == [True]


def test_the_worker_clears_up_by_itself(world: World) -> None:
    case_with_file(world)
    folder = world.app.config["SETTINGS"].data / "files" / "2020-01-01"
    folder.mkdir()
    (folder / "left-by-a-crash").write_bytes(b"a")
    clear_up(world.app)
    assert stored(world) == {file.key for file in rows(world)}
