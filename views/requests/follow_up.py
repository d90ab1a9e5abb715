"""/cases/<number>/follow-up: going on from a case that is closed for good."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.cases.nonce import made_with, new_nonce
from app.closing.count import is_closed_for_good
from app.database import db
from app.refused import Refused
from app.requests.follow_up import files_to_carry, follow_up
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.cases.fetch import page_or_404
from views.requests.step import address, opened_or_404


class FollowUpView(PortalView):
    route_base = "/cases"
    default_view = "ask"

    @expose("/<int:number>/follow-up")
    @needs("can_create", "Cases")
    def ask(self, number: int) -> Any:
        """What comes along, and which files."""
        case = page_or_404(number)
        if not is_closed_for_good(case):
            return redirect(f"/cases/{number}")
        return self._show(case)

    @expose("/<int:number>/follow-up", methods=["POST"])
    @needs("can_create", "Cases")
    def begin(self, number: int) -> Any:
        case, key = page_or_404(number), request.form.get("nonce", "")
        made = made_with(db.session(), by=current_viewer(), nonce=key)
        if made is not None:
            return redirect(f"/cases/{made.number}", 303)
        try:
            with unit_of_work() as session:
                files = {whole(one) or 0 for one in request.form.getlist("file")}
                follow_up(session, by=current_viewer(), case=case, key=key, files=files)
        except Refused as refused:
            return self._show(case, [refused.reason])
        except IntegrityError:
            pass  # the other click was faster
        flash(_("This is what the old case said. Change what is different now, then send it."), "info")
        opened = opened_or_404(key)
        return redirect(address(key, next(iter(opened.filled.steps), None)), 303)

    def _show(self, case: Any, problems: list[object] | None = None) -> Any:
        files = files_to_carry(db.session(), case.id) if case.has_files else []
        return self.page(
            "requests/follow_up.html",
            status=422 if problems else 200,
            case=case,
            files=files,
            nonce=new_nonce(),
            problems={None: problems} if problems else {},
            has_errors=bool(problems),
        )
