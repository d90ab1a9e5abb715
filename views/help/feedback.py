"""/help/feedback: a problem with the portal or an idea for it, and what became of it."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError
from wtforms import HiddenField, RadioField, StringField, TextAreaField

from app.access.manager import current_viewer
from app.cases.check import clean_subject, clean_text
from app.cases.nonce import new_nonce
from app.conversation.post_note import post_note
from app.conversation.read import all_files, newest_notes
from app.database import db
from app.feedback.follow import feedback_case, my_feedback
from app.feedback.give import KINDS, Said, give_feedback, sent_before
from app.files.attach import attach_uploads, waiting
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.case import Case
from views.base import PortalView, needs
from views.cases.fetch import LARGEST_ID
from views.cases.forms import NoteForm, put_error
from views.cases.send import keep_files
from views.form import PortalForm
from views.help.asked_from import page_asked_from

GIVING = ("can_create", "Feedback")


class FeedbackForm(PortalForm):
    """`page` is where the sender came from; the browser tells itself with every request."""

    nonce = HiddenField()
    page = HiddenField()
    kind = RadioField(_l("What is it?"), validate_choice=False)
    subject = StringField(_l("In one line"), render_kw={"maxlength": 200, "autocomplete": "off"})
    text = TextAreaField(_l("What happened, or what would help you?"), render_kw={"rows": 8})

    def offer(self) -> None:
        words = {
            "problem": _("A problem: something does not work"),
            "idea": _("An idea: something can be better"),
        }
        self.kind.choices = [(kind, words[kind]) for kind in KINDS]
        for field in (self.kind, self.subject, self.text):
            field.flags.required = True

    def is_fit(self) -> bool:
        """Everything that is wrong at once, where the verb would stop at the first."""
        self.validate()
        for check in (
            lambda: clean_subject(self.subject.data or ""),
            lambda: clean_text(self.text.data or "", "text", _("Describe the problem or the idea.")),
        ):
            try:
                check()
            except Refused as refused:
                put_error(self, refused)
        if self.kind.data not in KINDS:
            put_error(self, Refused(_("Choose whether this is a problem or an idea."), "kind"))
        return not self.errors


class FeedbackView(PortalView):
    """Feedback about the portal."""

    route_base = "/help/feedback"
    default_view = "give"

    @expose("", methods=["GET", "POST"])
    @needs(*GIVING)
    def give(self) -> Any:
        form = FeedbackForm()
        form.offer()
        if request.method == "GET":
            form.nonce.data, form.kind.data, form.page.data = new_nonce(), "problem", page_asked_from()
        elif keep_files(form):
            done = self._send(form)
            if done is not None:
                return done
        return self._show(form)

    @expose("/<int:number>")
    @needs(*GIVING)
    def follow(self, number: int) -> Any:
        return self._show_case(_case_or_404(number), None)

    @expose("/<int:number>/notes", methods=["POST"])
    @needs(*GIVING)
    def add_note(self, number: int) -> Any:
        case, form = _case_or_404(number), NoteForm()
        if keep_files(form) and form.validate():
            try:
                _post(case, form)
                return redirect(f"/help/feedback/{number}", 303)
            except OutOfReach:
                abort(404)
            except Refused as refused:
                put_error(form, refused)
        return self._show_case(_case_or_404(number), form)

    def _send(self, form: FeedbackForm) -> Any:
        """Where it leads; None when something is to be mended. Sent twice, it goes to the first."""
        by, nonce = current_viewer(), form.nonce.data or ""
        earlier = sent_before(db.session(), by=by, nonce=nonce)
        if earlier is not None:
            return redirect(f"/help/feedback/{earlier}", 303)
        if not form.is_fit():
            return None
        try:
            with unit_of_work() as session:
                case = give_feedback(session, by=by, nonce=nonce, said=_said(form))
        except Refused as refused:
            put_error(form, refused)
            return self._show(form, refused.status)
        except IntegrityError:
            return self._already_sent(form, nonce)
        flash(_("Thank you. Your feedback has number %(number)s.", number=case.number), "success")
        return redirect(f"/help/feedback/{case.number}", 303)

    def _already_sent(self, form: FeedbackForm, nonce: str) -> Any:
        """The other click was faster: go where it went."""
        earlier = sent_before(db.session(), by=current_viewer(), nonce=nonce)
        if earlier is not None:
            return redirect(f"/help/feedback/{earlier}", 303)
        form.nonce.data = new_nonce()
        form.form_errors.append(_("This could not be saved. Please send it again."))
        return None

    def _show(self, form: FeedbackForm, status: int = 0) -> Any:
        session, by = db.session(), current_viewer()
        return self.page(
            "help/feedback.html",
            status=status or (422 if form.errors else 200),
            form=form,
            asked_from=page_asked_from(),
            browser=_browser(),
            kept=waiting(session, by=by, nonce=form.nonce.data or ""),
            mine=my_feedback(session, by),
        )

    def _show_case(self, case: Case, form: NoteForm | None) -> Any:
        session, by = db.session(), current_viewer()
        files = all_files(session, case.id)
        nonce = (form.nonce.data if form else "") or new_nonce()
        return self.page(
            "help/follow.html",
            status=422 if form and form.errors else 200,
            case=case,
            by=by,
            conversation=newest_notes(session, _WithFiles(case.id, bool(files))),
            files=[file for file in files if file.note_id is None],
            note_form=form,
            has_errors=bool(form and form.errors),
            nonce=nonce,
            kept=waiting(session, by=by, nonce=nonce) if form else [],
        )


class _WithFiles:
    """What reading a conversation asks of a case."""

    def __init__(self, case_id: int, has_files: bool) -> None:
        self.id, self.has_files = case_id, has_files


def _post(case: Case, form: NoteForm) -> None:
    by, nonce = current_viewer(), form.nonce.data or ""
    with unit_of_work() as session:
        note = post_note(session, by=by, case=case, body=form.body.data or "")
        attach_uploads(session, by=by, nonce=nonce, case=case, note=note)


def _said(form: FeedbackForm) -> Said:
    kind, subject, text = (form[name].data or "" for name in ("kind", "subject", "text"))
    return Said(kind, subject, text, page_asked_from(), _browser())


def _browser() -> str:
    return (request.user_agent.string or "")[:200]


def _case_or_404(number: int) -> Case:
    found = feedback_case(db.session(), current_viewer(), number) if number <= LARGEST_ID else None
    return abort(404) if found is None else found
