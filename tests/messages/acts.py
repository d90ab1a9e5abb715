"""What Chris does with messages, and what the others find of it."""

import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from app.messages.draft import Draft, Part
from app.messages.publish import publish, withdraw
from app.messages.write import begin_message, edit_message
from models.classification import Classification
from models.message import Message
from models.product_line import ProductLine
from tests.worlds import World

TEXT = "We move the print servers."
CUSTOMERS = ("noor", "sam", "lot", "eva")
_forms = iter(range(10**6))


def written(
    world: World,
    title: str | dict[str, str] = "Maintenance",
    *,
    parts: Iterable[Part] | None = None,
    **more: Any,
) -> int:
    """The id of a message by Chris that is still a draft."""
    draft = draft_called(title, parts=parts, **more)
    by = world.viewer("chris")
    with world.session("chris") as session:
        message = begin_message(session, by=by, draft=draft, nonce=f"form-{next(_forms):06}")
        session.commit()
        return message.id


def draft_called(title: str | dict[str, str], *, parts: Iterable[Part] | None = None, **more: Any) -> Draft:
    texts = {"title": title if isinstance(title, dict) else {"en": title}, "body": {"en": TEXT}}
    return Draft(
        **{"kind": "announcement", **texts, **more},
        for_everyone=parts is None,
        parts=frozenset(parts or ()),
    )


def published(world: World, title: str | dict[str, str] = "Maintenance", **more: Any) -> int:
    message_id = written(world, title, **more)
    let_out(world, message_id)
    return message_id


def let_out(world: World, message_id: int) -> None:
    _act(world, message_id, publish)


def taken_back(world: World, message_id: int) -> None:
    _act(world, message_id, withdraw)


def changed(world: World, message_id: int, draft: Draft) -> None:
    with world.session() as session:
        version = session.get_one(Message, message_id).version
    _act(world, message_id, edit_message, version=version, draft=draft)


def _act(world: World, message_id: int, verb: Any, **how: Any) -> None:
    by = world.viewer("chris")
    with world.session("chris") as session:
        verb(session, by=by, message=session.get_one(Message, message_id), **how)
        session.commit()


def for_accounts(world: World, *names: str, below: bool = False) -> list[Part]:
    return [Part(account_id=world.account_id(name), with_sub_accounts=below) for name in names]


def for_classification(world: World, code: str) -> list[Part]:
    with world.session() as session:
        return [Part(classification_id=_id(session, Classification, code))]


def for_product_line(world: World, code: str) -> list[Part]:
    with world.session() as session:
        return [Part(product_line_id=_id(session, ProductLine, code))]


def _id(session: Any, model: Any, code: str) -> int:
    found: int = session.scalars(select(model.id).where(model.code == code)).one()
    return found


def state_of(world: World, message_id: int) -> str:
    with world.session() as session:
        return session.get_one(Message, message_id).state


def who_sees(world: World, message_id: int, people: Iterable[str] = CUSTOMERS) -> set[str]:
    """Straight from the session of each."""
    found = set()
    for who in people:
        with world.session(who) as session:
            if session.scalar(select(Message.id).where(Message.id == message_id)) is not None:
                found.add(who)
    return found


def unread_in_tab(client: FlaskClient, path: str = "/cases/") -> str:
    """What the tab says: "", "3" or "99+"."""
    said = re.search(r"data-unread>([^<]*)<", client.get(path).text)
    return said[1] if said else ""


def at(text: str) -> datetime:
    """ "2026-11-21 10:00" in UTC."""
    return datetime.fromisoformat(f"{text}+00:00")
