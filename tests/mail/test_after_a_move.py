"""T34: a mail that waits is not sent to who lost sight of its case by a move meanwhile."""

from collections.abc import Callable

import pytest

from app.accounts.rearrange.act import move
from app.accounts.rearrange.contact import move_contact
from app.accounts.rearrange.plan import plan_contact_move, plan_move
from app.accounts.rearrange.preview import preview
from models.person import Person
from tests.mail.acts import mails, open_case_of, settle, write
from tests.mail.postoffice import PostOffice
from tests.mail.test_delivery import make_due
from tests.worlds import World

Move = Callable[[World], None]


def the_account(world: World) -> None:
    """Chris moves Haven below Elders: Noor of Groep sees it no more."""
    haven, elders = world.account_id("Rijnmond Haven"), world.account_id("Elders & Zoon")
    by = world.viewer("chris")
    with world.session("chris") as session:
        seen = preview(session, plan_move(session, haven, elders)).fingerprint
        move(session, haven, elders, by=by, seen=seen)
        session.commit()


def the_owner(world: World) -> None:
    """Chris moves Noor to Elders: the case stays with Haven."""
    noor, elders, by = world.person_id("noor"), world.account_id("Elders & Zoon"), world.viewer("chris")
    with world.session("chris") as session:
        person = session.get_one(Person, noor)
        seen = preview(session, plan_contact_move(session, noor, person.home_account_id, elders)).fingerprint
        move_contact(session, person, elders, by=by, seen=seen)
        session.commit()


def nothing(world: World) -> None:
    """The twin: without a move it is sent."""


@pytest.mark.parametrize(
    ("moved", "state"), [(the_account, "withheld"), (the_owner, "withheld"), (nothing, "sent")]
)
def test_t34_who_lost_the_case_by_a_move_gets_no_mail_of_it(
    world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, moved: Move, state: str
) -> None:
    number = open_case_of(world, "noor", account="Rijnmond Haven")
    settle(world, monkeypatch, smtp_url=closed_post_office.url)
    write(world, "bo", number)
    assert [mail.state for mail in mails(world)] == ["waiting"]

    moved(world)
    closed_post_office.open()
    make_due(world)

    assert [(mail.address[:4], mail.state) for mail in mails(world)] == [("noor", state)]
