"""/cases/<number>/escalation: bringing a case before management, taking that back, and the answer."""

from typing import Any, Final

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired

from app.access.manager import current_viewer
from app.cases.escalation.allowance import allowance_of
from app.cases.escalation.answer import MANAGING, answer_escalation
from app.cases.escalation.escalate import escalate, why_not, withdraw_escalation
from app.cases.escalation.read import last_escalation
from app.cases.escalation.words import escalation_word
from app.cases.listing.choice import whole
from app.cases.nonce import made_with, new_nonce
from app.database import db
from app.refused import OutOfReach, Refused, Stale
from app.unit_of_work import unit_of_work
from models.escalation import STATES
from views.base import PortalView, needs
from views.cases.changes import label_of, value_of
from views.cases.fetch import case_or_404, page_or_404
from views.cases.forms import put_error
from views.cases.whom import whom_to_ask
from views.form import PortalForm

TRIES: Final = 20  # of two at once the second takes the next place, as long as there is one


class EscalationForm(PortalForm):
    nonce = HiddenField()
    reason = TextAreaField(
        _l("Why do you escalate this case?"), [DataRequired(_l("Tell us why you escalate this case."))]
    )
    expectation = TextAreaField(
        _l("What do you expect to happen?"), [DataRequired(_l("Tell us what you expect to happen."))]
    )


class EscalationView(PortalView):
    route_base = "/cases"
    default_view = "escalation"

    @expose("/<int:number>/escalation")
    @needs("can_read", "Cases")
    def escalation(self, number: int) -> Any:
        return _show(self, number, EscalationForm(formdata=None, nonce=new_nonce()))

    @expose("/<int:number>/escalation", methods=["POST"])
    @needs("can_edit", "Cases")
    def escalate(self, number: int) -> Any:
        case_or_404(number)
        form = EscalationForm()
        if not form.validate():
            return _show(self, number, form)
        try:
            _raise(number, form)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            put_error(form, refused)
            return _show(self, number, form)
        flash(
            _("The case is escalated. The management of the service desk gets your words by mail."), "success"
        )
        return redirect(f"/cases/{number}", 303)

    @expose("/<int:number>/escalation/removal", methods=["POST"])
    @needs("can_edit", "Cases")
    def withdraw(self, number: int) -> Any:
        case = case_or_404(number)
        if not request.form.get("confirmed"):
            return self.page("cases/withdraw_escalation.html", case=case)
        try:
            with unit_of_work() as session:
                withdraw_escalation(session, by=current_viewer(), case=case)
        except OutOfReach:
            abort(404)
        flash(_("The escalation is withdrawn."), "success")
        return redirect(f"/cases/{number}", 303)

    @expose("/<int:number>/escalation/answer", methods=["POST"])
    @needs(*MANAGING)
    def answer(self, number: int) -> Any:
        case, form = case_or_404(number), request.form
        to, text, version = form.get("to", ""), form.get("answer", ""), whole(form.get("version")) or 0
        typed: dict[str, Any] = {"wanted": to, "typed": text}
        try:
            with unit_of_work() as session:
                answer_escalation(
                    session, by=current_viewer(), case=case, to=to, answer=text, version=version
                )
        except StaleDataError:  # somebody saved in this very moment: now there is a difference to show
            return self.answer(number)
        except Stale as stale:
            return _show(self, number, differences=_in_words(number, stale), **typed)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _show(
                self, number, errors={refused.field: [str(refused.reason)]}, version=version, **typed
            )
        flash(_("The answer is saved, and those whom it concerns get a mail."), "success")
        return redirect(f"/cases/{number}", 303)


def _raise(number: int, form: EscalationForm) -> None:
    """Once per form, however often it is sent: the other click may be a moment ahead."""
    by, said = current_viewer(), {name: form[name].data or "" for name in ("reason", "expectation", "nonce")}
    refused = Refused(_("This could not be saved. Please send it again."))
    for _try in range(TRIES):
        try:
            with unit_of_work() as session:
                escalate(session, by=by, case=case_or_404(number), **said)
            return
        except (IntegrityError, StaleDataError):
            continue
        except Refused as found:
            refused = found
            break
    if made_with(db.session(), by=by, nonce=said["nonce"]) is None:
        raise refused


def _show(view: PortalView, number: int, form: EscalationForm | None = None, **context: Any) -> Any:
    session, by, case = db.session(), current_viewer(), page_or_404(number)
    found = last_escalation(session, case)
    goes_on = bool(found and found.ended_at is None)
    is_mine = bool(found and found.raised_by_id == by.person_id)
    form = form or EscalationForm(formdata=None, nonce=new_nonce())
    is_wrong = bool(form.errors or context.get("errors"))
    return view.page(
        "cases/escalation.html",
        409 if context.get("differences") else 422 if is_wrong else 200,
        case=case,
        by=by,
        found=found,
        form=form,
        has_errors=is_wrong,
        may_withdraw=goes_on and case.may_edit and (is_mine or not by.is_staff),
        choices=_choices() if goes_on and case.may_edit and by.may(*MANAGING) else [],
        **({"wanted": "in_progress", "typed": "", "version": found.version if found else 0} | context),
        **(_asking(case, goes_on) if case.may_edit else {}),
    )


def _asking(case: Any, goes_on: bool) -> dict[str, Any]:
    """What is said before one may escalate; while an escalation goes on, how many there were."""
    session = db.session()
    allowance = allowance_of(session, case)
    if goes_on:
        return {"allowance": allowance}
    whom = whom_to_ask([case.account_id]) if allowance.is_used_up else {}
    return {"why_not": why_not(session, case), "allowance": allowance, **whom}


def _choices() -> list[tuple[str, str]]:
    return [(state, escalation_word(state)) for state in STATES if state != "raised"]


def _in_words(number: int, stale: Stale) -> list[tuple[Any, Any, Any]]:
    case = page_or_404(number)
    return [
        (label_of(str(f), case), value_of(str(f), theirs, case), value_of(str(f), mine, case))
        for f, theirs, mine in stale.differences
    ]
