"""What the tables of words that administrators keep have in common: a code, an order, two languages."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from wtforms.validators import InputRequired, NumberRange

from app.access.manager import current_viewer
from app.setup.codes import free_code
from views.crud import PortalModelView
from views.fab.forms import TextsField
from views.fab.numbers import WholeNumberField
from views.setup.words import in_both_languages, not_too_long

RANK = (
    InputRequired(_l("Enter a number.")),
    NumberRange(0, 1000, _l("Enter a number from 0 to 1000.")),
)


class ScaleForm(DynamicForm):
    name = TextsField(_l("Name"), [in_both_languages, not_too_long(60)])
    rank = WholeNumberField(_l("Order"), RANK, description=_l("The lowest comes first."))


class ScaleTable(PortalModelView, is_abstract=True):
    """A view says its table, titles, columns and form, and the verbs that keep and remove a row."""

    include_route_methods = {"list", "show", "add", "edit", "delete"}
    order_columns = ["rank"]
    search_columns: list[str] = []
    base_order = ("rank", "asc")
    keep_row: Any
    remove_row: Any

    def save(self, session: Any, form: Any, item: Any | None) -> Any:
        """A new row gets a fixed code from its English name."""
        model = self.datamodel.obj
        row = item or model(code=free_code(session, model, form.name.data["en"]))
        values = {name: form[name].data for name in self.edit_columns}
        return type(self).keep_row(session, row, by=current_viewer(), **values)

    def remove(self, session: Any, item: Any) -> None:
        type(self).remove_row(session, item, by=current_viewer())
