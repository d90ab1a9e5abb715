"""Taking files in: what comes in, what is refused, and that a refusal leaves nothing behind."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import update
from werkzeug.datastructures import FileStorage

from app.files.attach import waiting
from app.files.keep import keep_form_files
from app.files.limits import MOST_FILES
from app.files.store import file_store
from app.refused import Refused
from models.conversation import Attachment
from tests.files.acts import NONCE, keep, rows, stored
from tests.files.queries import queries
from tests.files.samples import HTML, LOG, PNG, PROGRAM
from tests.worlds import World


def test_a_file_waits_for_its_form_and_its_content_lies_under_a_random_key(world: World) -> None:
    with world.session("sam") as session:
        file = keep(session, session.info["viewer"], "Spooler log.txt", LOG)
        session.commit()
        assert (file.name, file.media_type, file.size) == ("Spooler log.txt", "text/plain", len(LOG))
        assert file.case_id is None and "pooler" not in file.key
        assert file_store().open(file.key).read() == LOG


def test_what_may_not_come_in_is_refused_and_leaves_nothing(world: World) -> None:
    wrong = {
        "a.txt": (b"", "empty"),
        "a.exe": (PROGRAM, "start a program"),
        "a.png": (HTML, "not what its name"),
    }
    with world.session("sam") as session:
        for name, (content, sentence) in wrong.items():
            with pytest.raises(Refused, match=sentence):
                keep(session, session.info["viewer"], name, content)
        session.commit()
    assert not stored(world) and not rows(world)


def test_a_file_of_the_largest_size_comes_in_and_one_byte_more_does_not(world: World) -> None:
    """T50."""
    world.app.config["LARGEST_FILE"], before = 200_000, world.app.config["LARGEST_FILE"]
    try:
        with world.session("sam") as session:
            assert keep(session, session.info["viewer"], "a.txt", b"a" * 200_000).size == 200_000
            session.commit()
            with pytest.raises(Refused, match="larger than"):
                keep(session, session.info["viewer"], "b.txt", b"b" * 200_001)
    finally:
        world.app.config["LARGEST_FILE"] = before
    assert len(stored(world)) == len(rows(world)) == 1


def test_a_form_takes_twenty_files_and_no_more_but_another_form_does(world: World) -> None:
    """T50."""
    with world.session("sam") as session:
        by = session.info["viewer"]
        for number in range(MOST_FILES):
            keep(session, by, f"{number}.txt")
        with pytest.raises(Refused, match="at most 20 files"):
            keep(session, by, "one-more.txt")
        keep(session, by, "elsewhere.txt", nonce="another-form")
        session.commit()
    assert len(stored(world)) == len(rows(world)) == MOST_FILES + 1


def test_somebody_who_never_sends_the_forms_cannot_fill_the_store(world: World) -> None:
    """T50: what one person has waiting is limited over all forms together."""
    with world.session("sam") as session:
        for form in ("form-1", "form-2", "form-3"):
            keep(session, session.info["viewer"], nonce=form)
        session.commit()
    with world.session() as session:
        session.execute(update(Attachment).values(size=333 * 1024**2))
        session.commit()
    with world.session("sam") as session:
        keep(session, session.info["viewer"], "0.9.txt", b"a" * 900_000, nonce="form-4")
        with pytest.raises(Refused, match="more than 1000 MB of yours would wait"):
            keep(session, session.info["viewer"], "0.2.txt", b"a" * 200_000, nonce="form-5")
    with world.session("eva") as session:
        assert keep(session, session.info["viewer"], nonce="form-4").size == len(LOG)


def test_a_form_nonce_that_is_none_of_ours_is_refused(sqlite_world: World) -> None:
    with sqlite_world.session("sam") as session:
        for nonce in ("", "a b", "x" * 65, "<script>", "a\n", "é", "\0"):
            with pytest.raises(Refused, match="form can no longer be used"):
                keep(session, session.info["viewer"], nonce=nonce)


def test_one_refused_file_does_not_lose_the_others(world: World) -> None:
    files = [("a.png", PNG), ("b.exe", PROGRAM), ("c.txt", LOG), ("", b"")]
    with world.session("sam") as session:
        by = session.info["viewer"]
        refused = keep_form_files(session, by=by, nonce=NONCE, files=[_sent(*file) for file in files])
        session.commit()
        assert [file.name for file in waiting(session, by=by, nonce=NONCE)] == ["a.png", "c.txt"]
    (why,) = refused
    assert str(why).startswith("b.exe: ") and why.field == "files"


def _sent(name: str, content: bytes) -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def test_keeping_a_file_asks_the_database_as_often_with_many_waiting_as_with_none(world: World) -> None:
    with world.session("sam") as session:
        by = session.info["viewer"]
        with queries() as first:
            keep(session, by)
        for number in range(15):
            keep(session, by, f"{number}.txt")
        with queries() as later:
            keep(session, by)
    assert len(later) == len(first) <= 5


def test_files_sent_side_by_side_are_all_counted(world: World) -> None:
    """T50: 24 at once into a form that takes 20."""
    by = world.viewer("sam")

    def one(number: int) -> bool:
        with world.session("sam") as session:
            try:
                keep(session, by, f"{number}.txt")
                session.commit()
            except Refused:
                return False
            return True

    with ThreadPoolExecutor(8) as threads:
        kept = list(threads.map(one, range(24)))
    assert kept.count(True) == len(rows(world)) == len(stored(world)) == MOST_FILES
