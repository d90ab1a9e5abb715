"""The forms of a case. What a field must hold is said by the verb; the form only carries it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField

from app.cases.check import clean_description, clean_subject, known_kind, known_priority
from app.cases.listing.choice import whole
from app.refused import Refused
from app.setup.scales import Scales
from models.case import KINDS
from views.cases.words import kind_in_words, said
from views.form import PortalForm


class CaseForm(PortalForm):
    """What opening and editing share."""

    priority = RadioField(_l("Priority"), coerce=whole, validate_choice=False)
    kind = RadioField(_l("Question or issue"), validate_choice=False)
    subject = StringField(_l("Subject"), render_kw={"maxlength": 200, "autocomplete": "off"})
    description = TextAreaField(_l("Description"))

    def offer(self, words: Scales, now: int | None = None) -> None:
        """Fill in the choices: priorities with their definitions, and the kinds."""
        offered = [p for p in words.priorities.values() if p.is_offered or p.id == now]
        self.priority.choices = [(p.id, said(p.name)) for p in offered]
        self.kind.choices = [(kind, kind_in_words(kind)) for kind in KINDS]
        for field in (self.priority, self.kind, self.subject, self.description):
            field.flags.required = True

    def is_fit(self, words: Scales, now: int | None = None) -> bool:
        """The verb stops at the first thing that is wrong; a reader is told of all of them at once."""
        self.validate()
        for check in (
            lambda: known_kind(self.kind.data or ""),
            lambda: known_priority(words, self.priority.data, now),
            lambda: clean_subject(self.subject.data or ""),
            lambda: clean_description(self.description.data or ""),
        ):
            try:
                check()
            except Refused as refused:
                put_error(self, refused)
        return not self.errors

    def values(self) -> dict[str, Any]:
        return {
            "subject": self.subject.data or "",
            "description": self.description.data or "",
            "kind": self.kind.data or "",
            "priority_id": self.priority.data,
        }


class OpenForm(CaseForm):
    """A new case. `nonce` makes a double click one case."""

    nonce = HiddenField()
    account = SelectField(_l("Account"), coerce=whole, validate_choice=False)


class EditForm(CaseForm):
    """An existing case; `version` is the one that the editor saw."""

    version = HiddenField()


class NoteForm(PortalForm):
    """A note, with files."""

    nonce = HiddenField()
    body = TextAreaField(_l("Your note"))
    is_internal = BooleanField(_l("Internal note: only the service desk reads it"))


def put_error(form: PortalForm, refused: Refused) -> None:
    """Show a refusal beside its field, or above the form when it names none that the form has."""
    field = form[refused.field] if refused.field and refused.field in form else None
    if field is None:
        form.form_errors.append(str(refused.reason))
    else:
        field.errors = [*field.errors, str(refused.reason)]
