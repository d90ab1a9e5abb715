"""/setup/fields: which fields of accounts and contacts customers change themselves."""

from typing import Any, NamedTuple

from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from app.access.fields import OPENABLE
from app.access.manager import current_viewer
from app.database import db
from app.setup.customer_fields import customer_fields, keep_customer_fields
from views.accounts.form import ADDRESS, DETAILS, AccountForm
from views.base import needs
from views.contacts.edit import NAMES, ContactForm
from views.fab.widgets import CheckList
from views.record import RecordView

ORDER: dict[str, Any] = {"account": (AccountForm, (*DETAILS, *ADDRESS)), "contact": (ContactForm, NAMES)}


class Open(NamedTuple):
    """The names of the fields that are open."""

    account: list[str]
    contact: list[str]


class FieldsForm(DynamicForm):
    account = SelectMultipleField(_l("Of an account"), widget=CheckList())
    contact = SelectMultipleField(_l("Of a contact"), widget=CheckList())


class CustomerFieldView(RecordView):
    """Customers' fields."""

    route_base = "/setup/fields"
    default_view = "edit"
    form = FieldsForm
    template = "setup/fields.html"
    sections = ((None, ("account", "contact")),)
    saved = _l("Saved. It holds from the next page that anybody opens.")

    @expose("/", methods=["GET", "POST"])
    @needs("can_configure", "Setup")
    def edit(self) -> Any:
        now = customer_fields(db.session)
        row = Open(sorted(now["account"]), sorted(now["contact"]))
        return self.answer(row, ("account", "contact"), back="/setup/")

    def offer(self, form: Any, row: Open | None) -> None:
        for kind, (source, names) in ORDER.items():
            labels = source(formdata=None)
            form[kind].choices = [(name, labels[name].label.text) for name in names if name in OPENABLE[kind]]

    def write(self, session: Any, row: Open | None, values: dict[str, Any]) -> Any:
        for kind, names in values.items():
            keep_customer_fields(session, by=current_viewer(), kind=kind, fields=names)
        return row

    def address(self, row: Open) -> str:
        return "/setup/fields/"
