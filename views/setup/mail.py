"""The mail log: what was written to whom, and what became of it."""

import base64
import hashlib
import re
from typing import Any
from urllib.parse import urlencode

from flask import Response, abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.database import db
from app.mail.log import (
    STATES,
    UNSETTLED,
    line_of_mails,
    mail_page,
    shows_words,
    stuck_events,
    try_again,
    try_events_again,
)
from app.refused import Refused
from app.unit_of_work import unit_of_work
from models.event import OutgoingMail
from views.base import PortalView, needs

TONES = {
    "waiting": "info",
    "deferred": "waiting",
    "sent": "good",
    "kept": "muted",
    "withheld": "muted",
    "failed": "bad",
}


class MailLogView(PortalView):
    route_base = "/setup/mail"
    default_view = "mails"

    @expose("/")
    @needs("can_read", "Mail log")
    def mails(self) -> Any:
        session, viewer = db.session(), current_viewer()
        state = request.args.get("state", "")
        after, before = (request.args.get(name, "")[:400] for name in ("after", "before"))
        waiting, since, why = line_of_mails(session)
        return self.page(
            "setup/mail/list.html",
            page=mail_page(session, state=state, after=after, before=before),
            here=lambda **more: "/setup/mail/?" + urlencode({"state": state} | more),
            chips=_chips(state),
            waiting=waiting,
            since=since,
            why=why,
            stuck=stuck_events(session, viewer),
            words=state_words(),
            tones=TONES,
            may_edit=viewer.may("can_edit", "Mail log"),
        )

    @expose("/<int:mail_id>")
    @needs("can_read", "Mail log")
    def mail(self, mail_id: int) -> Any:
        mail = _find(mail_id)
        may_try = mail.state in UNSETTLED and current_viewer().may("can_edit", "Mail log")
        return self.page(
            "setup/mail/show.html",
            mail=mail,
            words=state_words(),
            meanings=state_meanings(),
            tones=TONES,
            may_try=may_try,
            shows_words=shows_words(db.session(), mail),
        )

    @expose("/<int:mail_id>/html")
    @needs("can_read", "Mail log")
    def html(self, mail_id: int) -> Response:
        """The HTML as the reader gets it, in a sandbox: no script, nothing fetched, only its own style."""
        mail = _find(mail_id)
        if not shows_words(db.session(), mail):
            abort(404)
        html = mail.html
        hashes = " ".join(
            f"'sha256-{_hash(style)}'" for style in re.findall(r"<style>(.*?)</style>", html, re.S)
        )
        policy = f"sandbox; default-src 'none'; style-src {hashes}; frame-ancestors 'none'"
        headers = {"Content-Security-Policy": policy}
        return Response(html, content_type="text/html; charset=utf-8", headers=headers)

    @expose("/<int:mail_id>/attempt", methods=["POST"])
    @needs("can_edit", "Mail log")
    def attempt(self, mail_id: int) -> Any:
        mail = _find(mail_id)
        try:
            with unit_of_work() as session:
                try_again(session, by=current_viewer(), mail=mail)
        except Refused as refused:
            flash(str(refused.reason), "warning")
        else:
            flash(_("The mail is in line again."), "success")
        return redirect(f"/setup/mail/{mail_id}")

    @expose("/events/attempt", methods=["POST"])
    @needs("can_edit", "Mail log")
    def attempt_events(self) -> Any:
        with unit_of_work() as session:
            try_events_again(session, by=current_viewer())
        flash(_("The worker takes them up again."), "success")
        return redirect("/setup/mail/")


def state_words() -> dict[str, str]:
    """The word for each state of a mail."""
    return {
        "waiting": _("Waiting"),
        "deferred": _("Put off"),
        "sent": _("Sent"),
        "kept": _("Kept"),
        "withheld": _("Withheld"),
        "failed": _("Failed"),
    }


def state_meanings() -> dict[str, str]:
    """What each state means, in a sentence."""
    return {
        "waiting": _("It stands in line to be sent."),
        "deferred": _("The reader's mailbox does not take it now. It is tried again by itself."),
        "sent": _("The mail server took it."),
        "kept": _("No mail server is set, so it was not sent. It can be read here."),
        "withheld": _(
            "The reader may no longer see what it is about or is no longer active, so it was not sent."
        ),
        "failed": _("It could not be sent and is not tried again by itself."),
    }


def _chips(state: str) -> list[dict[str, Any]]:
    choices = {"": _("All")} | state_words()
    return [
        {
            "label": label,
            "href": f"/setup/mail/?state={code}",
            "is_current": code == (state if state in STATES else ""),
        }
        for code, label in choices.items()
    ]


def _find(mail_id: int) -> OutgoingMail:
    mail: OutgoingMail | None = db.session().get(OutgoingMail, mail_id) if mail_id < 2**31 else None
    if mail is None:
        abort(404)
    return mail


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
