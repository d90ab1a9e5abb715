"""/setup/contact: whom people turn to for help with the portal."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError
from wtforms import StringField
from wtforms.validators import Length

from app.access.manager import current_viewer
from app.database import db
from app.feedback.contact import keep_contact
from app.feedback.portal import portal
from app.refused import Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.crud.saving import tell
from views.fab.forms import TextsField
from views.form import PortalForm
from views.setup.words import not_too_long

TOO_LONG = _l("Use at most %(max)d characters.")


def trimmed(typed: str | None) -> str:
    return " ".join((typed or "").split())


class ContactForm(PortalForm):
    mail = StringField(_l("Mail address"), [Length(max=320, message=TOO_LONG)], filters=[trimmed])
    phone = StringField(_l("Telephone"), [Length(max=40, message=TOO_LONG)], filters=[trimmed])
    hours = TextsField(_l("When somebody answers"), [not_too_long(200)])


class PortalContactView(PortalView):
    """Contact for help."""

    route_base = "/setup/contact"
    default_view = "contact"

    @expose("", methods=["GET"])
    @needs("can_read", "Setup")
    def contact(self) -> Any:
        known = portal(db.session())[0]
        form = ContactForm(formdata=None, mail=known.mail, phone=known.phone, hours=known.hours)
        return self._show(form)

    @expose("", methods=["POST"])
    @needs("can_configure", "Setup")
    def save(self) -> Any:
        form = ContactForm(request.form)
        if not form.validate():
            return self._show(form, 422)
        try:
            with unit_of_work() as session:
                values = {name: form[name].data for name in ("mail", "phone", "hours")}
                keep_contact(session, by=current_viewer(), **values)
        except Refused as refused:
            return self._show(form, tell(form, refused))
        except IntegrityError:  # two were first: the other one's stands, and this can be sent again
            return self._show(form, tell(form, Refused(_("This could not be saved. Please send it again."))))
        flash(_("Saved."), "success")
        return redirect("/setup/contact", 303)

    def _show(self, form: ContactForm, status: int = 200) -> Any:
        may_edit = current_viewer().may("can_configure", "Setup")
        return self.page("setup/contact.html", status, form=form, may_edit=may_edit)
