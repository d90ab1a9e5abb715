"""Credentials that came with a case, and the log of who used them or was in the customer's system."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.database import db
from app.refused import NotAllowed, OutOfReach, Refused
from app.requests.credentials import give_later
from app.secrets.access import erase_secret, kept_secret, may_read_secrets, read_secret, record_system_access
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, page_or_404
from views.cases.show import may_see_access, show_case


class CaseAccessView(PortalView):
    route_base = "/cases"
    default_view = "access"

    @expose("/<int:number>/access")
    @needs("can_read", "Cases")
    def access(self, number: int) -> Any:
        return _show(self, number)

    @expose("/<int:number>/access", methods=["POST"])
    @needs("can_read", "Credentials")
    def record(self, number: int) -> Any:
        """An agent was in the customer's system, and says so."""
        case, remark = case_or_404(number), request.form.get("remark", "")
        try:
            with unit_of_work() as session:
                record_system_access(session, by=current_viewer(), case=case, remark=remark)
        except Refused as refused:
            return _show(self, number, remark=remark, errors={refused.field: [str(refused.reason)]})
        flash(_("This is on record."), "success")
        return redirect(f"/cases/{number}/access")

    @expose("/<int:number>/secrets/<field>", methods=["POST"])
    @needs("can_edit", "Cases")
    def give(self, number: int, field: str) -> Any:
        """A credential that was asked for is given later, or another one instead."""
        case, text = case_or_404(number), request.form.get("secret", "")
        try:
            with unit_of_work() as session:
                give_later(session, by=current_viewer(), case=case, field=field, text=text)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _show(self, number, errors={f"secret-{field}": [str(refused.reason)]})
        if text:
            flash(_("The credential is kept, encrypted."), "success")
        return redirect(f"/cases/{number}/access")

    @expose("/<int:number>/secrets/<field>/readings", methods=["POST"])
    @needs("can_read", "Credentials")
    def read(self, number: int, field: str) -> Any:
        """Shown in the answer alone: no address leads to it, and no browser keeps it."""
        case = case_or_404(number)
        try:
            with unit_of_work() as session:
                text = read_secret(session, by=current_viewer(), case=case, field=field)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _show(self, number, errors={None: [str(refused.reason)]})
        return _show(self, number, opened=(field, text))

    @expose("/<int:number>/secrets/<field>/erasure", methods=["POST"])
    @needs("can_edit", "Cases")
    def erase(self, number: int, field: str) -> Any:
        case = case_or_404(number)
        try:
            if not request.form.get("confirmed"):
                kept_secret(db.session(), case, field)
                return self.page("cases/erase_secret.html", number=number, field=field)
            with unit_of_work() as session:
                erase_secret(session, by=current_viewer(), case=case, field=field)
        except (OutOfReach, NotAllowed):
            abort(404)
        except Refused as refused:
            return _show(self, number, errors={None: [str(refused.reason)]})
        flash(_("The credential is erased."), "success")
        return redirect(f"/cases/{number}/access")


def _show(view: PortalView, number: int, **context: Any) -> Any:
    by = current_viewer()
    if not may_see_access(page_or_404(number), by):
        abort(404)
    shown = {"opened": None, "errors": {}, "remark": "", "may_read": may_read_secrets(by)} | context
    return show_case(view, number, tab="access", access=shown)
