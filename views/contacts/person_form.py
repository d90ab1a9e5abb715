"""What is asked about a person wherever one is kept: by colleagues, or by who configures."""

from collections.abc import Collection
from typing import Any
from zoneinfo import available_timezones

from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, Regexp, ValidationError

from views.accounts.form import text

LANGUAGE_WORDS: dict[Any, Any] = {"": _l("As the browser says"), "en": "English", "nl": "Nederlands"}
LANGUAGE_CHOICES = [SelectChoice(value=code, label=words) for code, words in LANGUAGE_WORDS.items()]
MAIL = Regexp(r"[!-?A-~]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", message=_l("This is not a mail address."))
FIELDS = ("salutation", "first_name", "last_name", "email", "phone", "mobile", "language", "time_zone")


def known_time_zone(form: Any, field: Any) -> None:
    if field.data and field.data not in available_timezones():
        raise ValidationError(_("This time zone is not known. Write it like Europe/Amsterdam."))


class PersonFields(DynamicForm):
    salutation = text(_l("Salutation"), 40)
    first_name = text(_l("First name"), 64, InputRequired(_l("Enter the first name.")))
    last_name = text(_l("Last name"), 64, InputRequired(_l("Enter the last name.")))
    email = EmailField(
        _l("Mail address"),
        [InputRequired(_l("Enter the mail address.")), MAIL, Length(max=320)],
        description=_l("Used to sign in."),
        filters=[lambda typed: (typed or "").strip()],
    )
    phone = text(_l("Telephone"), 40)
    mobile = text(_l("Mobile"), 40)
    language = SelectField(_l("Language"), choices=LANGUAGE_CHOICES, default="")
    time_zone = text(
        _l("Time zone"),
        60,
        known_time_zone,
        description=_l("Such as Europe/Amsterdam; empty for the zone of the portal."),
    )


def contact_field_words(fields: Collection[str]) -> list[str]:
    """What fields are called, in the order of the form."""
    form = PersonFields(formdata=None)
    return [str(form[name].label.text) for name in FIELDS if name in fields]
