"""The last step: everything as it will be sent, with a way back to each part; then it is sent, once."""

from typing import Any

from flask import abort, flash, redirect
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.nonce import made_with
from app.database import db
from app.files.store import file_store
from app.refused import OutOfReach, Refused
from app.requests.drafts import discard_draft, lock_draft
from app.requests.hints import hints
from app.requests.open_request import OpenRequest, resumed_request
from app.requests.save import Unfinished, send_request
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.requests.pages import summary_context
from views.requests.step import opened_or_404


class RequestSummaryView(PortalView):
    route_base = "/cases"
    default_view = "summary"

    @expose("/drafts/<string:key>/summary")
    @needs("can_create", "Cases")
    def summary(self, key: str) -> Any:
        return self._show(opened_or_404(key), {})

    @expose("/drafts/<string:key>/summary", methods=["POST"])
    @needs("can_create", "Cases")
    def send(self, key: str) -> Any:
        try:
            case = _send(key)
        except (OutOfReach, IntegrityError):  # another click was faster, or there is no such draft
            case = made_with(db.session(), by=current_viewer(), nonce=key) or abort(404)
            return redirect(f"/cases/{case.number}")
        except Unfinished as refused:
            return self._show(opened_or_404(key), refused.errors)
        except Refused as refused:
            return self._show(opened_or_404(key), {"": str(refused.reason)})
        flash(_("Your case is registered under number %(number)s.", number=case.number), "success")
        return redirect(f"/cases/{case.number}")

    @expose("/drafts/<string:key>/removal", methods=["POST"])
    @needs("can_create", "Cases")
    def discard(self, key: str) -> Any:
        by = current_viewer()
        try:
            with unit_of_work() as session:
                draft = lock_draft(session, by=by, key=key)
                keys = discard_draft(session, by=by, draft=draft)
        except OutOfReach:
            abort(404)
        for stored in keys:
            file_store().delete(stored)
        flash(_("The request is thrown away."), "success")
        return redirect("/")

    def _show(self, opened: OpenRequest, errors: dict[str, str]) -> Any:
        status = 422 if errors else 200
        about = hints(db.session(), current_viewer(), str(opened.filled.columns.get("subject", "")))
        context = summary_context(opened, errors)
        return self.page("requests/summary.html", status=status, hints=about, **context)


def _send(key: str) -> Case:
    by = current_viewer()
    with unit_of_work() as session:
        draft = lock_draft(session, by=by, key=key)
        return send_request(session, by=by, opened=resumed_request(session, by, draft))
