"""What the home page reminds of: what ends, what waits for long, what was begun and left (FEATURES F1)."""

import re
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from app import clock
from app.cases.touch import set_status
from app.setup.scales import scales
from models.case import Case
from models.person import Person
from tests.cases.steps import opened
from tests.files.queries import queries
from tests.inout.acts import ACCOUNT, a_file, uploaded
from tests.knowledge.steps import article
from tests.messages.acts import for_accounts, published, written
from tests.worlds import World


def reminded(client: FlaskClient) -> dict[str, str]:
    """The sentences of the card, each with where it leads."""
    card = re.search(r"Reminders</h2>.*?</ul>", client.get("/").text, re.DOTALL)
    found = re.findall(r'<a href="([^"]+)">(?:<svg.*?</svg>)?([^<]+)</a>', card[0], re.DOTALL) if card else []
    return {words.strip(): href for href, words in found}


def waiting(world: World, days: int, who: str = "sam") -> int:
    """A case of theirs that waits for their answer since so many days."""
    number = opened(world, who)
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        set_status(
            session, case, next(one for one in scales(session).statuses.values() if one.awaits_customer)
        )
        session.commit()
        since = clock.now() - timedelta(days=days, minutes=1)
        session.execute(update(Case).where(Case.number == number).values(updated_at=since))
        session.commit()
    return number


def test_who_has_nothing_to_remember_finds_no_card(world: World) -> None:
    opened(world, "sam"), waiting(world, 1), published(world)
    assert reminded(world.sign_in("sam")) == reminded(world.sign_in("eva")) == {}


def test_a_case_that_waits_for_days_is_named_until_it_is_answered(world: World) -> None:
    number, sam = waiting(world, 3), world.sign_in("sam")
    one = "1 case has waited for your answer for three days or more"
    assert reminded(sam) == {one: f"/cases/{number}"}
    waiting(world, 8)
    two = "2 cases have waited for your answer for three days or more"
    assert reminded(sam) == {two: "/cases/?view=my_open"}
    assert reminded(world.sign_in("eva")) == reminded(world.sign_in("lot")) == {}


def test_an_agent_is_reminded_of_own_cases_that_stand_still(world: World) -> None:
    number, customers_turn = opened(world, "sam"), waiting(world, 9)
    with world.session() as session:
        bo = session.scalars(select(Person.id).where(Person.first_name == "Bo")).one()
        since = clock.now() - timedelta(days=4)
        values = {"assignee_id": bo, "updated_at": since}
        session.execute(update(Case).where(Case.number.in_([number, customers_turn])).values(**values))
        session.commit()
    still = "1 case of yours has not moved for three days or more"
    assert reminded(world.sign_in("bo")) == {still: f"/cases/{number}"}
    assert reminded(world.sign_in("mia")) == {}


def test_a_message_that_ends_soon_is_named_until_it_is_read(world: World) -> None:
    soon, late = clock.now() + timedelta(days=6), clock.now() + timedelta(days=9)
    message, sam = published(world, visible_until=soon), world.sign_in("sam")
    published(world, visible_until=late)
    published(world, visible_until=soon, parts=for_accounts(world, "Elders & Zoon"))
    assert reminded(sam) == {"1 unread message ends within a week": f"/messages/{message}"}
    assert reminded(world.sign_in("eva")) == {"2 unread messages end within a week": "/messages/"}
    world.post(sam, f"/messages/{message}/read")
    assert reminded(sam) == {}


def test_what_was_begun_and_left_is_named_to_who_began_it(world: World) -> None:
    chris = world.sign_in("chris")
    message, one = written(world), article(world, state="draft")
    begun = uploaded(world, chris, a_file(ACCOUNT, ["1", "One", "", ""]))
    assert reminded(chris) == {
        "1 message of yours is still a draft": f"/messages/write/{message}",
        "1 import of accounts waits for you to check it": begun,
        "2 texts lack English or Dutch": "/translate/",
    }
    bo = reminded(world.sign_in("bo"))
    assert bo["1 article of yours is still a draft"] == f"/knowledge/{one}"
    assert "1 text lacks English or Dutch" in bo
    assert reminded(world.sign_in("ada")).keys() == {"1 text lacks English or Dutch"}


@pytest.mark.parametrize("who", ["sam", "chris", "tess", "bo"])
def test_reminders_take_one_question_however_much_there_is(sqlite_world: World, who: str) -> None:
    world, client = sqlite_world, sqlite_world.sign_in(who)
    written(world), article(world, state="draft"), waiting(world, 4)
    published(world, visible_until=clock.now() + timedelta(days=2))
    client.get("/")
    with queries() as few:
        client.get("/")
    for number in range(10):
        written(world), article(world, f"More {number}", state="draft"), waiting(world, 4)
        published(world, visible_until=clock.now() + timedelta(days=2))
    client.get("/"), client.get("/")
    with queries() as many:
        assert client.get("/").status_code == 200
    assert len(many) == len(few) <= 14
