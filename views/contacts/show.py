"""/contacts/<id>: how to reach a person of an account, and what happens with the person."""

from typing import Any

from flask import abort, flash, redirect
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.access.manager import current_viewer
from app.access.place import Place
from app.access.viewer import Viewer
from app.accounts.keep_contact import fields_open_to, may_keep_contacts, set_contact_active
from app.accounts.qualifications import qualification_ids
from app.database import db
from app.setup.lookups import lookups
from app.unit_of_work import unit_of_work
from models.account import Account, AccountAccess
from models.person import Person
from views.base import PortalView, needs
from views.contacts.person_form import LANGUAGE_WORDS, contact_field_words
from views.crud.asked import LARGEST_ID
from views.parts.text import in_my_language
from views.visits import visited


def contact_or_404(person_id: int, *, for_change: bool = False) -> Person:
    """A contact whom this person sees. Our own people have no page for customers."""
    if person_id > LARGEST_ID:
        abort(404)
    found = select(Person).where(Person.id == person_id).execution_options(populate_existing=True)
    if for_change:
        found = found.with_for_update(of=Person)
    else:
        accesses = selectinload(Person.accesses).joinedload(AccountAccess.account)
        home = joinedload(Person.home_account).joinedload(Account.manager)
        found = found.options(home, accesses)
    person: Person = db.session.scalar(found) or abort(404)
    if person.is_staff and not current_viewer().is_staff:
        abort(404)
    return person


class ContactView(PortalView):
    """One contact."""

    route_base = "/contacts"
    default_view = "show"

    @expose("/<int:person_id>")
    @needs("can_read", "Accounts")
    def show(self, person_id: int) -> Any:
        person, viewer = contact_or_404(person_id), current_viewer()
        visited("person", person_id)
        accounts = [access.account for access in person.accesses if access.account]
        open_to_me = fields_open_to(db.session, viewer, person)
        return self.page(
            "contacts/show.html",
            person=person,
            accounts=accounts,
            language=LANGUAGE_WORDS.get(person.language or "", person.language),
            qualifications=_qualifications(person),
            may_edit=bool(open_to_me),
            mine_to_change=[] if viewer.is_staff else contact_field_words(open_to_me),
            may_keep=may_keep_contacts(viewer) and not person.is_staff,
            viewer=viewer,
            may_open_for=_may_open_for(person, viewer),
        )

    @expose("/<int:person_id>/deactivation", methods=["POST"])
    @needs("can_create", "Accounts")
    def deactivate(self, person_id: int) -> Any:
        return self._set(person_id, False, _("The contact takes no part any more, and is signed out."))

    @expose("/<int:person_id>/activation", methods=["POST"])
    @needs("can_create", "Accounts")
    def activate(self, person_id: int) -> Any:
        return self._set(person_id, True, _("The contact takes part again."))

    def _set(self, person_id: int, active: bool, said: str) -> Any:
        person = contact_or_404(person_id, for_change=True)
        with unit_of_work() as session:
            set_contact_active(session, person, active, by=current_viewer())
        flash(said, "success")
        return redirect(f"/contacts/{person_id}", 303)


def _may_open_for(person: Person, viewer: Viewer) -> bool:
    """Costs no query: where the person is at home is loaded."""
    home = person.home_account
    if home is None or not (person.active and home.is_active and viewer.may("can_create", "Cases")):
        return False
    return viewer.reach("case.create").covers(
        Place(home.id, home.parent_id, home.root_id or home.id, home.path)
    )


def _qualifications(person: Person) -> str:
    known = lookups(db.session).qualifications
    return ", ".join(in_my_language(known[id_].name) for id_ in sorted(qualification_ids(db.session, person)))
