"""The form of a note. What a field must hold is said by the verb; the form only carries it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, StringField, TextAreaField

from app.refused import Refused
from views.form import PortalForm


class NoteForm(PortalForm):
    """A note, with files."""

    nonce = HiddenField()
    reply_to = HiddenField()
    task = HiddenField()
    body = TextAreaField(_l("Your note"))
    is_internal = BooleanField(_l("Internal note: only the service desk reads it"))


class FilesForm(PortalForm):
    """Files without a note; what is said of them holds for all that come along."""

    nonce = HiddenField()
    description = StringField(
        _l("Description"), description=_l("What they show; you can change it for each file later.")
    )
    is_internal = BooleanField(_l("Internal: only the service desk sees them"))


def put_error(form: PortalForm, refused: Refused) -> None:
    """Show a refusal beside its field, or above the form when it names none that the form has."""
    field = form[refused.field] if refused.field and refused.field in form else None
    if field is None:
        form.form_errors.append(str(refused.reason))
    else:
        field.errors = [*field.errors, str(refused.reason)]
