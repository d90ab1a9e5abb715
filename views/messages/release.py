"""/messages/write/ and /messages/write/<id>: what there is, how it looks, who will see it; out, and back."""

from typing import Any
from urllib.parse import urlencode

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app import clock
from app.access.manager import current_viewer
from app.database import db
from app.messages.clockwork import standing
from app.messages.find import LONGEST_SEARCH
from app.messages.listing import numbers, written_page
from app.messages.publish import HELD_BACK, publish, withdraw
from app.messages.readers import MOST_COUNTED, readers, readings
from app.refused import Refused
from app.unit_of_work import unit_of_work
from config import LANGUAGES
from models.message import RELEASED, STATES, Message
from views.accounts.words import capped
from views.base import PortalView, needs
from views.messages.fetch import message_or_404
from views.messages.words import TONES, audience_words, kind_words, state_words


class MessageDeskView(PortalView):
    """For who writes messages."""

    route_base = "/messages/write"
    default_view = "written"

    @expose("/")
    @needs("can_edit", "Messages")
    def written(self) -> Any:
        session, by = db.session(), current_viewer()
        state = request.args.get("state", "")
        state = state if state in STATES else ""
        q = request.args.get("q", "").replace("\0", "").strip()[:LONGEST_SEARCH]
        place = {name: request.args.get(name, "")[:400] for name in ("after", "before")}
        kept = {name: value for name, value in (("state", state), ("q", q)) if value}
        return self.page(
            "messages/written.html",
            page=written_page(session, by, state=state, q=q, **place),
            tabs_of_states=_tabs(numbers(session, by), state),
            state=state,
            q=q,
            here=lambda **more: "/messages/write/?" + urlencode(kept | more),
            kinds=kind_words(),
            states=state_words(),
            tones=TONES,
        )

    @expose("/<int:message_id>")
    @needs("can_edit", "Messages")
    def message(self, message_id: int) -> Any:
        return self._show(message_or_404(message_id))

    @expose("/<int:message_id>/publication", methods=["POST"])
    @needs("can_edit", "Messages")
    def publish(self, message_id: int) -> Any:
        return self._act(message_id, publish)

    @expose("/<int:message_id>/withdrawal", methods=["POST"])
    @needs("can_edit", "Messages")
    def withdraw(self, message_id: int) -> Any:
        return self._act(message_id, withdraw)

    def _act(self, message_id: int, verb: Any) -> Any:
        message = message_or_404(message_id)
        try:
            with unit_of_work() as session:
                verb(session, by=current_viewer(), message=message)
        except StaleDataError:
            abort(409)
        except Refused as refused:
            return self._show(message_or_404(message_id), wrong=[refused.reason])
        flash(_("The message is now: %(state)s.", state=state_words()[message.state]), "success")
        return redirect(f"/messages/write/{message_id}", 303)

    def _show(self, message: Message, wrong: list[Any] | None = None) -> Any:
        session = db.session()
        seen_by, state, now = readers(session, message), message.state, clock.now()
        return self.page(
            "messages/written_one.html",
            status=422 if wrong else 200,
            has_errors=bool(wrong),
            wrong=wrong or [],
            message=message,
            state=standing(message, now) if state in RELEASED else state,
            may_publish=state in HELD_BACK,
            is_later=message.visible_from is not None and message.visible_from > now,
            people=capped(seen_by.people, MOST_COUNTED),
            accounts=capped(seen_by.accounts, MOST_COUNTED),
            readings=capped(readings(session, message), MOST_COUNTED),
            audience=audience_words(message),
            kinds=kind_words(),
            states=state_words(),
            tones=TONES,
            languages=[(code, _names()[code]) for code in LANGUAGES],
        )


def _names() -> dict[str, str]:
    return {"en": _("In English"), "nl": _("In Dutch")}


def _tabs(found: dict[str, int], state: str) -> list[dict[str, Any]]:
    words = {"": _("All")} | state_words()
    return [
        {
            "label": label,
            "href": f"/messages/write/?state={code}" if code else "/messages/write/",
            "is_current": code == state,
            "count": found[code] if code else sum(found.values()),
        }
        for code, label in words.items()
    ]
