"""A case is shown to another person or account until a day, and nothing else of its account (A14)."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from app import clock
from app.conversation.post_note import post_note
from app.jobs.work import work_off
from app.mail.reader import may_still_read
from app.refused import OutOfReach
from models.case import Case
from models.case_share import CaseShare
from models.conversation import Attachment
from models.event import OutgoingMail
from tests.access.seeding import OWNERS, canary, secret, seed
from tests.cases.steps import opened
from tests.cases.talk import act, said
from tests.worlds import World

OURS = ("sams", "evas")


def day(days: int = 3) -> str:
    return (clock.now() + timedelta(days=days)).date().isoformat()


def give(world: World, person: str, number: int, whom: str, **said: str) -> Any:
    said = {"whom": whom, "until": day(), **said}
    return world.post(world.sign_in(person), f"/cases/{number}/shares", said)


def end(world: World, person: str, number: int) -> Any:
    with world.session() as session:
        share_id = session.scalars(select(CaseShare.id)).one()
    return world.post(world.sign_in(person), f"/cases/{number}/shares/{share_id}/removal")


def sees(world: World, person: str, number: int) -> bool:
    status = world.sign_in(person).get(f"/cases/{number}").status_code
    assert status in (200, 404)
    return bool(status == 200)


@pytest.mark.parametrize("whom", ["eva@elders.example", "0008150000"])
def test_eva_sees_what_bo_shared_with_her_or_her_account_and_nothing_else(world: World, whom: str) -> None:
    rows = seed(world)
    number, other = rows["Rijnmond Haven"].number, rows["Rijnmond Groep"].number
    assert not sees(world, "eva", number)
    assert give(world, "bo", number, whom).status_code == 303
    assert sees(world, "eva", number) and not sees(world, "eva", other)
    eva = world.sign_in("eva")
    page = eva.get(f"/cases/{number}").text
    assert canary("Rijnmond Haven") in page and secret("Rijnmond Haven") not in page
    assert "internal-" not in page and "Sam" not in page.split("<main")[1]
    for path in (f"/accounts/{rows['Rijnmond Haven'].account}", f"/contacts/{rows['Rijnmond Haven'].person}"):
        assert eva.get(path).status_code == 404
    assert eva.get(f"/cases/{number}/access").status_code in (403, 404)


def test_t24_lists_counts_search_and_files_know_the_shared_case_alone(world: World) -> None:
    rows = seed(world)
    give(world, "bo", rows["Rijnmond Haven"].number, "eva@elders.example")
    eva = world.sign_in("eva")
    lists = "/cases/?view=account_open&scope=all&size=100"
    for path in (lists, "/search?q=canary", "/cases/export?format=csv", "/"):
        text = eva.get(path).text
        foreign = [name for name in OWNERS if name not in ("Elders & Zoon", "Rijnmond Haven")]
        assert not [name for name in foreign if canary(name) in text], path
    found = eva.get("/cases/?view=account_open&scope=all&size=100").text
    assert canary("Rijnmond Haven") in found and canary("Elders & Zoon") in found
    with world.session("eva") as session:
        assert len(session.scalars(select(Case.id)).all()) == 2


def test_it_ends_with_its_day_without_anybody_doing_anything(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example")
    work_off(world.app)
    eva, later = world.sign_in("eva"), clock.now() + timedelta(days=5)
    assert eva.get(f"/cases/{number}").status_code == 200
    viewer = world.viewer("eva")
    monkeypatch.setattr(clock, "now", lambda: later)
    with world.session("eva") as session:
        assert session.scalar(select(Case.id).where(Case.number == number)) is None
        with pytest.raises(OutOfReach):
            post_note(session, by=viewer, case=Case(id=0, account_id=0, owner_id=0), body="Still here?")
        session.rollback()


def test_t29_what_is_ended_before_is_gone_at_the_next_request_and_from_mails(world: World) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example")
    work_off(world.app)
    with world.session() as session:
        told = session.scalars(select(OutgoingMail).where(OutgoingMail.reaction == "shared")).one()
        assert told.address == "eva@elders.example" and may_still_read(session, told)
    assert end(world, "sam", number).status_code == 303
    assert not sees(world, "eva", number)
    with world.session() as session:
        assert not may_still_read(session, session.get_one(OutgoingMail, told.id))


def test_who_may_only_read_writes_nothing_and_who_may_write_notes_changes_nothing_else(world: World) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example")
    eva = world.sign_in("eva")
    assert "Send note" not in eva.get(f"/cases/{number}").text
    assert world.post(eva, f"/cases/{number}/notes", {"body": "Hello."}).status_code == 404
    end(world, "bo", number)
    give(world, "bo", number, "eva@elders.example", may_write="y")
    assert "Send note" in eva.get(f"/cases/{number}").text
    assert world.post(eva, f"/cases/{number}/notes", {"body": "Hello."}).status_code == 302
    cancel = {"to": "cancelled", "reason": "x"}
    assert world.post(eva, f"/cases/{number}/status", cancel).status_code == 404
    assert world.post(eva, f"/cases/{number}/edit", {"subject": "Mine"}).status_code == 404
    assert give(world, "eva", number, "eva@elders.example").status_code == 404
    assert "Hello." in world.sign_in("sam").get(f"/cases/{number}").text


def test_who_may_write_notes_takes_an_own_one_back_with_its_files_and_no_file_of_others(world: World) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example", may_write="y")
    sam, eva = world.sign_in("sam"), world.sign_in("eva")
    sent = {
        name: {"files": (BytesIO(b"log"), f"{name}.txt"), "nonce": f"nonce-of-{name}-12345678"}
        for name in OURS
    }
    said(world, sam, number, "See the file.", **sent["sams"])
    note = said(world, eva, number, "See mine.", **sent["evas"])
    with world.session() as session:
        sams = session.scalars(select(Attachment.id).where(Attachment.name == "sams.txt")).one()

    assert act(world, eva, number, note, "withdrawal").status_code == 303
    assert world.post(eva, f"/files/{sams}/withdrawal").status_code in (403, 404)

    html = sam.get(f"/cases/{number}").text
    assert '<del class="name">evas.txt</del>' in html and '<del class="name">sams.txt</del>' not in html


def test_who_may_write_notes_has_a_draft_and_who_may_only_read_has_none(world: World) -> None:
    number, other = opened(world, "sam"), opened(world, "sam")
    give(world, "bo", number, "eva@elders.example", may_write="y")
    give(world, "bo", other, "eva@elders.example")
    eva, typed = world.sign_in("eva"), {"body": "I was about to say that"}
    kept = world.post(eva, f"/cases/{number}/draft", typed, follow_redirects=True)
    assert "Your draft is kept" in kept.text and typed["body"] in kept.text
    assert world.post(eva, f"/cases/{other}/draft", typed).status_code == 404


def test_customers_share_with_whom_they_see_in_the_tree_of_the_case_alone(world: World) -> None:
    number = opened(world, "sam")
    for person, whom in (("sam", "eva@elders.example"), ("sam", "lot@logistiek.rijnmond.example")):
        page = give(world, person, number, whom)
        assert page.status_code == 422 and "that you may see" in page.text
    assert give(world, "sam", number, "bo@desk.example").status_code == 422
    assert give(world, "noor", number, "0008150000").status_code == 422
    assert give(world, "noor", number, "lot@logistiek.rijnmond.example").status_code == 303


def test_t36_no_row_is_written_past_the_verb(world: World) -> None:
    number = opened(world, "sam")
    eva, sam = world.person_id("eva"), world.person_id("sam")
    with world.session("sam") as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        now = clock.now()
        row = CaseShare(case_id=case.id, person_id=eva, shared_by_id=sam, shared_at=now, may_write=False)
        row.until = now + timedelta(days=1)
        session.add(row)
        with pytest.raises(OutOfReach):
            session.flush()
        session.rollback()


@pytest.mark.parametrize("until", ["", "soon", "2020-01-01", "9999-12-31"])
def test_a_share_ends_within_a_year_and_what_was_typed_stays(world: World, until: str) -> None:
    page = give(world, "bo", opened(world, "sam"), "eva@elders.example", until=until)
    assert page.status_code == 422
    assert "within a year" in page.text and "eva@elders.example" in page.text


def test_who_can_see_this_case_names_the_share(world: World) -> None:
    number = opened(world, "sam")
    give(world, "bo", number, "eva@elders.example")
    page = world.sign_in("bo").get(f"/cases/{number}/who").text
    assert "Because somebody shared this case" in page and "Eva Elders" in page
    customers = world.sign_in("sam").get(f"/cases/{number}/who").text
    assert "Because somebody shared this case" in customers and "Eva Elders" not in customers


def test_who_has_no_shares_is_asked_nothing_more(world: World) -> None:
    number = opened(world, "sam")
    before = str(world.viewer("sam").reach("case.view").cases(Case))
    give(world, "bo", number, "eva@elders.example")
    assert str(world.viewer("sam").reach("case.view").cases(Case)) == before
    assert "IN" in str(world.viewer("eva").reach("case.view").cases(Case))


def test_with_the_same_account_a_case_is_shared_once(world: World) -> None:
    number = opened(world, "sam")
    assert give(world, "bo", number, "0008150000").status_code == 303
    again = give(world, "kim", number, "Elders & Zoon")
    assert again.status_code == 422 and "shared with them already" in again.text
