"""/setup/statuses: where a case can stand, in words a customer understands."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from app.setup.statuses import keep_status, remove_status
from models.scale import TONES, Status
from views.crud import PortalInterface
from views.fab.forms import TextsField
from views.fab.numbers import WholeNumberField
from views.setup.scale_table import RANK, ScaleTable
from views.setup.words import in_both_languages, in_every_language, not_too_long

TONE_WORDS: dict[Any, Any] = {
    "neutral": _l("Neutral"),
    "info": _l("New"),
    "progress": _l("In progress"),
    "waiting": _l("Waiting"),
    "good": _l("Good"),
    "muted": _l("Quiet"),
}

PILL = Markup('<span class="pill %s">%s</span>')


class StatusForm(DynamicForm):
    name = TextsField(_l("Name"), [in_both_languages, not_too_long(60)])
    meaning = TextsField(
        _l("Meaning"), [not_too_long(500)], rows=3, description=_l("What it means for the customer.")
    )
    tone = SelectField(
        _l("Look"),
        choices=[SelectChoice(value=one, label=TONE_WORDS[one]) for one in TONES],
        default="neutral",
    )
    rank = WholeNumberField(_l("Order"), RANK, description=_l("The lowest comes first."))
    is_open = BooleanField(_l("Counts as open: work is still to be done"), default=True)
    awaits_customer = BooleanField(_l("Waits for the customer"))
    needs_closing_reason = BooleanField(_l("The desk gives a reason for closing when it sets this"))


class StatusView(ScaleTable):
    """Statuses."""

    route_base = "/setup/statuses"
    datamodel = PortalInterface(Status)
    keep_row, remove_row = staticmethod(keep_status), staticmethod(remove_status)
    list_title, show_title = _l("Statuses"), _l("Status")
    add_title, edit_title = _l("Add a status"), _l("Change this status")
    list_columns = ["name", "rank", "tone", "is_open", "awaits_customer"]
    add_columns = edit_columns = show_columns = [
        "name",
        "meaning",
        "tone",
        "rank",
        "is_open",
        "awaits_customer",
        "needs_closing_reason",
    ]
    add_form = edit_form = StatusForm
    label_columns = {
        "name": _l("Name"),
        "meaning": _l("Meaning"),
        "tone": _l("Look"),
        "rank": _l("Order"),
        "is_open": _l("Open"),
        "awaits_customer": _l("Waits for the customer"),
        "needs_closing_reason": _l("Needs a reason for closing"),
    }
    formatters_columns = {
        "tone": lambda tone: PILL % (tone, TONE_WORDS.get(tone, tone)),
        "meaning": in_every_language,
    }
