"""Sending: what goes over the wire, to whom, and to whom not."""

from collections.abc import Callable

import pytest
from sqlalchemy import select

from app.jobs.work import work_off
from models.case import Case
from models.event import CaseEvent, OutgoingMail
from models.person import Person
from tests.cases.steps import opened
from tests.mail.acts import mails, open_case_of, settle, write
from tests.mail.postoffice import PostOffice, body
from tests.worlds import World


def test_a_mail_arrives_as_text_and_html(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    number = opened(world, "sam", subject="Étiketten – scheef €")

    row = mails(world)[0]
    mail = post_office.received[0]

    assert (row.state, row.attempts, row.last_error) == ("sent", 1, "")
    assert row.sent_at is not None
    assert mail["Subject"] == f"Ticket [{number}] Étiketten – scheef €"
    assert (mail["To"], post_office.recipients) == (
        "sam@haven.rijnmond.example",
        [["sam@haven.rijnmond.example"]],
    )
    assert body(mail).replace("\r\n", "\n") == row.text
    assert body(mail, "html").replace("\r\n", "\n") == row.html


def test_the_headers_say_that_a_machine_writes_and_which_case_it_is(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    number = opened(world, "sam")

    row = mails(world)[0]
    mail = post_office.received[0]

    assert mail["From"] == "Loket <no-reply@loket.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"] == row.message_id
    assert mail["X-Loket-Case"] == str(number)
    assert mail["References"] == f"<case.{number}@loket.example>"
    assert mail["Reply-To"] is None


def test_without_a_mail_server_mails_are_kept(world: World) -> None:
    opened(world, "sam")

    assert [(mail.state, mail.attempts) for mail in mails(world)] == [("kept", 0)]


Change = Callable[[Person, Case | None], None]


def change_sam(world: World, change: Change, number: int = 0) -> None:
    sam = world.person_id("sam")
    with world.session() as session:
        case = session.scalar(select(Case).where(Case.number == number))
        change(session.get_one(Person, sam), case)
        session.commit()


def lose_the_account(person: Person, case: Case | None) -> None:
    person.home_account_id = None


def leave_the_firm(person: Person, case: Case | None) -> None:
    person.active = False


def close_the_account(person: Person, case: Case | None) -> None:
    assert person.home_account
    person.home_account.is_active = False


def move_the_case(person: Person, case: Case | None) -> None:
    assert case
    case.account_id = case.root_id = 4  # Elders & Zoon


@pytest.mark.parametrize("change", [lose_the_account, leave_the_firm, close_the_account, move_the_case])
def test_t34_who_lost_the_case_before_the_mail_was_sent_gets_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, change: Change
) -> None:
    """Written while Sam may see the case; the server is away; Sam loses the case; the server is back."""
    number = open_case_of(world, "sam", assignee="bo")
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    write(world, "noor", number)
    assert [mail.state for mail in mails(world)] == ["waiting", "waiting"]

    change_sam(world, change, number)
    closed_post_office.open()
    make_due(world)

    assert {mail.address[:3]: mail.state for mail in mails(world)} == {"bo@": "sent", "sam": "withheld"}
    assert post_office_addresses(closed_post_office) == ["bo@desk.example"]


def make_due(world: World) -> None:
    with world.session() as session:
        for mail in session.scalars(select(OutgoingMail)):
            mail.not_before = mail.created_at
        session.commit()


def post_office_addresses(office: PostOffice) -> list[str]:
    return [address for recipients in office.recipients for address in recipients]


def test_a_new_address_gets_the_mail_that_was_written_before(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice
) -> None:
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    opened(world, "sam")
    work_off(world.app)
    change_sam(world, lambda sam, case: setattr(sam, "email", "sam@elsewhere.example"))

    closed_post_office.open()
    make_due(world)
    work_off(world.app)

    assert post_office_addresses(closed_post_office) == ["sam@elsewhere.example"]


def rename_all(person: Person, case: Case | None) -> None:
    assert case
    assert case.account
    case.subject = case.account.name = EVIL
    person.first_name = EVIL[:60]


EVIL = "Hi\r\nBcc: evil@evil.example\r\n\r\nbody\n.\r\nX-Evil:\u2028 1"


def test_t60_no_header_can_be_smuggled_in(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    """In the subject of the case and the names of people and account, written past every form."""
    number = open_case_of(world, "sam", assignee="bo")
    settle(world, monkeypatch, smtp_url=post_office.url)
    change_sam(world, rename_all, number)

    write(world, "bo", number, EVIL)
    write(world, "noor", number, EVIL)
    work_off(world.app)

    sams = "sam@haven.rijnmond.example"
    assert sorted(post_office_addresses(post_office)) == ["bo@desk.example", sams, sams]
    for mail in post_office.received:
        assert not {"Bcc", "X-Evil"} & set(mail.keys())
        assert len(mail.get_all("Subject", [])) == 1
        assert mail["Subject"] == f"Ticket [{number}] Hi Bcc: evil@evil.example body . X-Evil: 1"


@pytest.mark.parametrize(
    "address", ["a@b.example\r\nRCPT TO:<x@evil.example>", "a@b.example, x@evil.example", "nobody"]
)
def test_t60_no_recipient_can_be_added_through_an_address(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice, address: str
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    change_sam(world, lambda sam, case: setattr(sam, "email", address))
    opened(world, "sam")
    opened(world, "eva")

    assert [mail.state for mail in mails(world)] == ["failed", "sent"]
    assert post_office_addresses(post_office) == ["eva@elders.example"]


def test_nobody_is_mailed_about_an_event_that_is_not_his_to_see(world: World) -> None:
    """An owner who lost the case before the worker came to it: no mail is even written."""
    number = open_case_of(world, "sam")
    change_sam(world, lose_the_account)

    write(world, "bo", number)

    assert mails(world) == []
    with world.session() as session:
        assert session.scalars(select(CaseEvent.kind).order_by(CaseEvent.id)).all()[-1] == "noted"
