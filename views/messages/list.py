"""/messages/: product updates and announcements, unread ones first; what is over is in the archive."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from flask import redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.database import db
from app.messages.find import LONGEST_SEARCH, Choice, find_page
from app.messages.reading import mark_all_read, undo_all_read
from app.messages.rights import may_write
from app.unit_of_work import unit_of_work
from models.message import KINDS
from views.base import PortalView, needs
from views.messages.words import kind_words


class MessageListView(PortalView):
    """Messages for a reader."""

    route_base = "/messages"
    default_view = "list"

    @expose("/")
    @needs("can_read", "Messages")
    def list(self) -> Any:
        by, choice = current_viewer(), _choice()
        page = find_page(db.session(), by, choice)
        return self.page(
            "messages/list.html",
            page=page,
            choice=choice,
            here=lambda **changes: _address(choice, **changes),
            kinds=kind_words(),
            sections=_sections(choice),
            reads_knowledge=by.may("can_read", "Knowledge"),
            has_unread=any(row.is_unread for row in page.rows),
            marked=_number("marked"),
            undo=request.args.get("undo", "")[:40],
            may_write=may_write(by),
            sees_cases=by.may("can_read", "Cases"),
        )

    @expose("/read", methods=["POST"])
    @needs("can_read", "Messages")
    def read_all(self) -> Any:
        """All current ones at once; the page that follows offers to take it back."""
        with unit_of_work() as session:
            number, at = mark_all_read(session, by=current_viewer())
        return redirect("/messages/?" + urlencode({"marked": number, "undo": at.isoformat()}), 303)

    @expose("/read/undo", methods=["POST"])
    @needs("can_read", "Messages")
    def undo(self) -> Any:
        at = _moment(request.form.get("at", ""))
        if at is not None:
            with unit_of_work() as session:
                undo_all_read(session, by=current_viewer(), at=at)
        return redirect("/messages/", 303)


def _sections(choice: Choice) -> list[dict[str, Any]]:
    """The two kinds of messages, each as a list of its own."""
    names = {"": _("All"), "update": _("Product updates"), "announcement": _("Announcements")}
    return [
        {"label": label, "href": _address(choice, kind=kind), "is_current": choice.kind == kind}
        for kind, label in names.items()
    ]


def _choice() -> Choice:
    asked = request.args
    kind = asked.get("kind", "")
    return Choice(
        kind=kind if kind in KINDS else "",
        q=asked.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH],
        is_archive=asked.get("show") == "archive",
        after=asked.get("after", "")[:400],
        before=asked.get("before", "")[:400],
    )


def _address(choice: Choice, **changes: Any) -> str:
    """The list with these changes, from its first page."""
    other = choice._replace(**{"after": "", "before": "", **changes})
    values = {"kind": other.kind, "q": other.q, "show": "archive" if other.is_archive else ""}
    values |= {"after": other.after, "before": other.before}
    kept = {name: value for name, value in values.items() if value}
    return "/messages/" + (f"?{urlencode(kept)}" if kept else "")


def _number(name: str) -> int | None:
    asked = request.args.get(name, "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else None


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text[:40]).astimezone(UTC)
    except (ValueError, OverflowError):
        return None
