"""/contacts/<id>/move: another home account for a contact, with what follows from it first."""

from typing import Any

from flask import abort, flash, redirect
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired

from app.access.manager import current_viewer
from app.accounts.rearrange.act import may_rearrange
from app.accounts.rearrange.contact import move_contact
from app.accounts.rearrange.plan import plan_contact_move
from models.person import Person
from views.account_field import AccountField
from views.base import PortalView, needs
from views.contacts.show import contact_or_404
from views.rearrange.accounts import IS_NEEDED, meant, sent
from views.rearrange.asking import ask


class ContactMoveForm(DynamicForm):
    to = AccountField(_l("To which account"), [InputRequired(IS_NEEDED)])


class ContactMoveView(PortalView):
    """Contacts that go to another account."""

    route_base = "/contacts"
    default_view = "move"

    @expose("/<int:person_id>/move", methods=["GET", "POST"])
    @needs("can_move", "Accounts")
    def move(self, person_id: int) -> Any:
        person, form = _contact(person_id), sent(ContactMoveForm, "to")
        home_id = person.home_account_id
        done, context = ask(
            form,
            lambda session: plan_contact_move(session, person_id, home_id, meant(session, form, "to")),
            lambda session, seen: move_contact(
                session, person, meant(session, form, "to"), by=current_viewer(), seen=seen
            ),
        )
        if done:
            flash(_("Done. It holds from the next page that anybody opens."), "success")
            return redirect(f"/contacts/{person_id}", 303)
        return self.page("rearrange/contact.html", person=person, form=form, needs_htmx=True, **context)


def _contact(person_id: int) -> Person:
    person = contact_or_404(person_id)
    if not may_rearrange(current_viewer()):
        abort(403)
    return abort(404) if person.is_staff else person
