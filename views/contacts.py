"""/contacts/: the people of an account, and one contact's page and form."""

from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload
from wtforms import EmailField, SelectField
from wtforms.validators import InputRequired, Length

from app.access.manager import current_viewer
from app.accounts.keep_contact import change_contact, fields_open_to
from app.accounts.read import belong_to
from app.database import db
from app.refused import Refused
from app.unit_of_work import unit_of_work
from models.account import AccountAccess
from models.person import Person
from views.accounts.form import text
from views.accounts.show import account_or_404
from views.base import PortalView, needs
from views.crud.asked import LARGEST_ID, row_id
from views.crud.listing import UNFIT
from views.crud.saving import SEEN, fingerprint, refuse_stale, tell, with_seen
from views.keyset import page_of
from views.setup.people import LANGUAGE_CHOICES, LANGUAGE_WORDS, MAIL, known_time_zone


class ContactForm(DynamicForm):
    salutation = text(_l("Salutation"), 40)
    first_name = text(_l("First name"), 64, InputRequired(_l("Enter the first name.")))
    last_name = text(_l("Last name"), 64, InputRequired(_l("Enter the last name.")))
    email = EmailField(
        _l("Mail address"),
        [InputRequired(_l("Enter the mail address.")), MAIL, Length(max=320)],
        filters=[lambda typed: (typed or "").strip()],
    )
    phone = text(_l("Telephone"), 40)
    mobile = text(_l("Mobile"), 40)
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES)
    time_zone = text(
        _l("Time zone"),
        60,
        known_time_zone,
        description=_l("Such as Europe/Amsterdam; empty for the zone of the portal."),
    )


EditForm = with_seen(ContactForm)
NAMES = ("salutation", "first_name", "last_name", "email", "phone", "mobile", "language", "time_zone")


class ContactView(PortalView):
    """People of customers."""

    route_base = "/contacts"
    default_view = "show"

    @expose("/")
    @needs("can_read", "Accounts")
    def list(self) -> Any:
        """The contacts of `?account=`, by name."""
        account_id = row_id(request.args.get("account", "")) or abort(404)
        account = account_or_404(account_id)
        people = select(Person.id, Person.last_name, Person.first_name, Person.email, Person.phone).where(
            belong_to(account_id), Person.is_staff.is_not(True), Person.active.is_(True)
        )
        page = page_of(db.session, people, (Person.last_name, Person.first_name, Person.id))
        return self.page("contacts/list.html", account=account, page=page)

    @expose("/<int:person_id>")
    @needs("can_read", "Accounts")
    def show(self, person_id: int) -> Any:
        person = contact_or_404(person_id)
        accounts = [access.account for access in person.accesses if access.account]
        return self.page(
            "contacts/show.html",
            person=person,
            accounts=accounts,
            language=LANGUAGE_WORDS.get(person.language or "", person.language),
            may_edit=bool(fields_open_to(db.session, current_viewer(), person)),
        )

    @expose("/<int:person_id>/edit", methods=["GET", "POST"])
    @needs("can_edit", "Accounts")
    def edit(self, person_id: int) -> Any:
        person = contact_or_404(person_id, for_change=request.method == "POST")
        fields = fields_open_to(db.session, current_viewer(), person)
        if not fields:
            abort(403)
        form, status = form_for(person, fields, is_sent=request.method == "POST"), 200
        if request.method == "POST":
            status = save(form, person, fields)
        else:
            form[SEEN].data = fingerprint(form)
        if status == 303:
            flash(_("The contact is saved."), "success")
            return redirect(url_for("ContactView.show", person_id=person_id), 303)
        return self.page(
            "contacts/edit.html", status, person=person, form=form, closed=closed_fields(person, fields)
        )


def contact_or_404(person_id: int, *, for_change: bool = False) -> Person:
    """A contact whom this person sees. Our own people have no page for customers."""
    if person_id > LARGEST_ID:
        abort(404)
    found = select(Person).where(Person.id == person_id).execution_options(populate_existing=True)
    if for_change:
        found = found.with_for_update(of=Person)
    else:
        accesses = selectinload(Person.accesses).joinedload(AccountAccess.account)
        found = found.options(joinedload(Person.home_account), accesses)
    person: Person = db.session.scalar(found) or abort(404)
    if person.is_staff and not current_viewer().is_staff:
        abort(404)
    return person


def form_for(person: Person, fields: frozenset[str], *, is_sent: bool) -> Any:
    """The form with the open fields only, as it was sent or as the person is."""
    form = EditForm() if is_sent else EditForm(formdata=None, obj=person)
    for name in NAMES:
        if name not in fields:
            del form[name]
    return form


def closed_fields(person: Person, fields: frozenset[str]) -> list[tuple[str, str]]:
    """Label and value of what this person may read but not change."""
    form = EditForm(formdata=None)
    closed = [name for name in NAMES if name not in fields]
    return [(str(form[name].label.text), getattr(person, name) or "–") for name in closed]


def save(form: Any, person: Person, fields: frozenset[str]) -> int:
    """303 when it is saved, else the status of the form that says why not."""
    if not form.validate():
        return 422
    try:
        with unit_of_work() as session:
            refuse_stale(form, form_for(person, fields, is_sent=False))
            values = {name: form[name].data or None for name in fields}
            change_contact(session, person, by=current_viewer(), **values)
    except Refused as refused:
        return tell(form, refused)
    except (IntegrityError, *UNFIT):
        return tell(form, Refused(_("One of the values cannot be stored. Check what you typed.")))
    return 303
