"""All files of a case as one: what one may have, under safe names, made while it is sent."""

import io
import tracemalloc
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

from sqlalchemy import select

from app.files.attach import attach_uploads
from app.files.store import FileStore, StoreFailed
from app.files.zip import zipped
from models.case import Case
from tests.files.acts import NONCE, a_case, keep, note_on, stored
from tests.files.queries import queries
from tests.files.samples import LOG, PNG
from tests.worlds import World

HOSTILE = (
    "../../x.txt",
    "C:\\x.txt",
    "/etc/x.txt",
    "X.TXT",
    ".x.txt",
    "a:b?.txt",
    "CON.txt",
    "b\u202etxt.gol",
    "log",
)
SAFE = [
    "x.txt",
    "x (2).txt",
    "x (3).txt",
    "X (4).TXT",
    "x (5).txt",
    "a_b_.txt",
    "_CON.txt",
    "btxt.gol",
    "log",
]


def filled(world: World, files: dict[str, bytes], is_internal: bool = False, who: str = "sam") -> int:
    """The id of a case with these files, sent with a note."""
    case_id = a_case(world)
    with world.session(who) as session:
        by = session.info["viewer"]
        case = session.scalars(select(Case).where(Case.id == case_id)).one()
        for number, (name, content) in enumerate(files.items()):
            keep(session, by, name, content, nonce=f"{NONCE}-{number // 20}")
        note = note_on(session, by, case, is_internal=is_internal)
        for number in range(len(files) // 20 + 1):
            attach_uploads(session, by=by, nonce=f"{NONCE}-{number}", case=case, note=note)
        session.commit()
        return case.number


def fetched(world: World, who: str, number: int) -> zipfile.ZipFile:
    answer = world.sign_in(who).get(f"/cases/{number}/files.zip")
    assert answer.status_code == 200 and answer.mimetype == "application/zip"
    return zipfile.ZipFile(io.BytesIO(answer.data))


def test_all_files_come_as_one_and_each_is_whole(world: World) -> None:
    number = filled(world, {"a.log": LOG, "b.png": PNG})
    for who in ("sam", "noor", "lot", "bo"):
        archive = fetched(world, who, number)
        assert archive.testzip() is None
        assert {name: archive.read(name) for name in archive.namelist()} == {"a.log": LOG, "b.png": PNG}
    assert world.sign_in("eva").get(f"/cases/{number}/files.zip").status_code == 404


def test_t30_internal_files_are_in_it_for_the_desk_alone(world: World) -> None:
    number = filled(world, {"inside.log": LOG}, is_internal=True, who="bo")
    assert fetched(world, "kim", number).namelist() == ["inside.log"]
    assert fetched(world, "sam", number).namelist() == []


def test_a_withdrawn_file_is_not_in_it(sqlite_world: World) -> None:
    number, sam = filled(sqlite_world, {"a.log": LOG, "b.log": LOG}), sqlite_world.sign_in("sam")
    sqlite_world.post(sam, "/files/1/withdrawal")
    assert fetched(sqlite_world, "noor", number).namelist() == ["b.log"]


def test_t49_names_are_unique_and_lead_nowhere(sqlite_world: World) -> None:
    number = filled(sqlite_world, dict.fromkeys(HOSTILE, LOG))
    assert fetched(sqlite_world, "sam", number).namelist() == SAFE


def test_a_file_that_the_store_lost_is_named_and_loses_nobody_the_others(sqlite_world: World) -> None:
    number = filled(sqlite_world, {"a.log": LOG, "b.log": LOG})
    (sqlite_world.app.config["SETTINGS"].data / "files" / min(stored(sqlite_world))).unlink()
    archive = fetched(sqlite_world, "sam", number)
    kept, said = archive.namelist()
    assert archive.read(kept) == LOG
    assert {kept, archive.read(said).decode()} == {"a.log", "b.log"} and "not be fetched" in said


def test_fifty_files_ask_the_database_no_more_than_one(world: World) -> None:
    numbers = filled(world, {"a.log": LOG}), filled(world, {f"{n}.log": LOG for n in range(50)})
    client, counts = world.sign_in("sam"), []
    for number in (numbers[0], *numbers):
        with queries() as seen:
            assert client.get(f"/cases/{number}/files.zip").status_code == 200
        counts.append(len(seen))
    assert counts[1] == counts[2] <= 3


class Endless(FileStore):
    """A store whose every file is 40 MB of what cannot be packed smaller."""

    def __init__(self) -> None:
        pass

    def open(self, key: str) -> Any:
        if key == "away":
            raise StoreFailed()
        return io.BufferedReader(_Noise(40_000_000))


class _Noise(io.RawIOBase):
    def __init__(self, size: int) -> None:
        self.left = size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        taken = min(len(buffer), self.left)
        buffer[:taken], self.left = bytes(taken), self.left - taken
        return taken


def test_the_memory_it_takes_does_not_grow_with_the_files() -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    files = [SimpleNamespace(name="a.png", key="k", media_type="image/png", created_at=at)] * 5
    tracemalloc.start()
    sent = sum(map(len, _measured(zipped(Endless(), files, "missing.txt"))))
    assert sent > 200_000_000
    assert tracemalloc.get_traced_memory()[1] < 3_000_000
    tracemalloc.stop()


def _measured(chunks: Iterator[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        assert len(chunk) < 1_000_000
        yield chunk


def test_the_tab_with_fifty_files_asks_no_more_than_with_one_and_stays_small(world: World) -> None:
    numbers = filled(world, {"a.log": LOG}), filled(world, {f"photo-{n}.png": PNG for n in range(50)})
    client, counts = world.sign_in("bo"), []
    for number in (numbers[0], *numbers):
        with queries() as seen:
            page = client.get(f"/cases/{number}/files")
        counts.append(len(seen))
    assert counts[1] == counts[2] <= 12
    assert page.text.count("data-picture") == 50 and len(page.data) < 60_000
