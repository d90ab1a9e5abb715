"""A message by mail: once to each person whom it is for, in the reader's language, and to nobody else."""

import pytest
from sqlalchemy import select, update

from app.jobs.messages import look_after_messages
from app.jobs.work import work_off
from app.mail import news
from models.event import OutgoingMail
from models.message import Message
from models.person import Person
from models.role import RoleText
from tests.jobs.hands import Hand, finish
from tests.mail.acts import HeldClock, mails, settle, told
from tests.messages.acts import at, changed, draft_called, for_accounts, published, taken_back, written
from tests.worlds import World

BOTH = {
    "title": {"en": "New release", "nl": "Nieuwe versie"},
    "body": {"en": "It is **out**.", "nl": "Hij is er."},
}


def people(world: World, number: int) -> None:
    """So many further contacts of Haven."""
    home = world.account_id("Rijnmond Haven")
    with world.session() as session:
        role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
        for i in range(number):
            mail = f"p{i:04}@haven.example"
            person = Person(first_name="P", last_name=f"{i}", username=mail, email=mail, active=True)
            person.home_account_id, person.roles, person.is_staff = home, [role], False
            session.add(person)
        session.commit()


def waiting(world: World) -> int:
    with world.session() as session:
        return len(session.scalars(select(OutgoingMail.id)).all())


def test_everybody_whom_it_is_for_gets_one_mail_in_the_own_language(world: World) -> None:
    message = published(world, by_mail=True, **BOTH)
    assert told(world) == ["eva", "lot", "noor", "sam"]
    by_name = {mail.address.split("@")[0]: mail for mail in mails(world)}
    sam, eva = by_name["sam"], by_name["eva"]
    assert (sam.subject, eva.subject) == ("Nieuwe versie", "New release")
    assert "Hij is er." in sam.text and "<strong>out</strong>" in eva.html
    assert f"http://localhost/messages/{message}" in sam.text
    assert len({mail.message_id for mail in by_name.values()}) == 4


def test_nobody_outside_the_audience_and_no_reader_of_a_message_without_mail_is_written_to(
    world: World,
) -> None:
    published(world, "Quiet")
    published(world, "Loud", by_mail=True, parts=for_accounts(world, "Rijnmond Haven"))
    assert told(world) == ["sam"]


def test_mail_leaves_when_the_message_does(world: World, held: HeldClock) -> None:
    published(world, by_mail=True, visible_from=at("2026-11-21 10:00"))
    assert told(world) == []
    held.move(hours=1)
    assert told(world) == ["eva", "lot", "noor", "sam"]


def test_it_goes_out_once_however_often_it_is_changed_and_published_again(world: World) -> None:
    message = published(world, by_mail=True, parts=for_accounts(world, "Rijnmond Haven"))
    assert told(world) == ["sam"]
    changed(
        world, message, draft_called("Once more", by_mail=True, parts=for_accounts(world, "Rijnmond Haven"))
    )
    taken_back(world, message)
    published(world, "Another")
    assert told(world) == ["sam"]


def test_mail_can_be_decided_on_while_the_message_is_out(world: World) -> None:
    message = published(world, parts=for_accounts(world, "Rijnmond Haven"))
    assert told(world) == []
    changed(
        world, message, draft_called("Maintenance", by_mail=True, parts=for_accounts(world, "Rijnmond Haven"))
    )
    assert told(world) == ["sam"]


@pytest.mark.parametrize("change", ["audience", "withdrawn", "expired", "inactive"])
def test_t34_who_may_not_see_it_any_more_when_it_is_sent_gets_nothing(
    world: World, held: HeldClock, change: str
) -> None:
    message = published(world, by_mail=True, visible_until=at("2026-11-21 12:00"))
    assert look_after_messages(world.app) and waiting(world) == 4
    if change == "audience":
        changed(world, message, draft_called("x", parts=for_accounts(world, "Elders & Zoon"), by_mail=True))
    elif change == "withdrawn":
        taken_back(world, message)
    elif change == "expired":
        held.move(hours=4)
    else:
        with world.session() as session:
            session.execute(update(Person).where(Person.email.contains("rijnmond")).values(active=False))
            session.commit()
    states = {mail.address.split("@")[0]: mail.state for mail in mails(world)}
    kept = {"audience": {"eva"}, "inactive": {"eva"}}.get(change, set())
    assert {who for who, state in states.items() if state == "kept"} == kept
    assert {who for who, state in states.items() if state == "withheld"} == set(states) - kept


def test_whose_role_has_no_messages_gets_no_mail(world: World) -> None:
    with world.session() as session:
        text = session.scalars(select(RoleText).where(RoleText.code == "customer")).one()
        text.role.permissions = [p for p in text.role.permissions if p.view_menu.name != "Messages"]
        session.commit()
    published(world, by_mail=True)
    assert {mail.state for mail in mails(world)} == {"withheld"}


def test_a_batch_waits_until_the_one_before_has_left(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(news, "BATCH", 3)
    people(world, 5)
    message = published(world, by_mail=True)
    assert look_after_messages(world.app) and waiting(world) == 3
    assert not look_after_messages(world.app)
    work_off(world.app)
    with world.session() as session:
        row = session.get_one(Message, message)
        assert (row.mail_state, row.mails_written) == ("done", 9)
    assert waiting(world) == 9


def test_a_mail_server_that_is_away_holds_the_batches_back(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "BATCH", 3)
    settle(world, monkeypatch, smtp_url="smtp://127.0.0.1:9")
    published(world, by_mail=True)
    work_off(world.app)
    work_off(world.app)
    assert waiting(world) == 3


def test_a_worker_killed_in_the_middle_doubles_none_and_leaves_none_out(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "BATCH", 2)
    people(world, 30)
    published(world, by_mail=True)
    for _ in range(4):
        hand = Hand(world, lambda app, say: [say(look_after_messages(app)), work_off(app)])
        hand.wait_for_word()
        hand.kill()
    work_off(world.app)
    told_now = told(world)
    assert len(told_now) == len(set(told_now)) == 34


def test_workers_beside_each_other_write_each_mail_once(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(news, "BATCH", 2)
    people(world, 20)
    published(world, by_mail=True)
    finish([Hand(world, lambda app, say: work_off(app)) for _ in range(3)])
    told_now = told(world)
    assert len(told_now) == len(set(told_now)) == 24
    assert written(world)
