"""A7: what was said to an account, what it has and what lists show of it go along with a merge, once."""

from typing import Any

from sqlalchemy import select

from app import clock
from models.account import Account
from models.list_view import ListView
from models.message import Message, MessageAudience
from models.person import Preference
from models.product_line import AccountProductLine, ProductLine
from tests.access.seeding import Rows, seed
from tests.accounts.test_rearranging_pages import confirm, page_of
from tests.worlds import World

GONE, KEPT = "Delta Midden", "Rijnmond Haven"


def merged(world: World, rows: dict[str, Rows]) -> None:
    done = confirm(world, world.sign_in("chris"), page_of(rows, GONE, "merge"), "?into=Haven")
    assert done.status_code == 303


def add(world: World, *rows: Any) -> None:
    with world.session() as session:
        session.add_all(rows)
        session.commit()


def test_product_lines_go_along_without_doubles(world: World) -> None:
    rows = seed(world)
    gone, kept = rows[GONE].account, rows[KEPT].account
    with world.session() as session:
        session.execute(AccountProductLine.__table__.delete())
        both, one = session.scalars(select(ProductLine.id).order_by(ProductLine.id).limit(2)).all()
        pairs = ((gone, both), (kept, both), (gone, one))
        session.add_all(AccountProductLine(account_id=a, product_line_id=line) for a, line in pairs)
        session.commit()
    merged(world, rows)
    with world.session() as session:
        found = session.execute(select(AccountProductLine.account_id, AccountProductLine.product_line_id))
        assert sorted(map(tuple, found)) == [(kept, both), (kept, one)]


def said(world: World, *audience: tuple[int, bool]) -> int:
    """The id of a message for these accounts, each alone or with its sub-accounts."""
    now = clock.now()
    message = Message(kind="update", title={"en": "News"}, body={"en": "x"}, words="news", state="published")
    message.author_id, message.for_everyone = world.person_id("chris"), False
    message.created_at = message.updated_at = message.visible_from = now
    message.audience = [MessageAudience(account_id=id_, with_sub_accounts=subs) for id_, subs in audience]
    with world.session() as session:
        session.add(message)
        session.commit()
        return message.id


def test_a_message_for_the_merged_account_is_read_at_the_one_that_is_kept(world: World) -> None:
    rows = seed(world)
    path = f"/messages/{said(world, (rows[GONE].account, False))}"
    assert world.sign_in("sam").get(path).status_code == 404
    merged(world, rows)
    assert world.sign_in("sam").get(path).status_code == 200
    assert world.sign_in("eva").get(path).status_code == 404


def test_a_message_for_both_accounts_names_the_kept_one_once(world: World) -> None:
    rows = seed(world)
    number = said(world, (rows[GONE].account, True), (rows[KEPT].account, False))
    merged(world, rows)
    with world.session() as session:
        parts = select(MessageAudience).where(MessageAudience.message_id == number)
        found = [(part.account_id, part.with_sub_accounts) for part in session.scalars(parts)]
    assert found == [(rows[KEPT].account, True)]


def test_a_view_and_a_last_choice_that_name_the_account_name_the_kept_one(world: World) -> None:
    rows, sam = seed(world), world.person_id("sam")
    gone, kept = rows[GONE].account, rows[KEPT].account
    settings = {"account": str(gone), "state": "open"}
    view = ListView(person_id=sam, name="Midden", settings=settings, created_at=clock.now())
    other = ListView(person_id=sam, name="Open", settings={"state": "open"}, created_at=clock.now())
    add(world, view, other, Preference(person_id=sam, name="account view", value=str(gone)))
    merged(world, rows)
    with world.session() as session:
        found = dict(session.execute(select(ListView.name, ListView.settings)).all())
        assert found["Midden"] == {"account": str(kept), "state": "open"}
        assert found["Open"] == {"state": "open"}
        assert session.get_one(Preference, (sam, "account view")).value == str(kept)
        assert session.get_one(Account, gone).is_active is False
