"""T22, T24, T26: a message is there for its audience, in its time, and for nobody else."""

from io import BytesIO

import pytest
from sqlalchemy import select

from app.files.keep import keep_upload
from models.account import Account
from models.conversation import Attachment
from models.message import Message, MessageAudience, MessageRead
from models.product_line import AccountProductLine
from tests.mail.acts import HeldClock
from tests.messages.acts import (
    at,
    draft_called,
    for_accounts,
    for_classification,
    for_product_line,
    let_out,
    published,
    taken_back,
    who_sees,
    written,
)
from tests.worlds import World

STAFF = ("bo", "mia")


def test_a_message_for_everyone_is_seen_by_everyone_who_reads_messages(world: World) -> None:
    assert who_sees(world, published(world)) == {"noor", "sam", "lot", "eva"}


def test_a_message_for_an_account_is_for_its_people_alone(world: World) -> None:
    message = published(world, parts=for_accounts(world, "Rijnmond Haven"))
    assert who_sees(world, message) == {"sam"}


def test_a_message_for_a_parent_reaches_the_sub_accounts_only_when_it_says_so(world: World) -> None:
    own = published(world, parts=for_accounts(world, "Rijnmond Groep"))
    all_of_it = published(world, parts=for_accounts(world, "Rijnmond Groep", below=True))
    assert who_sees(world, own) == {"noor"}
    assert who_sees(world, all_of_it) == {"noor", "sam", "lot"}


def test_a_message_with_two_parts_is_for_the_people_of_both(world: World) -> None:
    message = published(world, parts=for_accounts(world, "Rijnmond Haven", "Elders & Zoon"))
    assert who_sees(world, message) == {"sam", "eva"}


def test_a_message_for_a_classification_follows_what_the_account_is_now(world: World) -> None:
    message = published(world, parts=for_classification(world, "partner"))
    assert who_sees(world, message) == set()
    with world.session() as session:
        session.get_one(Account, world.account_id("Elders & Zoon")).classification = "partner"
        session.commit()
    assert who_sees(world, message) == {"eva"}


def test_a_message_for_a_product_line_follows_what_the_account_has_now(world: World) -> None:
    parts = for_product_line(world, "devices")
    message, account_id = published(world, parts=parts), world.account_id("Rijnmond Haven")
    with world.session() as session:
        session.add(AccountProductLine(account_id=account_id, product_line_id=parts[0].product_line_id))
        session.commit()
    assert who_sees(world, message) == {"sam"}


@pytest.mark.parametrize("who", STAFF)
def test_our_own_people_see_what_is_out_and_no_draft(world: World, who: str) -> None:
    parts = for_accounts(world, "Rijnmond Haven")
    out, draft = published(world, parts=parts), written(world, parts=parts)
    assert who_sees(world, out, [who]) == {who}
    assert who_sees(world, draft, [who, "sam"]) == set()


def test_who_sees_no_account_sees_only_what_is_for_everyone(world: World) -> None:
    haven, everyone = published(world, parts=for_accounts(world, "Rijnmond Haven")), published(world)
    assert who_sees(world, haven, ["tess", "bo"]) == {"bo"}
    assert who_sees(world, everyone, ["tess", "bo"]) == {"tess", "bo"}


def test_who_writes_messages_sees_all_of_them_in_every_state(world: World) -> None:
    draft, out = written(world), published(world, parts=for_accounts(world, "Elders & Zoon"))
    taken_back(world, out)
    assert who_sees(world, draft, ["chris"]) == who_sees(world, out, ["chris"]) == {"chris"}


def test_whose_role_has_no_messages_sees_none(world: World) -> None:
    assert who_sees(world, published(world), ["ada", "chris"]) == {"chris"}


def test_a_withdrawn_message_is_gone_for_readers_at_once(world: World) -> None:
    message = published(world)
    taken_back(world, message)
    assert who_sees(world, message) == set()
    let_out(world, message)
    assert who_sees(world, message) == {"noor", "sam", "lot", "eva"}


def test_nothing_shows_before_its_time_whatever_the_worker_did(world: World, held: HeldClock) -> None:
    message = published(world, visible_from=at("2026-11-21 10:00"))
    with world.session() as session:
        session.get_one(Message, message).state = "published"  # as a worker with a fast clock would say
        session.commit()
    assert who_sees(world, message) == set()
    held.move(hours=1)
    assert who_sees(world, message) == {"noor", "sam", "lot", "eva"}


def test_who_it_is_for_and_who_read_it_is_not_for_readers(world: World) -> None:
    message = published(world, parts=for_accounts(world, "Rijnmond Haven", "Rijnmond Logistiek"))
    for who, parts, marks in (("sam", 0, 0), ("bo", 0, 0), ("chris", 2, 1)):
        with world.session(who) as session:
            assert len(session.scalars(select(MessageAudience)).all()) == parts, who
            assert len(session.scalars(select(MessageRead)).all()) == marks, who
    assert draft_called("x").for_everyone and message


def _with_a_picture(world: World, message: int) -> str:
    """The address of a picture in this message."""
    by, picture = world.viewer("chris"), BytesIO(b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
    with world.session("chris") as session:
        file = keep_upload(session, by=by, nonce="form-picture", name="new.png", stream=picture)
        session.commit()
        session.refresh(file)
        file.message, file.nonce = session.get_one(Message, message), ""
        session.commit()
        return f"/files/{file.id}/new.png?inline=1"


def test_t26_a_picture_goes_with_its_message_and_not_further(world: World) -> None:
    draft = written(world, parts=for_accounts(world, "Rijnmond Haven"))
    address = _with_a_picture(world, draft)
    clients = {who: world.sign_in(who) for who in ("sam", "lot", "eva", "chris", "tess", "bo")}
    assert {who for who, client in clients.items() if client.get(address).status_code == 200} == {"chris"}
    let_out(world, draft)
    seen = {who for who, client in clients.items() if client.get(address).status_code == 200}
    assert seen == {"sam", "chris", "bo"}
    taken_back(world, draft)
    assert clients["sam"].get(address).status_code == 404


def test_a_customer_puts_no_file_into_a_message(world: World) -> None:
    message, by = published(world), world.viewer("sam")
    with world.session("sam") as session:
        file = keep_upload(session, by=by, nonce="form-of-sam", name="a.txt", stream=BytesIO(b"words"))
        session.commit()
        file.message_id = message
        with pytest.raises(Exception, match="not there"):
            session.flush()
        session.rollback()
        assert session.get_one(Attachment, file.id).message_id is None
