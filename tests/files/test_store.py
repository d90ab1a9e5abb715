"""T51: the store takes a file whole or not at all, and says so in a sentence."""

import io
import logging
import os
import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from app.factory import create_app
from app.files.keep import keep_upload
from app.files.store import FileStore, StoreFailed, new_key
from tests.files.acts import keep, rows, send, stored
from tests.files.samples import LOG
from tests.worlds import World, test_settings


@contextmanager
def files_in(world: World, url: str) -> Iterator[None]:
    """The application with its files elsewhere."""
    before = world.app.config["SETTINGS"]
    world.app.config["SETTINGS"] = replace(before, files_url=url)
    try:
        yield
    finally:
        world.app.config["SETTINGS"] = before


@pytest.mark.parametrize("url", ["file://{folder}/files", "memory://loket-test/files"])
def test_the_address_alone_decides_where_files_lie(tmp_path: Path, sqlite_world: World, url: str) -> None:
    store, key = FileStore(url.format(folder=tmp_path)), new_key()
    store.write(key, [b"one ", b"two"])
    assert [store.keys(day) for day in store.days()] == [{key}]
    assert store.open(key).read() == b"one two"
    store.delete(key)
    assert [keys for day in store.days() for keys in store.keys(day)] == []


def test_a_file_comes_in_and_goes_out_on_a_store_that_is_no_folder(sqlite_world: World) -> None:
    with files_in(sqlite_world, "memory://another/files"):
        client = sqlite_world.sign_in("sam")
        file = send(sqlite_world, client).json
        assert client.get(f"/files/{file['id']}/log.txt").data == LOG


def test_an_address_that_cannot_be_understood_stops_the_start(tmp_path: Path) -> None:
    settings = replace(test_settings(tmp_path), files_url="nowhere://files")
    with pytest.raises(ValueError, match="nowhere"):
        create_app(settings)


def test_keys_tell_nothing_and_never_repeat(sqlite_world: World) -> None:
    keys = {new_key() for _ in range(1000)}
    assert len(keys) == 1000 and all(len(key) == 43 for key in keys)


def test_a_store_that_cannot_be_written_is_a_sentence_and_nothing_else(world: World, tmp_path: Path) -> None:
    (tmp_path / "a-file").write_text("no folder can be made below this")
    client = world.sign_in("sam")
    with files_in(world, f"file://{tmp_path}/a-file/files"):
        answer = send(world, client)
    assert (answer.status_code, answer.json["error"].endswith("a moment.")) == (503, True)
    assert not rows(world)
    assert send(world, client).status_code == 201


def test_a_read_only_folder_is_a_sentence_and_nothing_else(world: World, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("nothing is read-only for root")
    tmp_path.chmod(0o500)
    with files_in(world, f"file://{tmp_path}/files"):
        assert send(world, world.sign_in("sam")).status_code == 503
    assert not rows(world)


@contextmanager
def no_file_over(size: int) -> Iterator[None]:
    """The system refuses to let any file of this process grow beyond `size` bytes, as a full disk does."""
    limits, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, limits[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)


def test_a_disk_that_fills_up_in_the_middle_leaves_neither_file_nor_row(world: World) -> None:
    with world.session("sam") as session:
        by = session.info["viewer"]
        with no_file_over(8 * 1024**2), pytest.raises(StoreFailed):
            keep(session, by, "large.txt", b"a" * 9 * 1024**2)
        session.commit()
        assert not stored(world)
        assert keep(session, by, "large.txt", b"a" * 9 * 1024**2).size == 9 * 1024**2


def test_a_full_file_system_leaves_neither_file_nor_row(world: World, tmp_path: Path) -> None:
    """T51: on 64 kB."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(tmp_path)]
    if os.geteuid() != 0 or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("only root may mount a small file system")
    try:
        with files_in(world, f"file://{tmp_path}/files"):
            client = world.sign_in("sam")
            assert send(world, client, content=b"a" * 100_000).status_code == 503
            assert not rows(world) and not stored(world)
            assert send(world, client, content=b"a" * 10_000).status_code == 201
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


class BreaksOff(io.BytesIO):
    """A connection that is gone after the first piece."""

    def read(self, *args: Any) -> bytes:
        if self.tell():
            raise ConnectionResetError("gone")
        return super().read(*args)


def test_a_sender_who_goes_away_in_the_middle_leaves_nothing(world: World) -> None:
    with world.session("sam") as session, pytest.raises(ConnectionResetError):
        by, stream = session.info["viewer"], BreaksOff(b"a" * 100_000)
        keep_upload(session, by=by, nonce="form", name="a.txt", stream=stream)
    assert not stored(world) and not rows(world)


def test_what_failed_is_in_the_log_without_the_name_of_the_file(
    sqlite_world: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "a-file").write_text("")
    with files_in(sqlite_world, f"file://{tmp_path}/a-file/x"), caplog.at_level(logging.ERROR):
        send(sqlite_world, sqlite_world.sign_in("sam"), "secret-name.txt")
    assert "file store: cannot open" in caplog.text and "secret-name" not in caplog.text
