"""/cases/drafts/<key>/steps/<step>/choices/<field>: an account or a contact, looked up by name."""

from typing import Any

from flask import abort, redirect, request
from flask_appbuilder import expose

from app.content.printable import printable
from app.requests.look_up import KINDS, MOST_FOUND, look_up
from views.base import PortalView, needs
from views.cases.words import said
from views.requests.choosing import chosen
from views.requests.questions import id_of
from views.requests.step import opened_or_404


class LookUpView(PortalView):
    """For questions with more answers than a menu holds."""

    route_base = "/cases"
    default_view = "choices"

    @expose("/drafts/<string:key>/steps/<string:code>/choices/<string:field>")
    @needs("can_create", "Cases")
    def choices(self, key: str, code: str, field: str) -> Any:
        """Asked with `at=once`, and only one fits: it is chosen."""
        opened = opened_or_404(key)
        asked = opened.definition.field(field)
        if asked is None or asked.kind not in KINDS:
            abort(404)
        typed = printable(request.args.get("q", "")).strip()[:200]
        found = look_up(opened.known, asked, opened.filled.values, typed)
        step = f"/cases/drafts/{key}/steps/{code}"
        if request.args.get("at") == "once" and typed and len(found) == 1:
            return redirect(chosen(step, id_of(field), found[0].code))
        return self.page(
            "requests/look_up.html",
            typed=typed,
            label=said(asked.label),
            kind=asked.kind,
            name=said(opened.definition.name),
            step=step,
            found=found[:MOST_FOUND],
            is_more=len(found) > MOST_FOUND,
            href=lambda one: chosen(step, id_of(field), one.code),
        )
