"""The same promises on a folder and on an S3-compatible store, chosen by FILES_URL alone."""

import io
import zipfile
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import clock
from app.check import lost_files
from app.files.store import FileStore, StoreFailed, file_store, new_key
from app.files.sweep import sweep
from app.files.trial import forget, store_takes_files
from app.refused import Refused
from models.conversation import Attachment
from tests.files.acts import case_with_file, keep, rows, send, stored
from tests.files.s3 import new_bucket, s3_server
from tests.files.samples import LOG
from tests.files.test_store import files_in
from tests.worlds import World

MB = 1024**2


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    with s3_server() as address:
        yield address


@pytest.fixture(params=["folder", "s3"])
def world(request: pytest.FixtureRequest, sqlite_world: World, tmp_path: Path) -> Iterator[World]:
    """The application with its files on either."""
    if request.param == "s3":
        request.getfixturevalue("s3")
    url = new_bucket() if request.param == "s3" else f"file://{tmp_path}/files"
    with files_in(sqlite_world, url):
        yield sqlite_world


def test_what_was_written_is_read_listed_by_day_and_removed(world: World) -> None:
    with world.app.app_context():
        store, key = file_store(), new_key()
        assert store.days() == []
        store.write(key, [b"one ", b"two"])
        assert [store.keys(day) for day in store.days()] == [{key}]
        assert store.open(key).read() == b"one two"
        store.delete(key)
        assert stored(world) == set()
        with pytest.raises(StoreFailed):
            store.open(key).read()


def test_a_file_of_several_parts_comes_in_and_goes_out_whole(world: World) -> None:
    content = bytes(range(256)) * (12 * MB // 256)
    file_id = case_with_file(world, name="many.bin", content=content)
    assert world.sign_in("noor").get(f"/files/{file_id}/many.bin").data == content


def test_t51_a_sender_who_goes_away_in_the_middle_leaves_nothing(world: World) -> None:
    def breaks_off() -> Iterator[bytes]:
        yield b"a" * 7 * MB
        raise ConnectionResetError("gone")

    with world.app.app_context(), pytest.raises(ConnectionResetError):
        file_store().write(new_key(), breaks_off())
    assert stored(world) == set()


def test_a_file_that_is_too_large_leaves_nothing(world: World) -> None:
    world.app.config["LARGEST_FILE"], before = 6 * MB, world.app.config["LARGEST_FILE"]
    with world.session("sam") as session, pytest.raises(Refused):
        keep(session, session.info["viewer"], content=b"a" * 7 * MB)
    world.app.config["LARGEST_FILE"] = before
    assert stored(world) == set() and rows(world) == []


def test_t53_the_sweep_removes_what_is_withdrawn_and_what_a_crash_left(world: World) -> None:
    kept, withdrawn = case_with_file(world), case_with_file(world)
    world.post(world.sign_in("sam"), f"/files/{withdrawn}/withdrawal")
    with world.session("sam") as session:
        keep(session, session.info["viewer"])  # and the process is gone before it commits
        session.rollback()
    assert len(stored(world)) == 3
    with world.session() as session:
        assert sweep(session, at=clock.now() + timedelta(days=3)) == (2, 0)
        assert stored(world) == {session.get_one(Attachment, kept).key}
        assert list(lost_files(session)) == []


def test_all_files_of_a_case_come_as_one(world: World) -> None:
    case_with_file(world)
    (number,) = _numbers(world)
    answer = world.sign_in("bo").get(f"/cases/{number}/files.zip")
    assert zipfile.ZipFile(io.BytesIO(answer.data)).read("log.txt") == LOG


def test_the_check_names_what_the_store_lost(world: World) -> None:
    case_with_file(world)
    with world.session() as session:
        assert list(lost_files(session)) == []
        file_store().delete(*stored(world))
        assert len(list(lost_files(session))) == 1


def test_readiness_tries_the_store_with_a_file_of_its_own(world: World) -> None:
    forget()
    with world.app.app_context():
        assert store_takes_files() and stored(world) == set()
    forget()


def test_a_store_that_does_not_answer_is_a_sentence_and_nothing_else(sqlite_world: World, s3: str) -> None:
    with files_in(sqlite_world, "s3://no_such_bucket_can_be/files"):
        answer = send(sqlite_world, sqlite_world.sign_in("sam"))
        assert answer.status_code == 503 and not rows(sqlite_world)
    assert FileStore(new_bucket()).days() == []


def _numbers(world: World) -> list[int]:
    with world.session() as session:
        return [file.case.number for file in session.query(Attachment) if file.case]
