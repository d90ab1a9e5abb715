"""/setup/severities: how severe a case can be, as the service desk reviews it."""

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from models.severity import Severity
from views.crud import PortalInterface
from views.fab.forms import TextsField
from views.setup.lookups import LABELS, LookupTable
from views.setup.scale_table import ScaleForm
from views.setup.words import in_both_languages, in_every_language, not_too_long


class SeverityForm(ScaleForm):
    definition = TextsField(
        _l("Definition"), [in_both_languages, not_too_long(500)], rows=3, description=_l("When it holds.")
    )
    is_offered = BooleanField(_l("May be given to cases"), default=True)


class SeverityTable(LookupTable):
    """Severities."""

    route_base = "/setup/severities"
    datamodel = PortalInterface(Severity)
    list_title, show_title = _l("Severities"), _l("Severity")
    add_title, edit_title = _l("Add a severity"), _l("Change this severity")
    list_columns = ["name", "rank", "is_offered"]
    show_columns = add_columns = edit_columns = ["name", "definition", "rank", "is_offered"]
    add_form = edit_form = SeverityForm
    label_columns = {**LABELS, "definition": _l("Definition"), "is_offered": _l("May be given to cases")}
    formatters_columns = {"definition": in_every_language}
    still_used = _l("This is still in use. Do not offer it any more instead of deleting it.")
