"""T27, T37, T42: whatever is sent to whichever kind of question, nothing breaks, nothing foreign gets in."""

import pytest
from sqlalchemy import select

from models.case import Case
from models.request_draft import RequestDraft
from tests.requests.steps import field, fill_in, offer, step
from tests.worlds import World

CHOICES = [{"code": "a", "label": {"en": "A", "nl": "A"}}]
KINDS = {
    **{kind: {} for kind in ("text", "long_text", "number", "date", "date_time", "yes_no", "mail", "url")},
    **{kind: {} for kind in ("version", "account", "product_line", "product", "model", "serial_number")},
    "contact": {"depends_on": "account_kind"},
    "choice": {"choices": CHOICES},
    "choices": {"choices": CHOICES},
    "secret": {},
}
HOSTILE = [
    "<script>alert(1)</script>",
    "\u202egnp.exe",
    "😀" * 50,
    "a" + "\u0301" * 500,
    "1" + "0" * 400,
    "NaN",
    "0000-00-00",
    "2026-13-45T99:99",
    "' OR 1=1; --",
    "{{7*7}}",
    "../../etc/passwd",
    "=cmd|'/c calc'!A1",
    "\ud800",
    "\x01 and \x02",
    "javascript:alert(1)",
    "x" * 300_000,
]


def everything(world: World) -> None:
    """A request type with a question of every kind."""
    fields = [field(f"{kind}_kind", kind, **more) for kind, more in KINDS.items()]
    subject = field("subject", column="subject", is_required=True)
    offer(world, step("all", field("account", "account", column="account"), subject, *fields))


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_hostile_input_to_every_kind_of_question_is_told_or_shown_as_text(
    world: World, hostile: str
) -> None:
    everything(world)
    sam, text = world.sign_in("sam"), hostile.encode("utf-8", "replace").decode()
    answers = {f"{kind}_kind": text for kind in KINDS}
    answer = fill_in(world, sam, "/cases/new/parcel", subject="Hostile", **answers)

    assert answer.status_code == 422
    assert "<script>alert(1)" not in answer.text
    draft = answer.text.partition('action="/cases/drafts/')[2].partition("/")[0]
    assert 'value="Hostile"' in answer.text
    assert len(draft) >= 20
    assert sam.get(f"/cases/drafts/{draft}/steps/all").status_code == 200
    assert world.post(sam, f"/cases/drafts/{draft}/summary").status_code == 422


@pytest.mark.parametrize("code", ["account", "contact_kind", "account_kind", "files_kind"])
def test_t27_no_question_takes_a_row_that_is_not_ones_own(world: World, code: str) -> None:
    everything(world)
    sam = world.sign_in("sam")
    foreign = world.account_id("Elders & Zoon") if "account" in code else world.person_id("eva")
    answer = fill_in(world, sam, "/cases/new/parcel", subject="Foreign", **{code: str(foreign)})
    if code != "files_kind":
        assert answer.status_code == 422
    else:
        world.post(sam, answer.location)
    with world.session() as session:
        assert all("files_kind" not in case.values for case in session.scalars(select(Case)))


def test_t42_more_text_than_a_draft_holds_is_told_and_what_was_kept_stays(world: World) -> None:
    texts = [field(f"text_{number}", "long_text") for number in range(8)]
    offer(world, step("first", field("subject", column="subject")), step("all", *texts))
    sam = world.sign_in("sam")
    at = fill_in(world, sam, "/cases/new/parcel", subject="Long").location
    many = fill_in(world, sam, at, **{f"text_{number}": "x" * 200_000 for number in range(8)})
    assert many.status_code == 422
    assert "more text than a request can hold" in many.text
    with world.session() as session:
        assert session.scalars(select(RequestDraft)).one().values["subject"] == "Long"


def test_a_request_of_two_hundred_questions_is_filled_in(world: World) -> None:
    steps = [
        step(f"step_{s}", *(field(f"q_{s}_{n}", is_required=True) for n in range(20))) for s in range(10)
    ]
    offer(world, step("first", field("subject", column="subject")), *steps)
    sam = world.sign_in("sam")
    at = fill_in(world, sam, "/cases/new/parcel", subject="Long").location
    for s in range(10):
        at = fill_in(world, sam, at, **{f"q_{s}_{n}": f"answer {n}" for n in range(20)}).location
    sent = world.post(sam, at)
    assert sent.status_code == 302
    with world.session() as session:
        assert len(session.scalars(select(Case)).one().values) == 200
