"""/contacts/new and /contacts/<id>/edit: each person writes the fields that are theirs."""

from typing import Any, Final

from flask import abort, request
from flask_appbuilder import expose
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from app.access.manager import current_viewer
from app.accounts.keep_contact import (
    BY_STAFF,
    add_contact,
    change_contact,
    fields_open_to,
    may_keep_contacts,
)
from app.accounts.qualifications import qualification_ids
from app.database import db
from models.account import Account
from models.person import Person
from views.accounts.form import number_or_none, qualification_choices
from views.accounts.show import account_or_404
from views.base import needs
from views.contacts.person_form import FIELDS, PersonFields
from views.contacts.show import contact_or_404
from views.crud.asked import row_id
from views.fab.widgets import CheckList
from views.record import RecordView

NAMES: Final[tuple[str, ...]] = (*FIELDS, "qualifications")


class ContactForm(PersonFields):
    qualifications = SelectMultipleField(_l("Qualifications"), coerce=number_or_none, widget=CheckList())


class ContactRecordView(RecordView):
    """What adding and changing a contact share."""

    route_base = "/contacts"
    form = ContactForm
    template = "contacts/edit.html"
    sections = ((None, NAMES),)

    def offer(self, form: Any, row: Person | None) -> None:
        if "qualifications" in form:
            form.qualifications.choices = qualification_choices()

    def prefill(self, form: Any, row: Person | None) -> None:
        if "qualifications" in form:
            form.qualifications.data = sorted(qualification_ids(db.session, row)) if row else []

    def address(self, row: Person) -> str:
        return f"/contacts/{row.id}"


class ContactEditView(ContactRecordView):
    """Changing one contact."""

    default_view = "edit"
    saved = _l("The contact is saved.")

    @expose("/<int:person_id>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Accounts")
    def edit(self, person_id: int) -> Any:
        person = contact_or_404(person_id, for_change=request.method == "POST")
        fields = fields_open_to(db.session, current_viewer(), person)
        if not fields:
            abort(403)
        return self.answer(person, fields, back=f"/contacts/{person_id}")

    def write(self, session: Any, row: Person | None, values: dict[str, Any]) -> Person:
        assert row is not None
        return change_contact(session, row, by=current_viewer(), **_stored(values))


class ContactNewView(ContactRecordView):
    """Adding one to the account of `?account=`."""

    default_view = "new"
    saved = _l("The contact is added. Signing in is possible only after an invitation.")

    @expose("/new", methods=["GET", "POST"])
    @needs("can_create", "Accounts")
    def new(self) -> Any:
        if not may_keep_contacts(current_viewer()):
            abort(403)
        account = self._account()
        return self.answer(None, BY_STAFF, back=f"/accounts/{account.id}", account=account)

    def _account(self) -> Account:
        return account_or_404(row_id(request.args.get("account", "")) or abort(404))

    def write(self, session: Any, row: Person | None, values: dict[str, Any]) -> Person:
        return add_contact(session, by=current_viewer(), account=self._account(), **_stored(values))


def _stored(values: dict[str, Any]) -> dict[str, Any]:
    """Nothing is stored as nothing."""
    return {name: value if isinstance(value, list) else value or None for name, value in values.items()}
