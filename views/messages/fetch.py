"""Fetching the message that an address names. One for others and none at all answer alike."""

from flask import abort
from sqlalchemy import select

from app.database import db
from models.message import Message
from views.crud.asked import LARGEST_ID


def message_or_404(message_id: int, *, for_change: bool = False) -> Message:
    query = select(Message).where(Message.id == message_id)
    if for_change:
        query = query.with_for_update()
    found: Message | None = db.session().scalar(query) if message_id <= LARGEST_ID else None
    return found or abort(404)
