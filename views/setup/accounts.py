"""/setup/accounts: every account, its place in the tree and what is known of it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import joinedload
from wtforms import BooleanField

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.keep_account import add_account, change_account
from models.account import Account
from views.accounts.form import ADDRESS, DETAILS, AccountForm, NewAccountForm, offer_choices, prefill_ties
from views.crud import PortalInterface, PortalModelView

FIELDS = (*DETAILS, *ADDRESS)


class AccountTableForm(NewAccountForm):
    is_active = BooleanField(_l("Active: its people may sign in"), default=True)


class AccountTable(PortalModelView):
    """Accounts."""

    route_base = "/setup/accounts"
    datamodel = PortalInterface(Account, joinedload(Account.parent), joinedload(Account.manager))
    include_route_methods = {"list", "show", "add", "edit", "delete"}
    list_title, show_title = _l("Accounts"), _l("Account")
    add_title, edit_title = _l("Add an account"), _l("Change this account")
    list_columns = ["name", "customer_id", "parent", "manager", "is_active"]
    order_columns = ["name", "customer_id", "is_active"]
    search_columns = ["name", "customer_id", "classification", "is_active"]
    show_columns = [
        "name",
        "customer_id",
        "parent",
        "manager",
        "phone",
        "fax",
        "website",
        "classification",
        "is_active",
        "created_at",
    ]
    add_columns = ["name", "customer_id", "parent", *FIELDS[2:], "is_active"]
    edit_columns = [*FIELDS]
    # Moving and deactivating have pages of their own, which show first who gains and who loses sight.
    add_form, edit_form = AccountTableForm, AccountForm
    base_order = ("name", "asc")
    still_used = _l("Sub-accounts, people or cases belong to this account. Make it inactive instead.")
    label_columns = {
        "name": _l("Name"),
        "customer_id": _l("Customer ID"),
        "parent": _l("Hangs below"),
        "manager": _l("Customer success manager"),
        "phone": _l("Telephone"),
        "fax": _l("Fax"),
        "website": _l("Website"),
        "classification": _l("Classification"),
        "is_active": _l("Active"),
        "created_at": _l("Entered"),
    }

    def offer(self, form: Any, item: Account | None) -> None:
        offer_choices(form, item)

    def prefill(self, form: Any, item: Account) -> None:
        prefill_ties(form, item)

    def save(self, session: Any, form: Any, item: Account | None) -> Account:
        values = {name: form[name].data for name in FIELDS}
        if item is not None:
            return change_account(session, item, by=current_viewer(), **values)
        parent = account_meant(session, form.parent.data or "", "parent")
        values["is_active"] = form.is_active.data
        return add_account(session, by=current_viewer(), parent=parent, **values)
