"""Credentials in a request: encrypted from the step on, never shown again, then of the case (T77)."""

from sqlalchemy import select

from models.case import Case
from models.request_draft import RequestDraft
from models.secret import Secret
from tests.cases.steps import ready
from tests.requests.steps import both, field, fill_in, offer, step
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


SPACED = "  two  spaces "


def read(world: World, case: str, code: str) -> str:
    """What the desk reads on the case."""
    return world.post(world.sign_in("bo"), f"{case}/secrets/{code}/readings").text


def test_in_a_password_each_space_counts_whichever_way_it_is_given(world: World) -> None:
    sam = world.sign_in("sam")
    summary = ready(world, sam)
    step = summary.replace("/summary", "/steps/reproduce")
    fill_in(world, sam, step, link="https://shop.example/")
    fill_in(world, sam, step, login_name="sam", login_password=SPACED)
    case = world.post(sam, summary).location
    assert f">{SPACED}<" in read(world, case, "login_password")
    fill_in(world, sam, f"{case}/edit", "", login_password=f"{SPACED}2 ")
    assert f">{SPACED}2 <" in read(world, case, "login_password")
    world.post(sam, f"{case}/secrets/login_password", {"secret": f"{SPACED}3 "})
    assert f">{SPACED}3 <" in read(world, case, "login_password")


def test_what_a_field_asks_of_a_credential_is_asked_wherever_one_is_given(world: World) -> None:
    asks = {"pattern": "[0-9]{4}", "sentence": both("Four digits.")}
    account = field("account", "account", column="account", is_required=True)
    subject = field("subject", column="subject", is_required=True)
    offer(world, step("what", account, subject, field("pin", "secret", check=asks)))
    sam = world.sign_in("sam")
    wrong = fill_in(world, sam, "/cases/new/parcel", subject="Door", pin="12")
    assert wrong.status_code == 422 and "Four digits." in wrong.text and 'value="Door"' in wrong.text
    summary = fill_in(world, sam, "/cases/new/parcel", subject="Door", pin="1234").location
    case = world.post(sam, summary).location
    assert ">1234<" in read(world, case, "pin")
    assert "Four digits." in fill_in(world, sam, f"{case}/edit", "", pin="12345").text
    given = world.post(sam, f"{case}/secrets/pin", {"secret": "none"})
    assert given.status_code == 422 and "Four digits." in given.text
    assert ">1234<" in read(world, case, "pin")
