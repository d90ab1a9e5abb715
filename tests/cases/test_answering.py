"""Answering a note: quoted, linked, and never more open than what it answers."""

from sqlalchemy import select

from app import clock
from models.conversation import Note
from tests.cases.steps import find, opened
from tests.cases.talk import row, said
from tests.worlds import World

SECRET = "the spare part costs 12 euro"


def test_an_answer_quotes_the_note_and_leads_to_it(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    asked = said(world, bo, number, "Which **firmware**?")
    form = sam.get(f"/cases/{number}?reply={asked}").text
    assert f'name="reply_to" value="{asked}"' in form and "In answer to Bo Jansen" in form

    answer = said(world, sam, number, "Version 4.", reply_to=asked)

    html = bo.get(f"/cases/{number}").text
    assert row(world, answer).reply_to_id == asked
    assert f'href="#note-{asked}"' in html and "<span>Which firmware?</span>" in html


def test_a_quote_of_an_older_part_leads_to_the_page_that_holds_it(world: World) -> None:
    number = opened(world, "sam")
    sam, case_id = world.sign_in("sam"), find(world, number).id
    first = said(world, sam, number, "The very first word.")
    with world.session() as session:
        values = {"author_id": world.person_id("bo"), "side": "desk", "created_at": clock.now()}
        session.add_all(Note(case_id=case_id, body=f"no. {i}.", **values) for i in range(120))
        session.commit()
    said(world, sam, number, "As I said.", reply_to=first)

    assert f'href="/notes/{first}"' in sam.get(f"/cases/{number}").text
    older = sam.get(f"/notes/{first}", follow_redirects=True).text
    assert f'id="note-{first}"' in older and "Show the newest notes" in older
    assert "data-poll-url" not in older


def test_t27_nobody_answers_a_note_of_another_case(world: World) -> None:
    number, other = opened(world, "sam"), opened(world, "eva")
    sam, foreign = world.sign_in("sam"), said(world, world.sign_in("eva"), other, SECRET)

    answer = world.post(sam, f"/cases/{number}/notes", {"body": "Yes.", "reply_to": str(foreign)})

    assert answer.status_code == 422 and SECRET not in answer.text
    assert "The note that you answer is not there" in answer.text
    own = said(world, sam, number, "Mine.")
    assert said(world, sam, number, "Yes.", reply_to=own)


def test_t30_an_internal_note_is_neither_answered_nor_quoted_in_public(world: World) -> None:
    number = opened(world, "sam")
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    inside = said(world, bo, number, SECRET, is_internal="y")

    for browser in (bo, sam):
        sent = {"body": "Yes.", "reply_to": str(inside)}
        assert world.post(browser, f"/cases/{number}/notes", sent).status_code == 422
    assert SECRET not in sam.get(f"/cases/{number}?reply={inside}").text

    answer = said(world, bo, number, "Order it.", reply_to=inside, is_internal="y")
    assert SECRET in bo.get(f"/cases/{number}?reply={answer}").text
    with world.session("sam") as session:
        assert session.scalars(select(Note)).all() == []
