"""Drafts of notes: kept for their writer alone, on any machine, until the note is sent."""

from datetime import timedelta
from typing import Any

from sqlalchemy import select

from app import clock
from models.note_draft import NoteDraft
from tests.cases.steps import opened
from tests.cases.talk import said
from tests.worlds import World

TYPED = "I was about to say that"
BY_SCRIPT = {"X-Requested-With": "draft"}


def drafts(world: World, person: str | None = None) -> list[str]:
    with world.session(person) as session:
        return list(session.scalars(select(NoteDraft.body)))


def keep(world: World, client: Any, number: int, body: str = TYPED, **more: str) -> int:
    path = f"/cases/{number}/draft"
    return int(world.post(client, path, {"body": body, **more}, headers=BY_SCRIPT).status_code)


def test_a_draft_is_there_again_on_another_machine_with_what_it_answers(world: World) -> None:
    number = opened(world, "sam")
    asked = said(world, world.sign_in("bo"), number, "Which firmware?")
    assert keep(world, world.sign_in("sam"), number, reply_to=str(asked)) == 204

    html = world.sign_in("sam").get(f"/cases/{number}").text

    assert f">\n{TYPED}</textarea>" in html and f'name="reply_to" value="{asked}"' in html
    assert 'name="reply_to"' not in world.sign_in("sam").get(f"/cases/{number}?reply=0").text


def test_without_script_a_button_keeps_it_and_another_discards_it(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    kept = world.post(sam, f"/cases/{number}/draft", {"body": TYPED}, follow_redirects=True)
    assert "Your draft is kept" in kept.text and TYPED in kept.text
    gone = world.post(sam, f"/cases/{number}/draft/removal", follow_redirects=True)
    assert "The draft is discarded" in gone.text and TYPED not in gone.text


def test_t30_nobody_else_sees_a_draft(world: World) -> None:
    number = opened(world, "sam")
    keep(world, world.sign_in("bo"), number, is_internal="y")
    for person in ("sam", "noor", "kim", "mia", "ada"):
        assert TYPED not in world.sign_in(person).get(f"/cases/{number}").text
        assert drafts(world, person) == []
    assert drafts(world, "bo") == [TYPED]
    assert keep(world, world.sign_in("eva"), number) == 404


def test_sending_the_note_ends_its_draft_even_when_the_last_save_comes_late(world: World) -> None:
    number = opened(world, "sam")
    sam = world.sign_in("sam")
    keep(world, sam, number)
    said(world, sam, number, TYPED)
    assert drafts(world) == []
    keep(world, sam, number)
    assert drafts(world) == []
    keep(world, sam, number, "Something else.")
    assert drafts(world) == ["Something else."]
    keep(world, sam, number, "  ")
    assert drafts(world) == []


def test_what_is_refused_is_given_back_and_the_draft_stays(world: World) -> None:
    number = opened(world, "sam")
    bo = world.sign_in("bo")
    inside = said(world, bo, number, "Among us.", is_internal="y")
    keep(world, bo, number)
    answer = world.post(bo, f"/cases/{number}/notes", {"body": TYPED, "reply_to": str(inside)})
    assert answer.status_code == 422 and f">\n{TYPED}</textarea>" in answer.text
    assert drafts(world) == [TYPED]


def test_an_old_draft_is_forgotten(world: World) -> None:
    from app.conversation.draft import forget_old_drafts

    number = opened(world, "sam")
    keep(world, world.sign_in("sam"), number)
    with world.session() as session:
        draft = session.scalars(select(NoteDraft)).one()
        forget_old_drafts(session)
        assert session.scalars(select(NoteDraft)).one()
        draft.updated_at = clock.now() - timedelta(days=61)
        session.flush()
        forget_old_drafts(session)
        session.commit()
    assert drafts(world) == []
