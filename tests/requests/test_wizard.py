"""Filling in a request step by step: nothing is lost, nothing is asked in vain, and it is sent once."""

import io
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import select

from models.case import Case
from models.conversation import Attachment
from tests.files.samples import PNG
from tests.mail.acts import mails
from tests.requests.steps import cases, drafts, fill_in, parcel
from tests.worlds import World


def begun(world: World, client, **answers: str) -> str:
    """The address of the draft after its first step."""
    values = {"account": str(world.account_id("Rijnmond Haven")), "subject": "A lamp", **answers}
    answer = fill_in(world, client, "/cases/new/parcel", **values)
    assert answer.status_code == 303, answer.text
    return answer.location.partition("/steps/")[0].partition("/summary")[0]


def test_a_request_is_filled_in_step_by_step_and_becomes_a_case(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam)

    assert fill_in(world, sam, f"{draft}/steps/where", street="Quay 1").location.endswith("/summary")
    assert "Quay 1" in sam.get(f"{draft}/summary").text
    sent = world.post(sam, f"{draft}/summary")

    assert "Quay 1" not in sam.get("/").text
    with world.session() as session:
        case = session.scalars(select(Case)).one()
        assert sent.location == f"/cases/{case.number}"
        assert (case.subject, case.request_type, case.values) == ("A lamp", "parcel", {"street": "Quay 1"})
    assert drafts(world) == []


def test_a_step_that_does_not_fit_is_skipped_and_its_answers_are_not_stored(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam, fragile="yes")
    assert fill_in(world, sam, f"{draft}/steps/care", care="This side up").location.endswith("/steps/where")
    fill_in(world, sam, f"{draft}/steps/where", street="Quay 1")
    assert "This side up" in sam.get(f"{draft}/summary").text

    fill_in(world, sam, f"{draft}/steps/what", fragile="no")
    assert "This side up" not in sam.get(f"{draft}/summary").text
    world.post(sam, f"{draft}/summary")

    with world.session() as session:
        assert session.scalars(select(Case.values)).one() == {"fragile": "no", "street": "Quay 1"}


def test_back_keeps_what_is_wrong_and_next_says_what_is_wrong(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam, fragile="yes")

    wrong = fill_in(world, sam, f"{draft}/steps/care", care="")
    assert wrong.status_code == 422
    assert "<title>Error:" in wrong.text
    assert "Fill in “Care”" in wrong.text
    back = fill_in(world, sam, f"{draft}/steps/care", "back", care="x" * 60_000)
    assert back.location.endswith("/steps/what")
    assert "x" * 60_000 in sam.get(f"{draft}/steps/care").text


def test_a_draft_is_resumed_by_another_browser_and_seen_by_nobody_else(world: World) -> None:
    parcel(world)
    draft = begun(world, world.sign_in("sam"))

    again = world.sign_in("sam")
    assert again.get(draft).location.endswith("/steps/what")
    assert 'value="A lamp"' in again.get(f"{draft}/steps/what").text
    for other in ("noor", "lot", "bo"):
        client = world.sign_in(other)
        for path in ("", "/steps/what", "/summary"):
            assert client.get(draft + path).status_code == 404
        for path in ("/steps/what", "/summary", "/removal"):
            assert world.post(client, draft + path, {"f-subject": "Mine"}).status_code == 404
    assert len(drafts(world)) == 1


def test_a_request_with_gaps_is_not_sent_and_says_which(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam)

    answer = world.post(sam, f"{draft}/summary")

    assert answer.status_code == 422
    assert "Fill in “Street”" in answer.text
    assert f"{draft}/steps/where?check=1#f-street" in answer.text
    assert cases(world) == 0


def test_t63_twenty_at_once_send_one_case(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam)
    fill_in(world, sam, f"{draft}/steps/where", street="Quay 1")
    token, cookie = world.csrf_token(sam), sam.get_cookie("loket")
    assert cookie

    def send(_: int) -> str | None:
        browser = world.client()
        browser.set_cookie("loket", cookie.value)
        return browser.post(f"{draft}/summary", data={"csrf_token": token}).location

    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(send, range(20)))
    assert len(places) == 1, places
    assert cases(world) == 1


def test_a_draft_thrown_away_is_gone(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam)
    assert world.post(sam, f"{draft}/removal").status_code == 302
    assert drafts(world) == []
    assert sam.get(draft).status_code == 404


def test_what_is_typed_in_a_request_that_another_tab_threw_away_goes_into_a_new_one(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam, fragile="yes")
    world.post(sam, f"{draft}/removal")

    typed = {"request_type": "parcel", "asked": "care pictures", "f-care": "This side up"}
    answer = world.post(sam, f"{draft}/steps/care", {**typed, "f-pictures": [(io.BytesIO(PNG), "a.png")]})

    (new,) = drafts(world)
    assert answer.location == f"/cases/drafts/{new.key}" and new.key not in draft
    assert (new.values["care"], new.step) == ("This side up", "care")
    assert "thrown away in another tab" in sam.get(answer.location, follow_redirects=True).text
    with world.session() as session:
        assert session.scalars(select(Attachment.nonce)).all() == [new.key]


def test_of_a_kind_that_is_not_offered_any_more_what_was_typed_is_given_back(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam)
    world.post(sam, f"{draft}/removal")
    typed = {"request_type": "no_such", "asked": "street", "f-street": "The quay 1"}
    answer = world.post(sam, f"{draft}/steps/where", typed)
    assert answer.status_code == 404 and "The quay 1" in answer.text and "not offered" in answer.text
    assert "It was sent, thrown away" in sam.get(draft).text


def test_after_sending_there_is_a_number_a_page_with_all_of_it_and_a_mail(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam, fragile="yes")
    fill_in(world, sam, f"{draft}/steps/care", care="This **side** up", pictures=[(io.BytesIO(PNG), "a.png")])
    fill_in(world, sam, f"{draft}/steps/where", street="Quay 1", remarks="Ring twice.")

    sent = world.post(sam, f"{draft}/summary")
    number = sent.location[-8:]
    page = sam.get(sent.location).text

    assert f"Your case is registered under number {number}." in page
    for words in ("<strong>side</strong>", "Quay 1", "Ring twice.", "A lamp", "a.png"):
        assert words in page, words
    (mail,) = mails(world)
    assert number in mail.subject and mail.address == "sam@haven.rijnmond.example"


def test_a_draft_with_its_files_is_there_after_signing_out_and_on_another_machine(world: World) -> None:
    parcel(world)
    sam = world.sign_in("sam")
    draft = begun(world, sam, fragile="yes")
    fill_in(world, sam, f"{draft}/steps/care", "later", care="", pictures=[(io.BytesIO(PNG), "a.png")])
    world.post(sam, "/logout/")

    elsewhere = world.sign_in("sam")

    assert f'href="{draft}">A lamp</a>' in elsewhere.get("/").text
    assert "a.png" in elsewhere.get(draft, follow_redirects=True).text
