"""Messages of the demonstration (messages.toml): news, an urgent one, one to come, one that is over."""

import re
import tomllib
from datetime import datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from babel.dates import format_date
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.demo.samples import BLUE, GREY, INK, PAPER, WHITE, png
from app.files.keep import keep_upload
from app.messages.draft import sought_in
from models.account import Account
from models.classification import Classification
from models.message import Message, MessageAudience, MessageRead
from models.person import Person
from models.product_line import ProductLine

FILE: Final = Path(__file__).with_name("messages.toml")
AUTHOR: Final = "chris@desk.example"
HAVE_READ: Final = ("noor@rijnmond.example", "bo@desk.example", "kim@desk.example")
# A line end that the file has for its own width: in a message it would be one for the reader.
_INSIDE: Final = re.compile(r"(?<=[^\n|])\n(?![\n|#!-]|\d\.)")
OLD: Final = timedelta(hours=120)


def add_messages(session: Session) -> None:
    """Add them; older ones have been read by some of the cast. Needs the system's eyes."""
    author = session.scalars(select(Person).where(Person.email == AUTHOR)).one()
    now = clock.now()
    told = tomllib.loads(FILE.read_text("utf-8"))["message"]
    messages = [_message(session, row, author, now) for row in reversed(told)]
    readers = session.scalars(select(Person.id).where(Person.email.in_(HAVE_READ))).all()
    for message in messages:
        if message.visible_from and message.visible_from < now - OLD and message.state == "published":
            _mark(session, message, [author.id, *readers])
        elif message.state != "draft":
            _mark(session, message, [author.id])
    session.flush()


def _mark(session: Session, message: Message, people: list[int]) -> None:
    at = message.updated_at
    session.add_all(MessageRead(person_id=id_, message_id=message.id, read_at=at) for id_ in people)


def _message(session: Session, row: dict[str, Any], author: Person, now: datetime) -> Message:
    begins, ends = (_hours(row, name, now) for name in ("begins", "ends"))
    written = (begins or now - OLD) - timedelta(hours=5)
    message = Message(kind=row["kind"], author_id=author.id, is_urgent=row.get("urgent", False))
    message.visible_from, message.visible_until = begins, ends
    message.created_at = message.updated_at = min(written, now - timedelta(hours=1))
    message.by_mail = row.get("mail", False)
    message.mail_state = "done" if message.by_mail else ""  # what is past has been sent
    message.state = row.get("state") or _state(begins, ends, now)
    message.audience = _audience(session, row)
    message.for_everyone = not message.audience
    message.title, message.body, message.words = {}, {}, ""
    session.add(message)
    session.flush()
    address = _picture(session, message, row["picture"]) if "picture" in row else ""
    message.title = _texts(row["title"], now, address)
    message.body = _texts(row["body"], now, address)
    message.words = sought_in(message.title, message.body)
    return message


def _hours(row: dict[str, Any], name: str, now: datetime) -> datetime | None:
    """Far from now it is eight in the morning, as people would choose it."""
    if name not in row:
        return None
    moment = now.replace(minute=0, second=0, microsecond=0) + timedelta(hours=row[name])
    return moment.replace(hour=7) if abs(row[name]) > 36 else moment


def _state(begins: datetime | None, ends: datetime | None, now: datetime) -> str:
    if begins and begins > now:
        return "scheduled"
    return "expired" if ends and ends <= now else "published"


def _texts(texts: dict[str, str], now: datetime, picture: str) -> dict[str, str]:
    """Saturday in the week after next is far enough for an announcement, and never today."""
    saturday = now.date() + timedelta(days=(5 - now.weekday()) % 7 + 7)
    words = {
        "en": {"night": format_date(saturday, "d MMMM", "en"), "picture": picture},
        "nl": {"night": format_date(saturday, "d MMMM", "nl"), "picture": picture},
    }
    filled = {code: text.strip().format_map(words[code]) for code, text in texts.items()}
    return {code: _INSIDE.sub(" ", text) for code, text in filled.items() if text}


def _audience(session: Session, row: dict[str, Any]) -> list[MessageAudience]:
    accounts = select(Account.id).where(Account.customer_id.in_(row.get("accounts", ())))
    kinds = select(Classification.id).where(Classification.code.in_(row.get("classifications", ())))
    lines = select(ProductLine.id).where(ProductLine.code.in_(row.get("lines", ())))
    return [
        *(MessageAudience(account_id=id_, with_sub_accounts=True) for id_ in session.scalars(accounts)),
        *(MessageAudience(classification_id=id_) for id_ in session.scalars(kinds)),
        *(MessageAudience(product_line_id=id_) for id_ in session.scalars(lines)),
    ]


def _picture(session: Session, message: Message, name: str) -> str:
    sender, content = Viewer(person_id=message.author_id), BytesIO(_panel())
    kept = keep_upload(session, by=sender, nonce="demo-message", name=name, stream=content)
    kept.message_id, kept.nonce = message.id, ""
    session.flush()
    return f"/files/{kept.id}/{name}?inline=1"


def _panel() -> bytes:
    """The panel of a device: a bar with a name, three large buttons, and a list of jobs."""
    rows = [bytearray([PAPER]) * 560 for _ in range(320)]
    boxes = [(0, 0, 560, 40, INK), (18, 15, 150, 10, GREY)]
    for number, colour in enumerate((BLUE, WHITE, WHITE)):
        x = 24 + number * 176
        boxes += [(x, 64, 160, 96, colour), (x + 56, 84, 48, 32, GREY if number else WHITE)]
        boxes += [(x + 36, 132, 88, 9, GREY if number else WHITE)]
    for line in range(4):
        y = 184 + line * 32
        boxes += [
            (24, y, 512, 26, WHITE),
            (36, y + 9, 180 + 30 * (line % 3), 8, INK),
            (470, y + 9, 54, 8, GREY),
        ]
    for x, y, width, height, colour in boxes:
        for row in rows[y : y + height]:
            row[x : x + width] = bytes([colour]) * width
    return png(rows)
