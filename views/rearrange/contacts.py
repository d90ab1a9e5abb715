"""/contacts/<id>/move and /merge: another home account, or another contact, with what follows first."""

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session
from wtforms.validators import InputRequired

from app.access.manager import current_viewer
from app.accounts.find_contact import contact_meant
from app.accounts.rearrange.contact import may_rearrange_contacts, move_contact
from app.accounts.rearrange.merge_contact import merge_contacts, plan_contact_merge
from app.accounts.rearrange.plan import Plan, plan_contact_move
from app.refused import Refused
from models.person import Person
from views.account_field import AccountField, ContactField
from views.base import PortalView, needs
from views.contacts.show import contact_or_404
from views.rearrange.accounts import IS_NEEDED, meant, sent
from views.rearrange.asking import ask
from views.rearrange.words import contact_merge_words, contact_move_words

WHO_IS_NEEDED = _l("Choose a contact: type a part of the name, or the mail address.")


class ContactMoveForm(DynamicForm):
    to = AccountField(_l("To which account"), [InputRequired(IS_NEEDED)])


class ContactMergeForm(DynamicForm):
    into = ContactField(_l("Into which contact"), [InputRequired(WHO_IS_NEEDED)])


class ContactRearrangeView(PortalView):
    """Contacts that go to another account, or become one with another contact."""

    route_base = "/contacts"
    default_view = "move"

    @expose("/<int:person_id>/move", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def move(self, person_id: int) -> Any:
        person, form = _contact(person_id), sent(ContactMoveForm, "to")
        home_id = person.home_account_id
        return _ask(
            self,
            person,
            form,
            lambda session: plan_contact_move(session, person_id, home_id, meant(session, form, "to")),
            lambda session, seen: move_contact(
                session, person, meant(session, form, "to"), by=current_viewer(), seen=seen
            ),
            contact_move_words(person),
        )

    @expose("/<int:person_id>/merge", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def merge(self, person_id: int) -> Any:
        person, form = _contact(person_id), sent(ContactMergeForm, "into")
        return _ask(
            self,
            person,
            form,
            lambda session: plan_contact_merge(session, person_id, _meant(session, form)),
            lambda session, seen: merge_contacts(
                session, person_id, _meant(session, form), by=current_viewer(), seen=seen
            ),
            contact_merge_words(person),
        )


def _contact(person_id: int) -> Person:
    person = contact_or_404(person_id)
    if not may_rearrange_contacts(current_viewer()):
        abort(403)
    return abort(404) if person.is_staff else person


def _meant(session: Session, form: Any) -> int:
    """The id of the contact who was typed. Raises Refused."""
    found = contact_meant(session, (form.into.data or "").replace("\0", ""), "into")
    if found is None:
        raise Refused(WHO_IS_NEEDED, "into")
    return found


def _ask(
    view: PortalView,
    person: Person,
    form: Any,
    plan: Callable[[Session], Plan],
    act: Callable[[Session, str], None],
    words: dict[str, Any],
) -> Any:
    done, context = ask(form, plan, act)
    if done:
        flash(_("Done. It holds from the next page that anybody opens."), "success")
        return redirect(f"/contacts/{person.id}", 303)
    return view.page(
        "rearrange/contact.html", person=person, form=form, words=words, needs_htmx=True, **context
    )
