"""/accounts/new and /accounts/<id>/edit: each person writes the fields that are theirs."""

from typing import Any

from flask import abort, request
from flask_appbuilder import expose
from flask_babel import lazy_gettext as _l

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.keep_account import BY_STAFF, add_account, change_account, fields_open_to
from app.database import db
from models.account import Account
from views.account_field import label_of
from views.accounts.form import ADDRESS, DETAILS, AccountForm, NewAccountForm, offer_choices, prefill_ties
from views.accounts.show import account_or_404
from views.base import needs
from views.crud.asked import row_id
from views.record import RecordView

ELSEWHERE = {"is_active"}  # with the preview of who loses sight of what


class AccountRecordView(RecordView):
    """What adding and changing an account share."""

    route_base = "/accounts"
    form = AccountForm
    template = "accounts/edit.html"

    def offer(self, form: Any, row: Account | None) -> None:
        offer_choices(form, row)

    def address(self, row: Account) -> str:
        return f"/accounts/{row.id}"


class AccountEditView(AccountRecordView):
    """Changing one account."""

    default_view = "edit"
    sections = ((_l("Details"), DETAILS), (_l("Shipping address"), ADDRESS))
    saved = _l("The account is saved.")

    @expose("/<int:account_id>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Accounts")
    def edit(self, account_id: int) -> Any:
        account = account_or_404(account_id, for_change=request.method == "POST")
        fields = fields_open_to(db.session, current_viewer(), account) - ELSEWHERE
        if not fields:
            abort(403)
        return self.answer(account, fields, back=f"/accounts/{account_id}")

    def prefill(self, form: Any, row: Account | None) -> None:
        prefill_ties(form, row)

    def write(self, session: Any, row: Account | None, values: dict[str, Any]) -> Account:
        assert row is not None
        return change_account(session, row, by=current_viewer(), **values)


class AccountNewView(AccountRecordView):
    """Adding one, on top of a tree or below the account of `?below=`."""

    default_view = "new"
    form = NewAccountForm
    sections = ((_l("Details"), (*DETAILS[:2], "parent", *DETAILS[2:])), (_l("Shipping address"), ADDRESS))
    saved = _l("The account is added.")

    @expose("/new", methods=["GET", "POST"])
    @needs("can_create", "Accounts")
    def new(self) -> Any:
        if not current_viewer().reach("account.create").every:
            abort(403)
        below = self._below()
        back = f"/accounts/{below.id}" if below else "/accounts/"
        return self.answer(None, {"parent"} | BY_STAFF - ELSEWHERE, back=back, below=below)

    def _below(self) -> Account | None:
        asked = request.args.get("below")
        return account_or_404(row_id(asked) or 0) if asked else None

    def prefill(self, form: Any, row: Account | None) -> None:
        """What a sub-account mostly shares with the account above."""
        below = self._below()
        form.parent.data = label_of(below)
        form.manager_id.data = below.manager_id if below else current_viewer().person_id
        if below:
            form.classification.data, form.country.data = below.classification, below.country
            form.region_id.data, form.sub_region_id.data = below.region_id, below.sub_region_id

    def write(self, session: Any, row: Account | None, values: dict[str, Any]) -> Account:
        parent = account_meant(session, values.pop("parent") or "", "parent")
        return add_account(session, by=current_viewer(), parent=parent, **values)
