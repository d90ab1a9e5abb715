"""/setup/escalations: how often one may escalate in a month."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from app.access.manager import current_viewer
from app.cases.escalation.allowance import rule
from app.cases.escalation.keep_rule import MOST, keep_rule
from app.database import db
from app.refused import Refused
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs
from views.crud.saving import tell
from views.fab.numbers import WholeNumberField
from views.form import PortalForm


class RuleForm(PortalForm):
    allowance = WholeNumberField(
        _l("Escalations in a month"),
        [
            InputRequired(_l("Enter a number.")),
            NumberRange(0, MOST, _l("Enter a number from 0 to 1000.")),
        ],
        description=_l("An account can have a number of its own; it stands on the page of the account."),
    )
    counted_for = RadioField(
        _l("Counted for"),
        choices=[
            SelectChoice(value="account", label=_l("Each account by itself")),
            SelectChoice(value="tree", label=_l("A parent account and all its sub-accounts together")),
        ],
        description=_l(
            "Who escalates is told how many are used: together, cases count that the reader may not see."
        ),
    )


class EscalationRuleView(PortalView):
    """How often one may escalate."""

    route_base = "/setup/escalations"
    default_view = "rule"

    @expose("", methods=["GET"])
    @needs("can_read", "Setup")
    def rule(self) -> Any:
        known = rule(db.session())
        return self._show(RuleForm(formdata=None, allowance=known.allowance, counted_for=known.counted_for))

    @expose("", methods=["POST"])
    @needs("can_configure", "Setup")
    def save(self) -> Any:
        form = RuleForm(request.form)
        if not form.validate():
            return self._show(form, 422)
        said = {"allowance": form.allowance.data, "counted_for": form.counted_for.data}
        try:
            with unit_of_work() as session:
                keep_rule(session, by=current_viewer(), **said)
        except Refused as refused:
            return self._show(form, tell(form, refused))
        flash(_("Saved."), "success")
        return redirect("/setup/escalations", 303)

    def _show(self, form: RuleForm, status: int = 200) -> Any:
        may_edit = current_viewer().may("can_configure", "Setup")
        return self.page("setup/escalations.html", status, form=form, may_edit=may_edit)
