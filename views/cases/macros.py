"""/cases/<number>/macro: what agents do again and again, all at once or by way of the note."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.database import db
from app.desk.macros.read import MacroWord, macros, offered
from app.desk.macros.use import note_of, use_macro
from app.refused import Refused
from app.setup.scales import scales
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.cases.fetch import case_or_404
from views.cases.forms import NoteForm
from views.cases.show import show_case
from views.cases.words import said


class MacroUseView(PortalView):
    route_base = "/cases"
    default_view = "use"

    @expose("/<int:number>/macro", methods=["GET", "POST"])
    @needs("can_edit", "Desk")
    def use(self, number: int) -> Any:
        """GET shows the case with the text in the note, ready to be changed; POST does all of it at once."""
        case, chosen = case_or_404(number), whole(request.values.get("macro", "")) or 0
        if request.method == "GET":
            return self._in_the_note(case, chosen)
        try:
            with unit_of_work() as session:
                use_macro(session, by=current_viewer(), case=case, macro_id=chosen)
        except Refused as refused:
            return show_case(self, number, status_errors=[refused.reason])
        flash(_("The macro “%(name)s” is used.", name=said(macros(db.session())[chosen].name)), "success")
        return redirect(f"/cases/{number}", 303)

    def _in_the_note(self, case: Case, chosen: int) -> Any:
        session, by = db.session(), current_viewer()
        macro = offered(session, by).get(chosen)
        if macro is None:
            return redirect(f"/cases/{case.number}")
        text = note_of(session, by, case, macro)
        form = NoteForm(formdata=None, body=text, is_internal=macro.is_internal)
        return show_case(self, case.number, form=form, macro=macro, macro_sets=sets_in_words(macro))


def sets_in_words(macro: MacroWord) -> list[str]:
    """What it changes besides the note."""
    words = scales(db.session())
    found = []
    if macro.status_id in words.statuses:
        found.append(_("the status becomes %(status)s", status=said(words.statuses[macro.status_id].name)))
    if macro.priority_id in words.priorities:
        found.append(_("the priority becomes %(word)s", word=said(words.priorities[macro.priority_id].name)))
    if any(macro.task_title.values()):
        found.append(_("a task is added: %(title)s", title=said(macro.task_title)))
    if macro.team_id:
        found.append(_("the case goes to a team"))
    if macro.assigns:
        mine, nobodys = _("the case is assigned to you"), _("the case is assigned to nobody")
        found.append(mine if macro.assigns == "me" else nobodys)
    return found
