"""/accounts/<id>/edit: each person changes the fields that are theirs; the rest is shown, not asked."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.keep_account import change_account, fields_open_to, move_account
from app.database import db
from app.refused import Refused
from app.unit_of_work import unit_of_work
from models.account import Account
from views.account_field import label_of
from views.accounts.show import account_or_404
from views.base import PortalView, needs
from views.crud.listing import UNFIT
from views.crud.saving import SEEN, fingerprint, refuse_stale, tell, with_seen
from views.setup.accounts import AccountForm, staff_choices

EditForm = with_seen(AccountForm)


class AccountEditView(PortalView):
    """Changing one account."""

    route_base = "/accounts"
    default_view = "edit"

    @expose("/<int:account_id>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Accounts")
    def edit(self, account_id: int) -> Any:
        account = account_or_404(account_id, for_change=request.method == "POST")
        fields = fields_open_to(db.session, current_viewer(), account)
        if not fields:
            abort(403)
        form, status = form_for(account, fields, is_sent=request.method == "POST"), 200
        if request.method == "POST":
            status = save(form, account, fields)
        else:
            form[SEEN].data = fingerprint(form)
        if status == 303:
            flash(_("The account is saved."), "success")
            return redirect(url_for("AccountView.show", account_id=account_id), 303)
        context = {"form": form, "closed": closed_fields(account, fields), "needs_htmx": True}
        return self.page("accounts/edit.html", status, account=account, **context)


def form_for(account: Account, fields: frozenset[str], *, is_sent: bool) -> Any:
    """The form with the open fields only, as it was sent or as the account is."""
    form = EditForm() if is_sent else EditForm(formdata=None, obj=account)
    if "parent" in form and not may_move():
        del form.parent
    elif not is_sent:
        form.parent.data = label_of(account.parent)
    for name in closed_names(fields):
        del form[name]
    if "manager_id" in form:
        form.manager_id.choices = staff_choices()
    return form


def may_move() -> bool:
    return current_viewer().reach("account.create").every


def closed_names(fields: frozenset[str]) -> list[str]:
    kept = fields | {"parent", "csrf_token", SEEN}
    return [field.name for field in EditForm(formdata=None) if field.name not in kept]


def closed_fields(account: Account, fields: frozenset[str]) -> list[tuple[str, str]]:
    """Label and value of what this person may read but not change."""
    values = {
        "manager_id": str(account.manager or ""),
        "is_active": _("Yes") if account.is_active else _("No"),
    }
    form = EditForm(formdata=None)
    names = closed_names(fields)
    return [(str(form[name].label.text), values.get(name) or getattr(account, name) or "–") for name in names]


def save(form: Any, account: Account, fields: frozenset[str]) -> int:
    """303 when it is saved, else the status of the form that says why not."""
    if not form.validate():
        return 422
    try:
        with unit_of_work() as session:
            refuse_stale(form, form_for(account, fields, is_sent=False))
            if "parent" in form:
                move_account(session, account, _parent(session, form), by=current_viewer())
            values = {name: form[name].data for name in fields}
            change_account(session, account, by=current_viewer(), **values)
    except Refused as refused:
        return tell(form, refused)
    except (IntegrityError, *UNFIT):
        return tell(form, Refused(_("One of the values cannot be stored. Check what you typed.")))
    return 303


def _parent(session: Any, form: Any) -> Account | None:
    return account_meant(session, form.parent.data or "", "parent")
