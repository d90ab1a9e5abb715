"""Credentials in a request: encrypted from the step on, never shown again, then of the case (T77)."""

from sqlalchemy import select

from models.case import Case
from models.request_draft import RequestDraft
from models.secret import Secret
from tests.cases.steps import ready
from tests.requests.steps import fill_in
from tests.worlds import World

CANARY = "s3cret-kanarie"


def test_t77_a_credential_is_in_no_draft_page_or_answer_and_goes_with_the_case(world: World) -> None:
    sam = world.sign_in("sam")
    summary = ready(world, sam)
    step = summary.replace("/summary", "/steps/reproduce")
    fill_in(world, sam, step, link="https://shop.example/")
    assert fill_in(world, sam, step, login_name="sam", login_password=CANARY).status_code == 303

    assert CANARY not in sam.get(step).text + sam.get(summary).text
    assert "not shown again" in sam.get(step).text
    sent = world.post(sam, summary)
    assert CANARY not in sam.get(sent.location).text
    with world.session() as session:
        case = session.scalars(select(Case)).one()
        kept = session.scalars(select(Secret)).all()
        assert {(one.case_id, one.field) for one in kept} == {
            (case.id, "login_name"),
            (case.id, "login_password"),
        }
        assert CANARY not in f"{case.values} {[one.sealed for one in kept]}"
        assert session.scalars(select(RequestDraft)).all() == []


def test_a_credential_whose_question_is_hidden_at_last_is_dropped(world: World) -> None:
    sam = world.sign_in("sam")
    summary = ready(world, sam)
    step = summary.replace("/summary", "/steps/reproduce")
    fill_in(world, sam, step, link="https://shop.example/")
    fill_in(world, sam, step, login_name="sam", login_password=CANARY)
    fill_in(world, sam, step, link="")
    world.post(sam, summary)
    with world.session() as session:
        assert session.scalars(select(Secret)).all() == []
