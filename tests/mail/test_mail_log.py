"""/setup/mail: what was written to whom, for administrators."""

import re

import pytest
from sqlalchemy import inspect

from models.event import OutgoingMail
from tests.cases.steps import opened
from tests.files.queries import queries
from tests.mail.acts import mails, open_case_of, settle, write
from tests.mail.postoffice import PostOffice
from tests.worlds import World

PAGES = ("/setup/mail/", "/setup/mail/1", "/setup/mail/1/html")


def test_an_administrator_reads_every_mail(world: World) -> None:
    number = opened(world, "eva")
    mail = mails(world)[0]
    ada = world.sign_in("ada")

    assert f"Ticket [{number}]" in ada.get("/setup/mail/").text
    page = ada.get(f"/setup/mail/{mail.id}").text
    assert "eva@elders.example" in page
    assert "We have received your case." in page
    assert "Your case is registered" in ada.get(f"/setup/mail/{mail.id}/html").text


@pytest.mark.parametrize("person", ["noor", "bo", "mia", "chris", "tess"])
def test_nobody_else_does(world: World, person: str) -> None:
    """T22 for these pages: 403, also for who was sent that very mail."""
    opened(world, "noor", account="Rijnmond Haven")
    mails(world)
    browser = world.sign_in(person)

    assert [browser.get(path).status_code for path in PAGES] == [403] * 3
    assert world.post(browser, "/setup/mail/1/attempt").status_code == 403
    assert world.post(browser, "/setup/mail/events/attempt").status_code == 403


def test_a_mail_that_is_not_there_is_not_found(world: World) -> None:
    ada = world.sign_in("ada")

    assert [ada.get(f"/setup/mail/{number}").status_code for number in (0, 77, 10**30)] == [404] * 3


def test_the_html_is_shown_in_a_sandbox_that_runs_and_fetches_nothing(world: World) -> None:
    """T37: what people wrote is in there; the policy names the one style of the letter by its hash."""
    number = open_case_of(world, "eva")
    write(world, "bo", number, "<img src=x onerror=alert(1)>")
    mail = mails(world)[0]

    answer = world.sign_in("ada").get(f"/setup/mail/{mail.id}/html")

    policy = answer.headers["Content-Security-Policy"]
    assert re.fullmatch(
        r"sandbox; default-src 'none'; style-src 'sha256-[^' ]{44}'; frame-ancestors 'none'", policy
    )
    assert "<img" not in answer.text


def more_mails(world: World, number: int) -> None:
    """Copies of the first one, sent already."""
    first = mails(world)[0]
    values = {column.key: getattr(first, column.key) for column in inspect(OutgoingMail).columns}
    with world.session() as session:
        for count in range(number):
            own = {"id": None, "event_id": None, "message_id": f"<{count}@x>", "subject": f"Mail {count}"}
            session.add(OutgoingMail(**(values | own | {"state": "sent"})))
        session.commit()


def test_pages_and_states_narrow_the_list(world: World) -> None:
    opened(world, "sam")
    more_mails(world, 60)
    ada = world.sign_in("ada")

    kept, sent = (ada.get(f"/setup/mail/?state={state}").text for state in ("kept", "sent"))
    assert (kept.count('/setup/mail/1"'), len(re.findall(r">Mail \d", sent))) == (1, 50)
    after = re.search(r"after=([\w-]+)", sent)
    assert after
    rest = ada.get(f"/setup/mail/?state=sent&after={after[1]}").text
    assert (len(re.findall(r">Mail \d", rest)), ">Mail 9<" in rest, ">Mail 10<" in rest) == (10, True, False)


@pytest.mark.parametrize(
    "query", ["state=x", "after=%00", "before=WzFd", "state=sent&after=abc", "after=" + "A" * 9000]
)
def test_no_address_makes_an_error(sqlite_world: World, query: str) -> None:
    assert sqlite_world.sign_in("ada").get(f"/setup/mail/?{query}").status_code < 500


def test_the_log_costs_as_many_queries_for_fifty_mails_as_for_one(world: World) -> None:
    opened(world, "sam")
    mails(world)
    ada = world.sign_in("ada")
    ada.get("/setup/mail/")

    with queries() as for_one:
        ada.get("/setup/mail/")
    more_mails(world, 50)
    with queries() as for_many:
        ada.get("/setup/mail/")

    assert len(for_one) == len(for_many) <= 6


def test_a_failed_mail_is_tried_again_when_asked(
    world: World, monkeypatch: pytest.MonkeyPatch, post_office: PostOffice
) -> None:
    settle(world, monkeypatch, smtp_url=post_office.url)
    post_office.refuse["RCPT"] = "550 we do not like you"
    opened(world, "sam")
    mail = mails(world)[0]
    ada = world.sign_in("ada")
    assert "550 we do not like you" in ada.get("/setup/mail/?state=failed").text

    post_office.refuse.clear()
    assert world.post(ada, f"/setup/mail/{mail.id}/attempt").status_code == 302

    assert [(row.state, row.attempts) for row in mails(world)] == [("sent", 1)]
    world.post(ada, f"/setup/mail/{mail.id}/attempt")
    assert "does not wait for another try" in ada.get(f"/setup/mail/{mail.id}").text
    assert len(mails(world)) == len(post_office.received) == 1
