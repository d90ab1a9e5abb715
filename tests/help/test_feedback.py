"""Feedback: from everybody, seen by its sender and our people alone, and a real case."""

import re
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import func, select

from app.feedback.give import MOST_AN_HOUR
from models.account import Account, AccountAccess
from models.case import Case
from models.conversation import Attachment
from tests.accounts.test_rearranging_pages import plain
from tests.cases.steps import begin
from tests.files.samples import PNG
from tests.worlds import World

EVERYBODY = ("noor", "sam", "eva", "bo", "mia", "chris", "tess", "ada")
AT = "/help/feedback"


def sent(**more: Any) -> dict[str, Any]:
    said = {
        "kind": "problem",
        "subject": "The page is blank",
        "text": "After sending.",
        "page": "/accounts/3",
    }
    return {**said, "nonce": "nonce-of-feedback", **more}


def give(world: World, who: str, **more: Any) -> int:
    """The number of the case that came of it."""
    answer = world.post(world.sign_in(who), AT, sent(**({"nonce": f"nonce-of-{who}"} | more)))
    assert answer.status_code == 303, re.findall(r"field-error.*?</p>", answer.text, re.S)
    return int(answer.headers["Location"].rsplit("/", 1)[1])


@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_gives_feedback_follows_it_and_adds_to_it(world: World, who: str) -> None:
    number = give(world, who)
    client = world.sign_in(who)
    assert "After sending." in client.get(f"{AT}/{number}").text
    assert "The page is blank" in client.get(AT).text
    note = {"body": "It happens daily.", "nonce": "nonce-of-a-note"}
    assert world.post(client, f"{AT}/{number}/notes", note).status_code == 303
    assert "It happens daily." in client.get(f"{AT}/{number}").text


@pytest.mark.parametrize("sender", ["noor", "sam", "bo", "tess"])
def test_t22_nobody_but_the_sender_and_our_people_sees_it(world: World, sender: str) -> None:
    number = give(world, sender)
    for other in {"noor", "sam", "lot", "eva"} - {sender}:
        client = world.sign_in(other)
        assert client.get(f"{AT}/{number}").status_code == 404
        assert client.get(f"/cases/{number}").status_code == 404
        for path in ("/", "/cases/?view=account_open&scope=all", "/search?q=blank", "/accounts/", AT):
            page = client.get(path).text
            assert "The page is blank" not in page and str(number) not in page, (other, path)
    for staff in ("bo", "mia", "chris", "ada"):
        assert world.sign_in(staff).get(f"/cases/{number}").status_code == 200
    assert str(number) in world.sign_in("kim").get("/desk/?queue=all").text


def test_the_case_is_in_the_senders_own_list_and_the_desk_answers_it(world: World) -> None:
    number = give(world, "sam")
    sam = world.sign_in("sam")
    assert "The page is blank" in sam.get("/cases/?view=all_mine&scope=all").text
    assert sam.get(f"/cases/{number}").status_code == 200
    answer = world.post(world.sign_in("bo"), f"/cases/{number}/notes", {"body": "Mended.", "nonce": "x" * 12})
    assert answer.status_code == 302
    assert "Mended." in sam.get(f"{AT}/{number}").text


def test_t30_an_internal_note_is_not_for_the_sender(world: World) -> None:
    number = give(world, "sam")
    note = {"body": "Known fault", "is_internal": "y", "nonce": "x" * 12}
    world.post(world.sign_in("bo"), f"/cases/{number}/notes", note)
    sam = world.sign_in("sam")
    for path in (f"{AT}/{number}", f"/cases/{number}", f"/cases/{number}/history"):
        assert "Known fault" not in sam.get(path).text
    assert "Known fault" in world.sign_in("kim").get(f"/cases/{number}").text


def test_t31_the_sender_moves_it_nowhere_and_takes_no_other(world: World) -> None:
    mine, other = give(world, "sam"), give(world, "lot")
    lot = world.person_id("lot")
    with world.session("sam") as session:
        assert session.scalars(select(Case).where(Case.number == other)).one_or_none() is None
        case = session.scalars(select(Case).where(Case.number == mine)).one()
        case.owner_id = lot
        with pytest.raises(Exception, match=r"not there|may not"):
            session.flush()
        session.rollback()


def test_the_portals_account_is_shown_to_staff_alone(world: World) -> None:
    give(world, "sam")
    with world.session() as session:
        portal = session.scalars(select(Account).where(Account.customer_id == "LOKET")).one().id
    for who in ("sam", "noor", "eva"):
        assert world.sign_in(who).get(f"/accounts/{portal}").status_code == 404
    assert world.sign_in("chris").get(f"/accounts/{portal}").status_code == 200
    assert begin(world, world.sign_in("sam"), account=str(portal)).status_code == 422


def test_page_and_browser_go_along_as_text(world: World) -> None:
    number = give(world, "sam", page="/accounts/3?q=secret")
    with world.session() as session:
        said = session.scalars(select(Case.description).where(Case.number == number)).one()
    assert "- Page: `/accounts/3`" in said and "- Browser: `" in said
    assert "secret" not in said


def test_the_form_shows_the_page_one_came_from(sqlite_world: World) -> None:
    sam = sqlite_world.sign_in("sam")
    page = sam.get(AT, headers={"Referer": "http://localhost/cases/?q=x"}).text
    assert ">/cases/<" in page
    assert "evil" not in sam.get(AT, headers={"Referer": "https://evil.example/x"}).text
    assert ">//evil" not in sam.get(f"{AT}?page=//evil.example").text


@pytest.mark.parametrize(
    "probe", ["<script>alert(1)</script>", "` <img src=x onerror=alert(1)>", "](javascript:1)"]
)
def test_t37_hostile_text_page_and_browser_are_only_text(sqlite_world: World, probe: str) -> None:
    sam = sqlite_world.sign_in("sam")
    agent = {"User-Agent": probe}
    answer = sqlite_world.post(sam, AT, sent(subject=probe, text=probe, page="/" + probe), headers=agent)
    number = answer.headers["Location"].rsplit("/", 1)[1]
    for who, path in (("sam", f"{AT}/{number}"), ("sam", AT), ("bo", f"/cases/{number}"), ("bo", "/desk/")):
        page = sqlite_world.sign_in(who).get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page and 'href="javascript' not in page


def test_t63_sent_twice_it_is_one_case(world: World) -> None:
    assert give(world, "sam") == give(world, "sam")
    with world.session() as session:
        assert session.scalar(select(func.count(Case.id))) == 1


def test_who_sends_too_much_is_asked_to_wait(world: World) -> None:
    for number in range(MOST_AN_HOUR):
        give(world, "sam", nonce=f"nonce-number-{number}")
    more = world.post(world.sign_in("sam"), AT, sent(nonce="one-too-many"))
    assert more.status_code == 429 and "After sending." in more.text
    give(world, "lot")


@pytest.mark.parametrize(
    "wrong",
    [
        {"subject": ""},
        {"text": ""},
        {"kind": "praise"},
        {"subject": "x" * 201},
        {"text": "x" * 50_001},
        {"nonce": ""},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(sqlite_world: World, wrong: dict[str, str]) -> None:
    said = sent(**({"text": "Kept text"} | wrong))
    answer = sqlite_world.post(sqlite_world.sign_in("sam"), AT, said)
    assert answer.status_code == 422
    assert "There is a problem" in answer.text
    assert said["text"][:20] in answer.text


def test_a_screenshot_goes_along_without_script_too(world: World) -> None:
    number = give(world, "tess", files=(BytesIO(PNG), "blank.png"))
    with world.session() as session:
        file = session.scalars(select(Attachment)).one()
        assert (file.name, file.case_id is not None) == ("blank.png", True)
    assert world.sign_in("tess").get(f"/files/{file.id}/blank.png").data == PNG
    assert world.sign_in("sam").get(f"/files/{file.id}/blank.png").status_code == 404
    assert "blank.png" in world.sign_in("tess").get(f"{AT}/{number}").text


@pytest.mark.parametrize("number", ["0", "99999999", "99999999999999999999", "x"])
def test_no_number_makes_an_error(sqlite_world: World, number: str) -> None:
    assert sqlite_world.sign_in("sam").get(f"{AT}/{number}").status_code == 404


def test_a_parent_still_opens_no_case_for_itself(world: World) -> None:
    """T28: feedback is no way round."""
    give(world, "noor")
    own = world.account_id("Rijnmond Groep")
    assert begin(world, world.sign_in("noor"), account=str(own)).status_code == 422


def test_a9_who_can_see_it_names_the_sender_and_nobody_else_of_the_senders_account(world: World) -> None:
    """Colleagues and those above see the cases of the account, and not this one."""
    number = give(world, "sam")
    found = plain(world.sign_in("bo").get(f"/cases/{number}/who"))
    customers, staff = found.partition("Our own people")[::2]
    assert "Rijnmond Haven Sam de Boer Because it is their own feedback about the portal." in customers
    assert "Nobody else at their account sees it." in customers
    assert "Noor Visser" not in found and "Lot Peters" not in found
    assert "Bo Jansen, Kim Smit" in staff


def test_t24_whoever_else_follows_the_portals_account_is_named_too(world: World) -> None:
    """By the rule itself: somebody who was given an access to the account sees what it has."""
    number, eva = give(world, "sam"), world.person_id("eva")
    with world.session() as session:
        account = session.scalars(select(Case.account_id).where(Case.number == number)).one()
        session.add(AccountAccess(person_id=eva, account_id=account))
        session.commit()
    found = plain(world.sign_in("bo").get(f"/cases/{number}/who"))
    assert "Loket Eva Elders Because they belong to Loket" in found
    assert "Rijnmond Haven Sam de Boer" in found
