"""/cases/<number>/subscription: following a case, and no longer."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.subscribe import is_told_nobody, subscribe, unsubscribe
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import case_or_404


class SubscriptionView(PortalView):
    route_base = "/cases"
    default_view = "follow"

    @expose("/<int:number>/subscription", methods=["POST"])
    @needs("can_read", "Cases")
    def follow(self, number: int) -> Any:
        case = case_or_404(number)
        try:
            with unit_of_work() as session:
                subscribe(session, by=current_viewer(), case=case)
        except IntegrityError:
            pass  # the other click was faster
        if request.headers.get("X-Requested-With") == "subscribe":
            return "", 204
        flash(_("You are subscribed: mails about this case go to you too."), "success")
        return redirect(f"/cases/{number}", 303)

    @expose("/<int:number>/subscription/removal", methods=["POST"])
    @needs("can_read", "Cases")
    def leave(self, number: int) -> Any:
        case = case_or_404(number)
        by = current_viewer()
        with unit_of_work() as session:
            unsubscribe(session, by=by, case=case)
            is_last = not by.is_staff and is_told_nobody(session, by=by, case=case)
        flash(_("You are not subscribed any more."), "success")
        if is_last:
            flash(_last_one_words(), "warning")
        return redirect(f"/cases/{number}", 303)


def _last_one_words() -> str:
    return _("Nobody of yours is told about this case any more. Look here yourself, or subscribe again.")
