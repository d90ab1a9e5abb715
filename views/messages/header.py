"""What every page shows of messages: how many are unread, and the urgent ones as banners."""

from flask import Flask, g, render_template
from flask_login import current_user
from markupsafe import Markup

from app.access.manager import current_viewer
from app.database import db
from app.messages.unread import MOST_COUNTED, NOTHING, Unread, unread


def register(app: Flask) -> None:
    app.jinja_env.globals.update(message_banners=message_banners)


def unread_messages() -> Unread:
    """Of the person behind this request; from memory while nothing changed."""
    if not current_user.is_authenticated:
        return NOTHING
    return unread(db.session(), current_viewer(), current_user.counters)


def unread_count() -> str:
    """For the tab: "", "3" or "99+"."""
    return capped_count(unread_messages())


def capped_count(found: Unread) -> str:
    return f"{MOST_COUNTED}+" if found.count > MOST_COUNTED else str(found.count or "")


def message_banners() -> Markup | str:
    """Urgent messages that this person has not read, but the one that this page shows."""
    urgent = [banner for banner in unread_messages().urgent if banner.id != g.get("shown_message")]
    if not urgent:
        return ""
    return Markup(render_template("messages/banners.html", banners=urgent))  # noqa: S704  our own template
