"""Sending files one by one while the form is filled in."""

import io

from tests.files.acts import keep, rows, send, stored
from tests.files.queries import queries
from tests.files.samples import LOG, PNG, PROGRAM
from tests.worlds import World


def test_a_file_that_is_kept_is_answered_with_what_the_page_shows(world: World) -> None:
    answer = send(world, world.sign_in("sam"), "Schermafdruk.png", PNG)
    (row,) = rows(world)
    assert answer.status_code == 201
    assert answer.json == {"id": row.id, "name": "Schermafdruk.png", "size": len(PNG), "is_image": True}


def test_a_refused_file_is_answered_with_a_sentence(world: World) -> None:
    client = world.sign_in("sam")
    for name, content in (("setup.exe", PROGRAM), ("empty.txt", b""), ("log.png", LOG)):
        answer = send(world, client, name, content)
        assert answer.status_code == 422 and str(answer.json["error"]).endswith(".")
    assert not rows(world) and not stored(world)


def test_the_sentence_is_in_the_language_of_the_reader(world: World) -> None:
    client = world.sign_in("sam")
    english = send(world, client, "setup.exe", PROGRAM, path="/uploads/?lang=en").json["error"]
    assert english == "Files that can start a program are not accepted."


def test_a_form_without_a_file_or_nonce_is_refused(sqlite_world: World) -> None:
    client = sqlite_world.sign_in("sam")
    forms = ({}, {"nonce": "form"}, {"file": "text"}, {"file": (io.BytesIO(b"a"), "")})
    assert [sqlite_world.post(client, "/uploads/", dict(form)).status_code for form in forms] == [422] * 4


def test_both_spellings_of_the_address_take_a_file_without_sending_it_again(world: World) -> None:
    client = world.sign_in("sam")
    assert [send(world, client, path=path).status_code for path in ("/uploads", "/uploads/")] == [201, 201]


def test_who_writes_to_cases_messages_or_knowledge_may_send_files(world: World) -> None:
    found = {who: send(world, world.sign_in(who)).status_code for who in ("noor", "bo", "tess", "chris")}
    assert found == {"noor": 201, "bo": 201, "tess": 201, "chris": 201}


def test_nobody_sends_files_without_signing_in(world: World) -> None:
    assert send(world, world.client()).status_code in (302, 401)
    assert not rows(world) and not stored(world)


def test_a_file_without_the_token_of_a_page_of_ours_is_refused(sqlite_world: World) -> None:
    """T10."""
    client = sqlite_world.sign_in("sam")
    answer = client.post("/uploads/", data={"file": (io.BytesIO(LOG), "a.txt"), "nonce": "form"})
    assert answer.status_code == 400 and not rows(sqlite_world)


def test_a_file_can_be_taken_back_before_its_form_is_sent(world: World) -> None:
    client = world.sign_in("sam")
    file_id = send(world, client).json["id"]
    assert world.post(client, f"/uploads/{file_id}/removal").status_code == 204
    assert not rows(world) and not stored(world)


def test_taking_back_a_foreign_file_looks_like_one_that_is_not_there(world: World) -> None:
    """T27."""
    with world.session("eva") as session:
        file_id = keep(session, session.info["viewer"]).id
        session.commit()
    client = world.sign_in("sam")
    answers = [
        world.post(client, f"/uploads/{id_}/removal").status_code for id_ in (file_id, 999_999, 10**20)
    ]
    assert answers == [404, 404, 404] and len(rows(world)) == len(stored(world)) == 1


def test_sending_the_twentieth_file_asks_the_database_no_more_than_the_first(world: World) -> None:
    client, counts = world.sign_in("sam"), []
    for _ in range(20):
        with queries() as seen:
            assert send(world, client).status_code == 201
        counts.append(len(seen))
    assert counts[1] == counts[-1] <= 6
    assert send(world, client).status_code == 422
