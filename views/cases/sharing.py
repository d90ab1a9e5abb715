"""/cases/<number>/shares: showing this one case to another person or account, until a day."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app import clock
from app.access.manager import current_viewer
from app.cases.rights import may_work_on
from app.cases.sharing.share import SHARING, share, shares_of, unshare
from app.cases.sharing.whom import WhichOne
from app.database import db
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, page_or_404
from views.parts.reader import reader

USUAL = timedelta(days=14)


class SharingView(PortalView):
    route_base = "/cases"
    default_view = "shares"

    @expose("/<int:number>/shares")
    @needs("can_read", "Cases")
    def shares(self, number: int) -> Any:
        return _show(self, number, until=(clock.now() + USUAL).date().isoformat())

    @expose("/<int:number>/shares", methods=["POST"])
    @needs(*SHARING)
    def share(self, number: int) -> Any:
        case, form = case_or_404(number), request.form
        whom, day, writes = _whom(), form.get("until", ""), bool(form.get("may_write"))
        try:
            with unit_of_work() as session:
                until = end_of(day)
                share(session, by=current_viewer(), case=case, whom=whom, until=until, may_write=writes)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            typed = {"whom": whom, "until": day, "may_write": writes}
            fitting = refused.candidates if isinstance(refused, WhichOne) else ()
            errors = {refused.field: [str(refused.reason)]}
            return _show(self, number, errors=errors, fitting=fitting, **typed)
        flash(_("The case is shared. Who may see it now gets a mail."), "success")
        return redirect(f"/cases/{number}/shares", 303)

    @expose("/<int:number>/shares/<int(max=2147483647):share_id>/removal", methods=["POST"])
    @needs(*SHARING)
    def end(self, number: int, share_id: int) -> Any:
        case = case_or_404(number)
        try:
            with unit_of_work() as session:
                unshare(session, by=current_viewer(), case=case, share_id=share_id)
        except OutOfReach:
            abort(404)
        flash(_("The case is not shared with them any more."), "success")
        return redirect(f"/cases/{number}/shares", 303)


def _whom() -> str:
    """One of those who were offered, unless something else was typed since."""
    typed, offered_for = request.form.get("whom", ""), request.form.get("offered_for")
    return request.form.get("meant", typed) if typed == offered_for else typed


def end_of(day: str) -> datetime | None:
    """The end of this day where the reader is; None for what is no day."""
    try:
        chosen = date.fromisoformat(day.strip())
        midnight = datetime.combine(chosen + timedelta(days=1), time(), tzinfo=ZoneInfo(reader().zone))
        return midnight.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _show(view: PortalView, number: int, **context: Any) -> Any:
    session, by, case = db.session(), current_viewer(), page_or_404(number)
    is_wrong = bool(context.get("errors"))
    return view.page(
        "cases/shares.html",
        422 if is_wrong else 200,
        case=case,
        by=by,
        shares=shares_of(session, case),
        may_share=case.may_edit and by.may(*SHARING),
        may_end=by.may(*SHARING) and may_work_on(session, by, case),
        has_errors=is_wrong,
        first=clock.now().date().isoformat(),
        **context,
    )
