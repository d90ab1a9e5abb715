"""/messages/<id>: one message. The page itself changes nothing: the mark of having read it is posted.

A GET must be safe, for a browser that loads pages ahead of time would read for the person. So the page tells
the server once somebody looks at it (app/static/messages.js), and without script there is a button.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app, g, jsonify, redirect, request
from flask_appbuilder import expose
from sqlalchemy import select

from app import clock
from app.access.manager import current_viewer
from app.database import db
from app.messages.find import is_unread
from app.messages.reading import mark_read, mark_unread
from app.messages.rights import may_write
from app.messages.unread import count_unread
from app.unit_of_work import unit_of_work
from models.message import Message
from views.asked_by import is_script
from views.base import PortalView, needs
from views.messages.fetch import message_or_404
from views.messages.header import capped_count
from views.messages.words import TONES, kind_words, state_words
from views.next_page import page_here


class MessageView(PortalView):
    """One message."""

    route_base = "/messages"
    default_view = "show"

    @expose("/<int:message_id>")
    @needs("can_read", "Messages")
    def show(self, message_id: int) -> Any:
        message, by, now = message_or_404(message_id), current_viewer(), clock.now()
        g.shown_message = message.id
        unread = select(Message.id).where(Message.id == message.id, is_unread(by))
        return self.page(
            "messages/show.html",
            message=message,
            kinds=kind_words(),
            states=state_words(),
            tones=TONES,
            is_over=message.visible_until is not None and message.visible_until <= now,
            is_unread=db.session().scalar(unread) is not None,
            may_write=may_write(by),
        )

    @expose("/<int:message_id>/read", methods=["POST"])
    @needs("can_read", "Messages")
    def read(self, message_id: int) -> Any:
        """For the script of the page: how many are left. For a button: the page it stood on."""
        message = message_or_404(message_id)
        with unit_of_work() as session:
            mark_read(session, by=current_viewer(), message=message)
        if is_script():
            return jsonify(unread=capped_count(count_unread(db.session(), current_viewer())))
        return redirect(_came_from(), 303)

    @expose("/<int:message_id>/unread", methods=["POST"])
    @needs("can_read", "Messages")
    def unread(self, message_id: int) -> Any:
        message = message_or_404(message_id)
        with unit_of_work() as session:
            mark_unread(session, by=current_viewer(), message=message)
        return redirect("/messages/", 303)


def _came_from() -> str:
    """The page that the button stood on, when it is one of ours that can be asked for again."""
    try:
        came_from = urlsplit(request.referrer or "")
    except ValueError:
        return "/messages/"
    adapter: Any = current_app.create_url_adapter(request)
    if came_from.netloc != request.host or not adapter.test(came_from.path, "GET"):
        return "/messages/"
    return page_here(f"{came_from.path}?{came_from.query}".rstrip("?"))
