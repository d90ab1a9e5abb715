"""/accounts/<id>/watch: the mails about all cases of an account."""

from typing import Any

from flask import Flask, abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.cases.watch import may_watch, stop_watching, watch, watch_of
from app.database import db
from app.refused import OutOfReach
from app.unit_of_work import unit_of_work
from models.account import Account
from views.accounts.show import account_or_404
from views.base import PortalView, needs


class AccountWatchView(PortalView):
    route_base = "/accounts"
    default_view = "watch"

    @expose("/<int:account_id>/watch", methods=["POST"])
    @needs("can_read", "Cases")
    def watch(self, account_id: int) -> Any:
        account, with_below = account_or_404(account_id), bool(request.form.get("with_below"))
        try:
            with unit_of_work() as session:
                watch(session, by=current_viewer(), account=account, with_below=with_below)
        except OutOfReach:
            abort(404)
        except IntegrityError:
            pass  # the other click was faster
        flash(_("You watch this account: mails about all of its cases go to you."), "success")
        return redirect(f"/accounts/{account_id}", 303)

    @expose("/<int:account_id>/watch/removal", methods=["POST"])
    @needs("can_read", "Cases")
    def leave(self, account_id: int) -> Any:
        account = account_or_404(account_id)
        with unit_of_work() as session:
            stop_watching(session, by=current_viewer(), account=account)
        flash(_("You do not watch this account any more."), "success")
        return redirect(f"/accounts/{account_id}", 303)


def register(app: Flask) -> None:
    app.jinja_env.globals["account_watch"] = _standing


def _standing(account: Account) -> dict[str, Any]:
    """Whether one may watch the account, and does."""
    session, by = db.session(), current_viewer()
    may = by.may("can_read", "Cases") and may_watch(by, account)
    return {"may": may, "row": watch_of(session, by, account) if may else None}
