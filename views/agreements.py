"""/accounts/<id>/agreements/new and /agreements/<id>/…: our own people keep what was agreed."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import DateField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from app import clock
from app.access.manager import current_viewer
from app.agreements.keep import end_agreement, keep_agreement, may_keep_agreements
from app.database import db
from app.refused import Refused
from app.setup.lookups import lookups
from app.unit_of_work import unit_of_work
from models.account import Account
from models.agreement import Agreement
from views.accounts.form import number_or_none
from views.accounts.show import account_or_404
from views.base import needs
from views.crud.asked import LARGEST_ID
from views.fab.widgets import CheckList
from views.parts.text import in_my_language
from views.record import RecordView

FIELDS = ("kind_id", "starts_on", "ends_on", "product_lines")
NEEDED = ("can_create", "Accounts")


class AgreementForm(DynamicForm):
    kind_id = SelectField(_l("Kind"), coerce=number_or_none)
    starts_on = DateField(_l("First day"), [InputRequired(_l("Enter the first day."))])
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("Empty: no end is set."))
    product_lines = SelectMultipleField(
        _l("Product lines"),
        coerce=number_or_none,
        widget=CheckList(),
        description=_l("None chosen: it is for all of them."),
    )


class AgreementRecordView(RecordView):
    """What adding and changing an agreement share."""

    route_base = "/accounts"
    form = AgreementForm
    template = "accounts/agreement.html"
    sections = ((None, FIELDS),)
    account: Account

    def offer(self, form: Any, row: Agreement | None) -> None:
        known = lookups(db.session)
        form.kind_id.choices = [(one.id, in_my_language(one.name)) for one in known.agreement_kinds.values()]
        has = {line.id for line in row.product_lines} if row else set()
        lines = [line for line in known.product_lines.values() if line.is_active or line.id in has]
        form.product_lines.choices = [(line.id, in_my_language(line.name)) for line in lines]

    def prefill(self, form: Any, row: Agreement | None) -> None:
        form.product_lines.data = sorted(line.id for line in row.product_lines) if row else []

    def address(self, row: Agreement) -> str:
        return f"/accounts/{row.account_id}#agreements"


class AgreementNewView(AgreementRecordView):
    """A new one, of the account in the address."""

    default_view = "new"
    saved = _l("The agreement is added.")

    @expose("/<int:account_id>/agreements/new", methods=["GET", "POST"])
    @needs(*NEEDED)
    def new(self, account_id: int) -> Any:
        account = _kept_account(account_id)
        return self.answer(None, FIELDS, back=f"/accounts/{account.id}", account=account)

    def write(self, session: Any, row: Agreement | None, values: dict[str, Any]) -> Agreement:
        assert request.view_args is not None
        account = _kept_account(request.view_args["account_id"])
        return keep_agreement(session, by=current_viewer(), account=account, **values)


class AgreementEditView(AgreementRecordView):
    """Changing one, or ending it today."""

    route_base = "/agreements"
    default_view = "edit"
    saved = _l("The agreement is saved.")

    @expose("/<int:agreement_id>/edit", methods=["GET", "POST"])
    @needs(*NEEDED)
    def edit(self, agreement_id: int) -> Any:
        row = _kept(agreement_id, for_change=request.method == "POST")
        return self.answer(row, FIELDS, back=f"/accounts/{row.account_id}", account=row.account)

    def write(self, session: Any, row: Agreement | None, values: dict[str, Any]) -> Agreement:
        assert row is not None
        return keep_agreement(session, row, by=current_viewer(), account=row.account, **values)

    @expose("/<int:agreement_id>/end", methods=["POST"])
    @needs(*NEEDED)
    def end(self, agreement_id: int) -> Any:
        row = _kept(agreement_id, for_change=True)
        try:
            with unit_of_work() as session:
                end_agreement(session, row, by=current_viewer(), on=clock.now().date())
            flash(_("The agreement ends today."), "success")
        except Refused as refused:
            flash(str(refused.reason), "danger")
        return redirect(self.address(row), 303)


def _kept_account(account_id: int) -> Account:
    """404 for who does not see it, 403 for who keeps no agreements."""
    account = account_or_404(account_id)
    if not may_keep_agreements(current_viewer()):
        abort(403)
    return account


def _kept(agreement_id: int, *, for_change: bool = False) -> Agreement:
    if agreement_id > LARGEST_ID:
        abort(404)
    found = select(Agreement).where(Agreement.id == agreement_id)
    if for_change:
        found = found.with_for_update(of=Agreement)
    row: Agreement = db.session.scalar(found) or abort(404)
    if not may_keep_agreements(current_viewer()):
        abort(403)
    return row
