"""T27, T37, T42: whatever is sent to whichever kind of question, nothing breaks, nothing foreign gets in."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from models.case import Case
from models.request_draft import RequestDraft
from tests.cases.steps import find
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
    "1" + "0" * 20,
    "x" * 300_000,
    "[" * 100_000,
]


def everything(world: World) -> None:
    """A request type with a question of every kind."""
    fields = [field(f"{kind}_kind", kind, **more) for kind, more in KINDS.items()]
    subject = field("subject", column="subject", is_required=True)
    offer(world, step("all", field("account", "account", column="account"), subject, *fields))


def filed(world: World, client: FlaskClient) -> str:
    """The address of a case of Sam's of that type, with nothing but a subject."""
    everything(world)
    haven = str(world.account_id("Rijnmond Haven"))
    at = fill_in(world, client, "/cases/new/parcel", subject="Plain", account=haven).location
    return str(world.post(client, at).location)


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


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_an_edit_tells_it_in_the_readers_language_keeps_what_was_typed_and_saves_nothing(
    world: World, hostile: str
) -> None:
    sam = world.sign_in("sam")
    case = filed(world, sam)
    text = hostile.encode("utf-8", "replace").decode()

    answer = fill_in(world, sam, f"{case}/edit?lang=nl", "", **{"subject": "Kept", **of_every_kind(text)})

    assert answer.status_code == 422 and "Er is een probleem" in answer.text
    assert 'value="Kept"' in answer.text and "<script>alert(1)" not in answer.text
    assert find(world, int(case[-8:])).subject == "Plain"
    for path in ("", "/edit", "/history"):
        assert sam.get(f"{case}{path}").status_code == 200


@pytest.mark.parametrize("hostile", HOSTILE, ids=range(len(HOSTILE)))
def test_t42_each_kind_by_itself_is_saved_as_text_or_told(sqlite_world: World, hostile: str) -> None:
    sam = sqlite_world.sign_in("sam")
    case = filed(sqlite_world, sam)
    for code, text in of_every_kind(hostile.encode("utf-8", "replace").decode()).items():
        answer = fill_in(sqlite_world, sam, f"{case}/edit", "", **{code: text})
        assert answer.status_code in (302, 422), code
        assert answer.status_code == 302 or "There is a problem" in answer.text
        assert "<script>alert(1)" not in sam.get(case).text + sam.get(f"{case}/history").text


def test_t42_a_nul_is_told_and_what_was_typed_comes_back_without_it(world: World) -> None:
    sam = world.sign_in("sam")
    case = filed(world, sam)
    typed = {
        "version": "1",
        "asked": "subject",
        "f-subject": "Typed\0 words",
        "f-long_text_kind": "More words",
    }
    ours = {"Sec-Fetch-Site": "same-origin"}
    answer = world.post(sam, f"{case}/edit?lang=nl", typed, headers=ours)
    assert answer.status_code == 400 and "niet kan worden opgeslagen" in answer.text
    assert "Typed words" in answer.text and "More words" in answer.text and "\0" not in answer.text


def of_every_kind(text: str) -> dict[str, str]:
    return {f"{kind}_kind": text for kind in KINDS}


@pytest.mark.parametrize("code", ["long_text_kind", "secret_kind", "number_kind"])
def test_t42_a_field_of_a_megabyte_is_told_and_the_rest_kept(world: World, code: str) -> None:
    sam = world.sign_in("sam")
    case = filed(world, sam)
    large = {"subject": "Kept", code: "x" * 1_000_000}
    for path in (f"{case}/edit", "/cases/new/parcel"):
        answer = fill_in(world, sam, path, "" if "edit" in path else "next", **large)
        assert answer.status_code == 422 and 'value="Kept"' in answer.text, path
    assert "x" * 1_000 not in sam.get(case).text


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
