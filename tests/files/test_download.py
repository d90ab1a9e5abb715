"""Fetching files: who sees the case at this moment sees its files, and no browser runs what is in them."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app.files.attach import attach_uploads
from models.case import Case
from models.conversation import Attachment
from models.person import Person
from tests.files import samples as s
from tests.files.acts import NONCE, a_case, case_with_file, keep, note_on, stored
from tests.files.queries import queries
from tests.worlds import World

ACTIVE = {
    "a.svg": s.SVG,
    "a.html": s.HTML,
    "a.xhtml": s.HTML,
    "a.xml": s.XML,
    "a.js": s.SCRIPT,
    "a.pdf": s.PDF,
}
RUN = {
    "image/svg+xml",
    "text/html",
    "application/xhtml+xml",
    "application/xml",
    "text/xml",
    "text/javascript",
}
PICTURES = {"a.png": s.PNG, "a.jpg": s.JPEG, "a.gif": s.GIF_AND_SCRIPT, "a.webp": s.WEBP}


def fetch(client: FlaskClient, file_id: int, query: str = "", **kwargs: Any) -> Any:
    return client.get(f"/files/{file_id}/log.txt{query}", **kwargs)


def test_who_may_see_the_case_gets_its_file(world: World) -> None:
    file_id = case_with_file(world)
    for who in ("sam", "noor", "lot", "bo", "chris"):
        answer = fetch(world.sign_in(who), file_id)
        assert (answer.status_code, answer.data, answer.content_length) == (200, s.LOG, len(s.LOG))


def test_a_stranger_cannot_tell_a_foreign_file_from_one_that_is_not_there(world: World) -> None:
    """T22, T26."""
    client = world.sign_in("eva")
    foreign, missing = fetch(client, case_with_file(world)), fetch(client, 999_999)
    assert foreign.status_code == missing.status_code == 404
    assert _without_reference(foreign) == _without_reference(missing)


def _without_reference(answer: Any) -> tuple[Any, ...]:
    volatile = ("X-Request-ID", "Content-Security-Policy", "Content-Length", "Set-Cookie", "Date")
    return tuple(sorted((k, v) for k, v in answer.headers if k not in volatile))


def test_a_number_that_is_no_file_is_not_there(world: World) -> None:
    client = world.sign_in("sam")
    for number in ("0", "999999", "2147483647", "2147483648", "99999999999999999999", "-1", "a", "1%00"):
        assert client.get(f"/files/{number}/a.txt").status_code == 404


def test_who_reads_no_cases_or_has_not_signed_in_gets_no_file_of_a_case(world: World) -> None:
    file_id = case_with_file(world)
    assert fetch(world.sign_in("tess"), file_id).status_code == 404
    assert fetch(world.client(), file_id).status_code == 302


def test_a_file_that_waits_is_for_its_sender_alone(world: World) -> None:
    """T27: not even for who sees all cases."""
    with world.session("sam") as session:
        file_id = keep(session, session.info["viewer"]).id
        session.commit()
    found = {
        who: fetch(world.sign_in(who), file_id).status_code for who in ("sam", "noor", "lot", "bo", "ada")
    }
    assert found == {"sam": 200, "noor": 404, "lot": 404, "bo": 404, "ada": 404}


def test_an_old_link_ends_when_its_reader_leaves_the_account(world: World) -> None:
    """T26: visibility at the time of the request, on a sign-in that goes on."""
    file_id, client = case_with_file(world), world.sign_in("sam")
    assert fetch(client, file_id).status_code == 200
    elsewhere = world.account_id("Elders & Zoon")
    with world.session() as session:
        sam = session.scalars(select(Person).where(Person.first_name == "Sam")).one()
        sam.home_account_id = elsewhere
        session.commit()
    assert fetch(client, file_id).status_code in (302, 404)
    assert fetch(world.sign_in("sam"), file_id).status_code == 404
    assert fetch(world.sign_in("noor"), file_id).status_code == 200


def test_an_old_link_ends_when_the_case_moves_to_another_account(world: World) -> None:
    """T26."""
    file_id, sam, eva = case_with_file(world), world.sign_in("sam"), world.sign_in("eva")
    elders = world.account_id("Elders & Zoon")
    with world.session() as session:
        session.execute(update(Case).values(account_id=elders, root_id=elders))
        session.commit()
    assert (fetch(sam, file_id).status_code, fetch(eva, file_id).status_code) == (404, 200)


def test_an_internal_file_is_there_for_the_desk_and_absent_for_customers(world: World) -> None:
    """T30."""
    case_id = a_case(world)
    with world.session("bo") as session:
        by = session.info["viewer"]
        case = session.scalars(select(Case).where(Case.id == case_id)).one()
        keep(session, by)
        (file,) = attach_uploads(
            session, by=by, nonce=NONCE, case=case, note=note_on(session, by, case, is_internal=True)
        )
        session.commit()
    found = {who: fetch(world.sign_in(who), file.id).status_code for who in ("kim", "sam", "noor", "lot")}
    assert found == {"kim": 200, "sam": 404, "noor": 404, "lot": 404}
    with world.session("sam") as session:
        assert session.scalars(select(Attachment)).all() == []


@pytest.mark.parametrize("name", ACTIVE)
def test_what_a_browser_would_run_is_only_ever_downloaded(sqlite_world: World, name: str) -> None:
    """T47."""
    file_id = case_with_file(sqlite_world, name=name, content=ACTIVE[name])
    client = sqlite_world.sign_in("sam")
    for query in ("", "?inline=1"):
        answer = fetch(client, file_id, query)
        assert answer.headers["Content-Disposition"].startswith("attachment;")
        assert answer.mimetype not in RUN and _is_sealed(answer)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_is_shown_when_a_page_asks_and_still_runs_nothing(sqlite_world: World, name: str) -> None:
    """T48: a picture that is a script as well stays a picture."""
    file_id = case_with_file(sqlite_world, name=name, content=PICTURES[name])
    client = sqlite_world.sign_in("sam")
    shown, saved = fetch(client, file_id, "?inline=1"), fetch(client, file_id)
    assert shown.headers["Content-Disposition"].startswith("inline;") and shown.mimetype.startswith("image/")
    assert saved.headers["Content-Disposition"].startswith("attachment;")
    assert _is_sealed(shown) and _is_sealed(saved)


def _is_sealed(answer: Any) -> bool:
    return (
        answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'; frame-ancestors 'none'"
        and answer.headers["X-Content-Type-Options"] == "nosniff"
        and "no-store" in answer.headers["Cache-Control"]
        and not {"ETag", "Last-Modified", "Accept-Ranges"} & set(answer.headers.keys())
    )


HOSTILE = {
    "../../x.txt": "filename=\"x.txt\"; filename*=UTF-8''x.txt",
    "C:\\x.txt": "filename=\"x.txt\"; filename*=UTF-8''x.txt",
    "a\r\nX-Evil: 1.txt": "filename=\"aX-Evil: 1.txt\"; filename*=UTF-8''aX-Evil%3A%201.txt",
    "b\u202etxt.gol.txt": "filename=\"btxt.gol.txt\"; filename*=UTF-8''btxt.gol.txt",
    'q"uote.txt': "filename=\"q_uote.txt\"; filename*=UTF-8''q%22uote.txt",
    "Größe.txt": "filename=\"Groe.txt\"; filename*=UTF-8''Gr%C3%B6%C3%9Fe.txt",
    "CON.txt": "filename=\"_CON.txt\"; filename*=UTF-8''_CON.txt",
    "n" * 500 + ".txt": f"filename=\"{'n' * 251}.txt\"; filename*=UTF-8''{'n' * 251}.txt",
}


def test_hostile_names_become_harmless_headers(world: World) -> None:
    """T49."""
    client = world.sign_in("sam")
    for given, header in HOSTILE.items():
        answer = fetch(client, case_with_file(world, name=given))
        assert answer.headers["Content-Disposition"] == f"attachment; {header}"
        assert "X-Evil" not in answer.headers


def test_the_name_in_the_address_changes_nothing(world: World) -> None:
    file_id, client = case_with_file(world), world.sign_in("sam")
    answer = client.get(f"/files/{file_id}/setup.exe")
    assert 'filename="log.txt"' in answer.headers["Content-Disposition"]


def test_asking_for_the_head_gives_the_headers_alone(world: World) -> None:
    file_id, client = case_with_file(world), world.sign_in("sam")
    answer = client.head(f"/files/{file_id}/log.txt")
    assert (answer.status_code, answer.data) == (200, b"")
    assert answer.headers["Content-Length"] == str(len(s.LOG))


def test_a_file_that_the_store_lost_is_a_clean_failure(world: World) -> None:
    """T53."""
    file_id, client = case_with_file(world), world.sign_in("sam")
    folder = world.app.config["SETTINGS"].data / "files"
    for key in stored(world):
        (folder / key).unlink()
    assert fetch(client, file_id).status_code == 503


def test_fetching_asks_the_database_once_beside_the_sign_in(world: World) -> None:
    file_id, client = case_with_file(world), world.sign_in("sam")
    fetch(client, file_id)
    with queries() as seen:
        fetch(client, file_id)
    assert len(seen) <= 2
