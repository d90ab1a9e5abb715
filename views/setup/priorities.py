"""/setup/priorities: the scales that customers choose from."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from app.database import db
from app.setup.priorities import keep_priority, keep_scale, remove_priority, remove_scale
from app.setup.scales import scales
from models.scale import COLOURS, Priority, PriorityScale
from views.crud import PortalInterface
from views.fab.forms import TextsField
from views.fab.numbers import WholeNumberField
from views.parts.text import in_my_language
from views.setup.scale_table import RANK, ScaleForm, ScaleTable
from views.setup.words import in_both_languages, in_every_language, not_too_long

COLOUR_WORDS: dict[Any, Any] = {
    "white": _l("White"),
    "blue": _l("Blue"),
    "green": _l("Green"),
    "lightyellow": _l("Light yellow"),
    "yellow": _l("Yellow"),
    "orange": _l("Orange"),
    "red": _l("Red"),
}
BAR = Markup('<span class="priority %s">%s</span>')


class PriorityForm(DynamicForm):
    name = TextsField(_l("Name"), [in_both_languages, not_too_long(60)])
    definition = TextsField(
        _l("Definition"), [not_too_long(500)], rows=3, description=_l("When to choose it.")
    )
    scale = SelectField(_l("Scale"), description=_l("Those of one scale are offered together."))
    colour = SelectField(
        _l("Colour of the bar"),
        choices=[SelectChoice(value=one, label=COLOUR_WORDS[one]) for one in COLOURS],
        default="white",
    )
    rank = WholeNumberField(_l("Rank"), RANK, description=_l("The highest is the most urgent."))
    is_default = BooleanField(_l("Chosen when nobody chooses"))
    is_offered = BooleanField(_l("Offered for new cases"), default=True)


class PriorityView(ScaleTable):
    """Priorities."""

    route_base = "/setup/priorities"
    datamodel = PortalInterface(Priority)
    keep_row, remove_row = staticmethod(keep_priority), staticmethod(remove_priority)
    list_title, show_title = _l("Priorities"), _l("Priority")
    add_title, edit_title = _l("Add a priority"), _l("Change this priority")
    list_columns = ["name", "scale", "rank", "colour", "is_default", "is_offered"]
    show_columns = ["name", "definition", "scale", "colour", "rank", "is_default", "is_offered"]
    add_columns = edit_columns = ["name", "definition", "scale", "colour", "rank", "is_default", "is_offered"]
    add_form = edit_form = PriorityForm
    base_order = ("rank", "desc")
    label_columns = {
        "name": _l("Name"),
        "definition": _l("Definition"),
        "scale": _l("Scale"),
        "colour": _l("Colour"),
        "rank": _l("Rank"),
        "is_default": _l("Default"),
        "is_offered": _l("Offered"),
    }
    formatters_columns = {
        "colour": lambda colour: BAR % (colour, COLOUR_WORDS.get(colour, colour)),
        "definition": in_every_language,
        "scale": lambda code: _title(str(code)),
    }

    def offer(self, form: Any, item: Priority | None) -> None:
        form.scale.choices = list(_titles().items())


def _titles() -> dict[str, str]:
    """The scales by code, in their order."""
    return {one.code: in_my_language(one.name) for one in scales(db.session()).priority_scales}


def _title(code: str) -> str:
    return _titles().get(code, code)


class PriorityScaleView(ScaleTable):
    """Scales of priorities."""

    route_base = "/setup/priority-scales"
    datamodel = PortalInterface(PriorityScale)
    keep_row, remove_row = staticmethod(keep_scale), staticmethod(remove_scale)
    list_title, show_title = _l("Scales of priorities"), _l("Scale of priorities")
    add_title, edit_title = _l("Add a scale"), _l("Change this scale")
    list_columns = ["name", "rank"]
    show_columns = ["name", "rank"]
    add_columns = edit_columns = ["name", "rank"]
    add_form = edit_form = ScaleForm
    label_columns = {"name": _l("Name"), "rank": _l("Order")}
