"""/setup/people: who may sign in, for which accounts and with which rights."""

from typing import Any

from flask_appbuilder.security.sqla import models as fab
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from wtforms import BooleanField, PasswordField, SelectMultipleField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from app.access.manager import current_viewer
from app.accounts.find import account_meant
from app.accounts.keep_person import keep_person
from models.account import AccountAccess
from models.person import Person
from views.account_field import AccountField, label_of
from views.contacts.person_form import FIELDS, LANGUAGE_WORDS, PersonFields
from views.crud import PortalInterface, PortalModelView
from views.fab.forms import CheckList
from views.setup.words import role_titles, role_words


class PersonForm(PersonFields):
    is_staff = BooleanField(_l("Works for us, not for a customer"))
    home_account = AccountField(
        _l("Account"), description=_l("Name or customer ID; empty for our own people.")
    )
    other_accounts = TextAreaField(
        _l("More accounts"),
        description=_l("Name or customer ID, one on a line: this person also acts for these."),
    )
    roles = SelectMultipleField(_l("Roles"), coerce=int, widget=CheckList())
    active = BooleanField(_l("May sign in"), default=True)
    password = PasswordField(
        _l("New password"),
        [Optional(), Length(min=12, max=128, message=_l("Use 12 to 128 characters."))],
        description=_l("Empty leaves it as it is. A new one signs the person out."),
    )


class NewPersonForm(PersonForm):
    password = PasswordField(
        _l("First password"),
        [
            InputRequired(_l("Enter a first password.")),
            Length(min=12, max=128, message=_l("Use 12 to 128 characters.")),
        ],
    )


class PersonTable(PortalModelView):
    """People."""

    route_base = "/setup/people"
    datamodel = PortalInterface(
        Person,
        joinedload(Person.home_account),
        selectinload(Person.accesses).joinedload(AccountAccess.account),
        selectinload(Person.roles),
    )
    include_route_methods = {"list", "show", "add", "edit"}
    list_title, show_title = _l("People"), _l("Person")
    add_title, edit_title = _l("Add a person"), _l("Change this person")
    list_columns = ["last_name", "first_name", "email", "home_account", "is_staff", "active"]
    order_columns = ["last_name", "first_name", "email"]
    search_columns = ["last_name", "first_name", "email", "is_staff", "active"]
    show_columns = [
        "full_name",
        "salutation",
        "email",
        "phone",
        "mobile",
        "language",
        "time_zone",
        "is_staff",
        "home_account",
        "accesses",
        "roles",
        "active",
    ]
    add_columns = edit_columns = [
        *FIELDS,
        "is_staff",
        "home_account",
        "other_accounts",
        "roles",
        "active",
        "password",
    ]
    add_form, edit_form = NewPersonForm, PersonForm
    base_order = ("last_name", "asc")
    label_columns = {
        "full_name": _l("Name"),
        "last_name": _l("Last name"),
        "first_name": _l("First name"),
        "salutation": _l("Salutation"),
        "email": _l("Mail address"),
        "phone": _l("Telephone"),
        "mobile": _l("Mobile"),
        "language": _l("Language"),
        "time_zone": _l("Time zone"),
        "is_staff": _l("Our own"),
        "home_account": _l("Account"),
        "accesses": _l("More accounts"),
        "roles": _l("Roles"),
        "active": _l("May sign in"),
    }
    formatters_columns = {
        "roles": role_words,
        "language": lambda code: LANGUAGE_WORDS.get(code or "", code),
        "accesses": lambda rows: "\n".join(sorted(row.account.name for row in rows)),
    }

    def offer(self, form: Any, item: Person | None) -> None:
        form.roles.choices = sorted(role_titles().items(), key=lambda role: role[1])

    def prefill(self, form: Any, item: Person) -> None:
        form.language.data = item.language or ""
        form.roles.data = [role.id for role in item.roles]
        form.home_account.data = label_of(item.home_account)
        form.other_accounts.data = "\n".join(sorted(label_of(access.account) for access in item.accesses))
        form.password.data = None

    def save(self, session: Any, form: Any, item: Person | None) -> Person:
        home = account_meant(session, form.home_account.data or "", "home_account")
        lines = (form.other_accounts.data or "").splitlines()[:100]
        others = [account_meant(session, line, "other_accounts") for line in lines]
        values = {name: form[name].data or None for name in FIELDS}
        return keep_person(
            session,
            item or Person(),
            by=current_viewer(),
            roles=session.scalars(select(fab.Role).where(fab.Role.id.in_(form.roles.data))).all(),
            is_staff=form.is_staff.data,
            home_account_id=home.id if home else None,
            other_account_ids={account.id for account in others if account},
            active=form.active.data,
            password=form.password.data,
            **values,
        )
