"""Opening a case."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.cases.nonce import made_with, new_nonce, spend
from app.cases.open_case import open_case
from app.cases.rights import accounts_to_open_for
from app.database import db
from app.files.attach import attach_uploads, waiting
from app.refused import Refused
from app.setup.scales import scales
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.cases.forms import OpenForm, put_error
from views.cases.send import keep_files
from views.parts.text import markdown

MOST_IN_A_LIST = 20


class CaseOpenView(PortalView):
    route_base = "/cases"
    default_view = "new"

    @expose("/new", methods=["GET", "POST"])
    @needs("can_create", "Cases")
    def new(self) -> Any:
        session, by = db.session(), current_viewer()
        accounts = accounts_to_open_for(session, by)
        if not accounts:
            return self.page("cases/none_to_open_for.html", status=403)
        form = _form(session, accounts)
        if request.method == "POST" and keep_files(form) and "preview" not in request.form:
            done = _send(form, by, accounts)
            if done is not None:
                return done
        return self._show(form, accounts, by)

    @expose("/preview", methods=["POST"])
    @needs("can_read", "Cases")
    def preview(self) -> Any:
        """Markdown as HTML: alone for the script, in the page without one."""
        text = request.form.get(request.form.get("preview", "description"), "")
        if request.headers.get("X-Requested-With") == "preview":
            return markdown(text[:50_000])
        session, by = db.session(), current_viewer()
        accounts = accounts_to_open_for(session, by)
        form = _form(session, accounts)
        keep_files(form)
        return self._show(form, accounts, by, preview=markdown(text[:50_000]))

    def _show(self, form: OpenForm, accounts: list[tuple[int, str]], by: Viewer, **context: Any) -> Any:
        session = db.session()
        return self.page(
            "cases/new.html",
            status=422 if form.errors else 200,
            form=form,
            accounts=accounts,
            words=scales(session),
            kept=waiting(session, by=by, nonce=form.nonce.data or ""),
            most_in_a_list=MOST_IN_A_LIST,
            **context,
        )


def _form(session: Session, accounts: list[tuple[int, str]]) -> OpenForm:
    form = OpenForm()
    words = scales(session)
    form.offer(words)
    form.account.choices = accounts
    if request.method == "GET":
        form.nonce.data = new_nonce()
        form.kind.data = "issue"
        form.priority.data = next((p.id for p in words.offered if p.is_default), None)
        asked, home = whole(request.args.get("account")), current_viewer().home
        acted_for = home.id if home else None
        form.account.data = next((id_ for id_ in (asked, acted_for) if id_ in dict(accounts)), None)
    if len(accounts) == 1 and form.account.data is None:
        form.account.data = accounts[0][0]
    return form


def _send(form: OpenForm, by: Viewer, accounts: list[tuple[int, str]]) -> Any:
    """Open the case and go to it; None when something is to be mended. Sent twice, it goes to the first."""
    nonce = form.nonce.data or ""
    earlier = made_with(db.session(), by=by, nonce=nonce)
    if earlier is not None:
        return redirect(f"/cases/{earlier.number}")
    if not all([form.is_fit(scales(db.session())), _account_chosen(form)]):
        return None
    try:
        case = _open(form, by, nonce)
    except Refused as refused:
        put_error(form, refused)
        return None
    except IntegrityError:
        return _already_sent(form, by, nonce)
    flash(_("Your case is registered under number %(number)s.", number=case.number), "success")
    return redirect(f"/cases/{case.number}")


def _already_sent(form: OpenForm, by: Viewer, nonce: str) -> Any:
    """The other click was faster: go where it went."""
    earlier = made_with(db.session(), by=by, nonce=nonce)
    if earlier is not None:
        return redirect(f"/cases/{earlier.number}")
    form.nonce.data = new_nonce()
    form.form_errors.append(_("This could not be saved. Please send it again."))
    return None


def _account_chosen(form: OpenForm) -> bool:
    if form.account.data is None:
        form.account.errors = [_("Choose the account that this is about.")]
    return form.account.data is not None


def _open(form: OpenForm, by: Viewer, nonce: str) -> Case:
    with unit_of_work() as session:
        case = open_case(session, by=by, account_id=form.account.data, **form.values())
        spend(session, by=by, nonce=nonce, case=case)
        attach_uploads(session, by=by, nonce=nonce, case=case)
    return case
