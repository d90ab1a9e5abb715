"""The fields of an account, on its own page and in the set-up area."""

from typing import Any, Final

from flask_appbuilder.forms import DynamicForm
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from sqlalchemy import or_, select
from wtforms import SelectField, SelectMultipleField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from app.accounts.countries import country_names
from app.accounts.product_lines import product_line_ids
from app.accounts.qualifications import qualification_ids
from app.cases.escalation.keep_rule import MOST
from app.database import db
from app.setup.lookups import Lookups, lookups
from models.account import Account
from models.person import Person
from views.account_field import AccountField
from views.fab.numbers import WholeNumberField
from views.fab.widgets import CheckList, PartsOf
from views.parts.text import in_my_language

DETAILS: Final[tuple[str, ...]] = (
    *("name", "customer_id", "manager_id", "classification"),
    *("phone", "fax", "website", "product_lines", "qualifications", "escalation_allowance"),
)
ADDRESS = ("street", "postal_code", "city", "country", "region_id", "sub_region_id")


def text(label: Any, most: int, *validators: Any, **kwargs: Any) -> StringField:
    """One line, trimmed, of at most `most` characters."""
    too_long = Length(max=most, message=_l("Use at most %(max)d characters."))
    return StringField(
        label, [*validators, too_long], filters=[lambda typed: (typed or "").strip()], **kwargs
    )


def number_or_none(value: Any) -> int | None:
    """None for nothing. Raises ValueError for what is no number: no choice of the list."""
    typed = str(value or "")
    if typed and not (typed.isascii() and typed.isdigit()):
        raise ValueError(typed)
    return int(typed) if typed else None


class AccountForm(DynamicForm):
    name = text(_l("Name"), 200, InputRequired(_l("Enter the name.")))
    customer_id = text(
        _l("Customer ID"),
        40,
        InputRequired(_l("Enter the customer ID.")),
        description=_l("Zeros at the beginning and the end count."),
    )
    manager_id = SelectField(_l("Customer success manager"), coerce=number_or_none)
    classification = SelectField(
        _l("Classification"), default="", description=_l("It decides what is offered and said.")
    )
    phone = text(_l("Telephone"), 40)
    fax = text(_l("Fax"), 40)
    website = text(_l("Website"), 200)
    product_lines = SelectMultipleField(_l("Product lines"), coerce=number_or_none, widget=CheckList())
    qualifications = SelectMultipleField(_l("Qualifications"), coerce=number_or_none, widget=CheckList())
    escalation_allowance = WholeNumberField(
        _l("Escalations in a month"),
        [Optional(), NumberRange(0, MOST, _l("Enter a number from 0 to 1000."))],
        description=_l("Empty: as many as the set-up says for all."),
    )
    street = text(_l("Street and number"), 200)
    postal_code = text(_l("Postal code"), 20)
    city = text(_l("Town"), 100)
    country = SelectField(_l("Country"), default="")
    region_id = SelectField(_l("Region"), coerce=number_or_none)
    sub_region_id = SelectField(_l("Sub-region"), coerce=number_or_none, widget=PartsOf("region_id"))


class NewAccountForm(AccountForm):
    parent = AccountField(
        _l("Hangs below"), description=_l("Name or customer ID; empty for the top of a tree.")
    )


def offer_choices(form: Any, account: Account | None) -> None:
    """Give the choices to those of the fields that the form has."""
    known = lookups(db.session)
    given = {
        "manager_id": lambda: _staff(account),
        "classification": lambda: _classifications(known, account),
        "product_lines": lambda: _lines(known, account),
        "qualifications": qualification_choices,
        "country": lambda: _with_none(country_names(get_locale().language).items()),
        "region_id": lambda: _with_none((one.id, in_my_language(one.name)) for one in known.regions.values()),
        "sub_region_id": lambda: _parts(known),
    }
    for name, choices in given.items():
        if name in form:
            form[name].choices = choices()


def qualification_choices() -> list[Any]:
    known = lookups(db.session).qualifications.values()
    return [(one.id, in_my_language(one.name)) for one in known]


def prefill_ties(form: Any, account: Account | None) -> None:
    """What an account has in rows of their own."""
    for name, ids_of in (("product_lines", product_line_ids), ("qualifications", qualification_ids)):
        if name in form:
            form[name].data = sorted(ids_of(db.session, account)) if account else []


def _with_none(choices: Any) -> list[Any]:
    return [("", "–"), *choices]


def _staff(account: Account | None) -> list[Any]:
    """Our own people by name; of those who left, the one who is named now."""
    now = account.manager_id if account else None
    staff = select(Person).where(Person.is_staff.is_(True), or_(Person.active.is_(True), Person.id == now))
    people = db.session.scalars(staff.order_by(Person.first_name, Person.last_name))
    return _with_none((person.id, person.full_name) for person in people)


def _classifications(known: Lookups, account: Account | None) -> list[Any]:
    codes = list(known.classifications)
    if account and account.classification not in ("", *codes):
        codes.append(account.classification)  # from before there was a table
    return _with_none((code, in_my_language(known.classification(code))) for code in codes)


def _lines(known: Lookups, account: Account | None) -> list[Any]:
    """Those that are still offered, and those that the account has."""
    has = product_line_ids(db.session, account) if account else set()
    lines = [line for line in known.product_lines.values() if line.is_active or line.id in has]
    return [(line.id, in_my_language(line.name)) for line in lines]


def _parts(known: Lookups) -> list[Any]:
    """Sub-regions under the names of their regions: without JavaScript one sees what belongs where."""
    found: list[Any] = [SelectChoice(value="", label="–")]
    for region in known.regions.values():
        name = in_my_language(region.name)
        found += [
            SelectChoice(value=str(part.id), label=in_my_language(part.name), optgroup=name)
            for part in known.parts_of(region.id)
        ]
    return found
