"""/setup/closing-rules and /setup/closing-reasons: when cases close by the clock, and why the desk closes."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange

from app.access.manager import current_viewer
from app.accounts.countries import country_names
from app.closing.rules import FOR_ALL
from app.database import db
from app.request_types.published import request_types
from app.setup.closing import (
    LONGEST,
    keep_closing_reason,
    keep_closing_rule,
    remove_closing_reason,
    remove_closing_rule,
)
from models.closing import ClosingReason, ClosingRule
from views.contacts.person_form import known_time_zone
from views.crud import PortalInterface, PortalModelView
from views.fab.forms import TextsField
from views.fab.numbers import WholeNumberField
from views.parts.text import in_my_language
from views.setup.scale_table import ScaleForm, ScaleTable
from views.setup.words import in_both_languages, in_every_language, not_too_long

DAYS = (
    InputRequired(_l("Enter a number.")),
    NumberRange(0, LONGEST, _l("Enter a number from 0 to 365.")),
)
OTHERS = _l("All others")
TOO_LONG = _l("Use at most %(max)d characters.")


class RuleForm(DynamicForm):
    request_type = SelectField(_l("Request type"))
    reminds_after = StringField(
        _l("Reminds after (days)"),
        [Length(max=60, message=TOO_LONG)],
        description=_l("Days without an answer, with commas, such as 2, 5. Empty: no reminders."),
    )
    resolves_after = WholeNumberField(
        _l("Counts as resolved after (days)"),
        DAYS,
        default=7,
        description=_l("Days without an answer; 0 for never."),
    )
    reopens_within = WholeNumberField(
        _l("Can be reopened for (days)"), DAYS, default=7, description=_l("After that it is closed for good.")
    )
    counts_working_days = BooleanField(_l("Counts working days only: no weekends and holidays"))
    country = SelectField(_l("Holidays of"), default="NL")
    time_zone = StringField(
        _l("Time zone"),
        [InputRequired(_l("Enter a time zone.")), Length(max=40, message=TOO_LONG), known_time_zone],
        default="Europe/Amsterdam",
    )


def type_words(code: str) -> Any:
    return OTHERS if code == FOR_ALL else in_my_language(request_types(db.session()).name(code))


class ClosingRuleTable(PortalModelView):
    """Rules for closing."""

    route_base = "/setup/closing-rules"
    datamodel = PortalInterface(ClosingRule)
    include_route_methods = {"list", "show", "add", "edit", "delete"}
    list_title, show_title = _l("Rules for closing"), _l("Rule for closing")
    add_title, edit_title = _l("Add a rule for closing"), _l("Change this rule for closing")
    list_columns = ["request_type", "reminds_after", "resolves_after", "reopens_within"]
    add_columns = edit_columns = show_columns = [
        *list_columns,
        "counts_working_days",
        "country",
        "time_zone",
    ]
    order_columns = ["resolves_after"]
    search_columns: list[str] = []
    add_form = edit_form = RuleForm
    base_order = ("request_type", "asc")
    label_columns = {
        "request_type": _l("Request type"),
        "reminds_after": _l("Reminds after (days)"),
        "resolves_after": _l("Counts as resolved after (days)"),
        "reopens_within": _l("Can be reopened for (days)"),
        "counts_working_days": _l("Working days only"),
        "country": _l("Holidays of"),
        "time_zone": _l("Time zone"),
    }
    formatters_columns = {"request_type": type_words}

    def offer(self, form: Any, item: ClosingRule | None) -> None:
        types = request_types(db.session()).by_code.values()
        named = [(one.code, in_my_language(one.definition.name)) for one in types]
        form.request_type.choices = [(FOR_ALL, OTHERS), *named]
        form.country.choices = list(country_names(str(get_locale() or "en")).items())

    def name_of(self, item: ClosingRule) -> str:
        return str(type_words(item.request_type))

    def save(self, session: Any, form: Any, item: ClosingRule | None) -> ClosingRule:
        values = {name: form[name].data for name in self.edit_columns}
        values["reminds_after"] = values["reminds_after"] or ""
        return keep_closing_rule(session, item or ClosingRule(), by=current_viewer(), **values)

    def remove(self, session: Any, item: ClosingRule) -> None:
        remove_closing_rule(session, item, by=current_viewer())


class ReasonForm(ScaleForm):
    text = TextsField(
        _l("What the customer reads"),
        [in_both_languages, not_too_long(1000)],
        rows=4,
        description=_l("On the page of the case and in the mail."),
    )
    link = StringField(
        _l("Read more at"),
        [Length(max=500, message=TOO_LONG)],
        filters=[lambda typed: (typed or "").strip()],
        description=_l("A page of the portal, such as /knowledge/, or an https address."),
    )
    is_offered = BooleanField(_l("Offered to the desk"), default=True)


class ClosingReasonTable(ScaleTable):
    """Reasons for closing."""

    route_base = "/setup/closing-reasons"
    datamodel = PortalInterface(ClosingReason)
    keep_row, remove_row = staticmethod(keep_closing_reason), staticmethod(remove_closing_reason)
    list_title, show_title = _l("Reasons for closing"), _l("Reason for closing")
    add_title, edit_title = _l("Add a reason for closing"), _l("Change this reason for closing")
    list_columns = ["name", "rank", "is_offered"]
    add_columns = edit_columns = show_columns = ["name", "text", "link", "rank", "is_offered"]
    add_form = edit_form = ReasonForm
    label_columns = {
        "name": _l("Name"),
        "text": _l("What the customer reads"),
        "link": _l("Read more at"),
        "rank": _l("Order"),
        "is_offered": _l("Offered"),
    }
    formatters_columns = {
        "text": in_every_language,
        "link": lambda link: Markup('<a href="%s">%s</a>') % (link, link) if link else "",
    }
