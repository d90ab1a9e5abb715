"""/setup/accounts: every account, its place in the tree and what is known of it."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.keep_account import add_account, change_account, move_account
from app.database import db
from models.account import Account
from models.person import Person
from views.account_field import AccountField, label_of
from views.crud import PortalInterface, PortalModelView

FIELDS = (
    "name",
    "customer_id",
    "phone",
    "fax",
    "website",
    "classification",
    "manager_id",
    "is_active",
)


def text(label: Any, most: int, *validators: Any, **kwargs: Any) -> StringField:
    """One line, trimmed, of at most `most` characters."""
    too_long = Length(max=most, message=_l("Use at most %(max)d characters."))
    return StringField(
        label, [*validators, too_long], filters=[lambda typed: (typed or "").strip()], **kwargs
    )


def number_or_none(value: Any) -> int | None:
    return int(value) if value and str(value).isdigit() else None


def staff_choices() -> list[tuple[Any, str]]:
    """Our own people by name, and nobody."""
    staff = select(Person).where(Person.is_staff.is_(True), Person.active.is_(True))
    people = db.session.scalars(staff.order_by(Person.first_name, Person.last_name))
    return [("", "–"), *((person.id, person.full_name) for person in people)]


class AccountForm(DynamicForm):
    name = text(_l("Name"), 200, InputRequired(_l("Enter the name.")))
    customer_id = text(
        _l("Customer ID"),
        40,
        InputRequired(_l("Enter the customer ID.")),
        description=_l("Zeros at the beginning and the end count."),
    )
    parent = AccountField(
        _l("Hangs below"), description=_l("Name or customer ID; empty for the top of a tree.")
    )
    manager_id = SelectField(_l("Customer success manager"), coerce=number_or_none)
    phone = text(_l("Telephone"), 40)
    fax = text(_l("Fax"), 40)
    website = text(_l("Website"), 200)
    classification = text(_l("Classification"), 40, description=_l("Sales company, partner, …"))
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
    add_columns = edit_columns = [
        "name",
        "customer_id",
        "parent",
        "manager_id",
        "phone",
        "fax",
        "website",
        "classification",
        "is_active",
    ]
    add_form = edit_form = AccountForm
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
        form.manager_id.choices = staff_choices()
        if item is not None and item.manager and not item.manager.active:
            form.manager_id.choices.append((item.manager_id, item.manager.full_name))

    def prefill(self, form: Any, item: Account) -> None:
        form.parent.data = label_of(item.parent)

    def save(self, session: Any, form: Any, item: Account | None) -> Account:
        values = {name: form[name].data for name in FIELDS}
        parent = account_meant(session, form.parent.data or "", "parent")
        if item is None:
            return add_account(session, by=current_viewer(), parent=parent, **values)
        move_account(session, item, parent, by=current_viewer())
        return change_account(session, item, by=current_viewer(), **values)
