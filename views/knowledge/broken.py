"""/knowledge/broken-links: which addresses in articles and links lead nowhere."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.database import db
from app.knowledge.links.round import RESULTS, ask_again, counts, last_round, references_page
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs

WRITING = ("can_edit", "Knowledge")
TONES = {"broken": "bad", "refused": "waiting", "unchecked": "muted", "ok": "good"}


class BrokenLinksView(PortalView):
    """Broken links."""

    route_base = "/knowledge/broken-links"
    default_view = "report"

    @expose("", methods=["GET"])
    @needs(*WRITING)
    def report(self) -> Any:
        session = db.session()
        result = request.args.get("result", "broken")
        result = result if result in RESULTS else "broken"
        after, before = (request.args.get(name, "")[:2_000] for name in ("after", "before"))
        return self.page(
            "knowledge/broken.html",
            page=references_page(session, result, after=after, before=before),
            here=lambda **more: "/knowledge/broken-links?" + urlencode({"result": result} | more),
            chips=_chips(result, counts(session)),
            last=last_round(session),
            words=result_words(),
            tones=TONES,
            reason=reason,
        )

    @expose("", methods=["POST"])
    @needs(*WRITING)
    def again(self) -> Any:
        with unit_of_work() as session:
            ask_again(session, by=current_viewer())
        flash(_("The worker looks at all addresses again in the next minutes."), "success")
        return redirect("/knowledge/broken-links", 303)


def result_words() -> dict[str, str]:
    return {
        "broken": _("Broken"),
        "refused": _("Not looked at, on purpose"),
        "unchecked": _("Not checked"),
        "ok": _("Is there"),
    }


def reason(why: str) -> str:
    """Why, in words: the word that the check left, or the status of the answer."""
    return {
        "not_there": _("There is no such page in this portal."),
        "not_published": _("The article it leads to is not published."),
        "bad_address": _("This is no web address."),
        "unknown_host": _("There is no server of this name."),
        "no_answer": _("The server gave no answer in time."),
        "unsafe": _("The server's certificate is not in order."),
        "hops": _("It redirects again and again."),
        "inside": _("It leads into a private network."),
        "port": _("It leads to an unusual port."),
        "no_network": _("The portal could not reach the Internet."),
        "sample": _("An address that is kept for examples."),
    }.get(why) or _("The server answered %(code)s.", code=why)


def _chips(current: str, many: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {
            "label": f"{label} ({many.get(code, 0)})",
            "href": f"/knowledge/broken-links?result={code}",
            "is_current": code == current,
        }
        for code, label in result_words().items()
    ]
