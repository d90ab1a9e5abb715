"""One step of a request: shown by GET, kept by POST, whichever button was pressed."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.cases.nonce import made_with
from app.database import db
from app.refused import OutOfReach, Refused
from app.request_types.definition import Definition, Step
from app.request_types.fill import fill_step
from app.request_types.published import definition_of
from app.requests.credentials import keep_typed
from app.requests.drafts import find_draft, keep_answers, lock_draft
from app.requests.open_request import OpenRequest, fields_of, resumed_request
from app.unit_of_work import unit_of_work
from models.request_draft import RequestDraft
from views.base import PortalView, needs
from views.files import keep_sent_files, takes_file_back
from views.requests.anew import begun_anew, no_such_request
from views.requests.begin import begin_or_find, fresh_or_404
from views.requests.choosing import lookup, searched, take_chosen
from views.requests.pages import step_context
from views.requests.questions import id_of
from views.requests.typed import only_previewed, preview, secrets_in, typed_in


class RequestStepView(PortalView):
    route_base = "/cases"
    default_view = "begin"

    @expose("/new/<string:code>", methods=["GET", "POST"])
    @needs("can_create", "Cases")
    def begin(self, code: str) -> Any:
        """The first step of a new request. Nothing is kept before something was sent."""
        begun = _begun()
        if begun is not None:
            definition = definition_of(db.session(), begun.request_type_version_id)
            return self._take(begun.key, definition.steps[0].code)
        opened = fresh_or_404(code)
        first = opened.filled.steps[0]
        if request.method == "GET":
            return self._show(opened, first)
        if only_previewed():
            return preview()
        opened.key = request.form.get("nonce", "")
        try:
            begin_or_find(opened)
        except Refused as refused:
            return self._show(opened, first, {"": str(refused.reason)})
        return self._take(opened.key, first.code)

    @expose("/drafts/<string:key>", methods=["GET"])
    @needs("can_create", "Cases")
    def resume(self, key: str) -> Any:
        opened = opened_or_404(key)
        assert opened.draft is not None
        step = opened.filled.step(opened.draft.step) or next(iter(opened.filled.steps), None)
        return redirect(address(key, step))

    @expose("/drafts/<string:key>/steps/<string:code>", methods=["GET", "POST"])
    @needs("can_create", "Cases")
    def step(self, key: str, code: str) -> Any:
        if request.method == "POST":
            return self._take(key, code)
        opened = opened_or_404(key)
        take_chosen(opened)
        step = opened.filled.step(code)
        if step is None:
            return redirect(f"/cases/drafts/{key}")
        return self._show(opened, step)

    def _take(self, key: str, code: str) -> Any:
        """Keep what was sent, then do what the button says."""
        if only_previewed():
            return preview()
        go, _colon, which = request.form.get("go", "next").partition(":")
        try:
            errors = _keep(key, code)
        except OutOfReach:
            return _sent_meanwhile(key) or _go_on_anew(begun_anew(key), code)
        opened = opened_or_404(key)
        if "" in errors:  # it could not be kept, and yet stands in the form that comes back
            opened.typed.update(typed_in(step_of(opened.definition, code), request.form))
        step = opened.filled.step(code)
        if step is None:
            return redirect(f"/cases/drafts/{key}")
        if errors or go == "preview":
            return self._show(opened, step, errors, which if go == "preview" else "")
        if go == "search":
            return redirect(lookup(opened, step.code, which), 303)
        searching = searched(opened, step) if go == "next" else None
        if searching:
            return redirect(searching, 303)
        return self._next(opened, step) if go == "next" and not takes_file_back() else _go(opened, step, go)

    def _next(self, opened: OpenRequest, step: Step) -> Any:
        """To the next step, unless something is wrong here, or the answers led to more questions here."""
        asked = request.form.get("asked", "").split()
        new = [one.code for one in fields_of(step) if one.code not in asked and one.kind != "explanation"]
        if new:
            flash(_("Your answers lead to more questions on this page."), "info")
            return redirect(f"{address(opened.key, step)}#{id_of(new[0])}", 303)
        errors = fill_step(opened.definition, step.code, opened.raw, opened.known).errors
        if errors:
            return self._show(opened, step, errors)
        following = opened.step_after(step.code) if "check" not in request.args else None
        return redirect(address(opened.key, following), 303)

    def _show(
        self, opened: OpenRequest, step: Step, errors: dict[str, str] | None = None, previewed: str = ""
    ) -> Any:
        context = step_context(opened, step, errors or {}, previewed)
        return self.page("requests/step.html", status=422 if errors else 200, **context)


def opened_or_404(key: str) -> OpenRequest:
    """One's own request that is not sent yet."""
    session, by = db.session(), current_viewer()
    draft = find_draft(session, by=by, key=key)
    return resumed_request(session, by, draft) if draft is not None else no_such_request()


def step_of(definition: Definition, code: str) -> Step:
    """A step of the definition, whether it shows or not."""
    return next((one for one in definition.steps if one.code == code), None) or abort(404)


def address(key: str, step: Step | None) -> str:
    """Of a step; of the summary behind the last one."""
    return f"/cases/drafts/{key}/" + (f"steps/{step.code}" if step is not None else "summary")


def _begun() -> RequestDraft | None:
    """The draft that the first click on this form began."""
    key = request.form.get("nonce", "")
    return find_draft(db.session(), by=current_viewer(), key=key) if key and not only_previewed() else None


def _keep(key: str, code: str) -> dict[str, str]:
    """Files and answers of this step; answers sentences by field. Raises OutOfReach without such a draft."""
    session, by = db.session(), current_viewer()
    draft = find_draft(session, by=by, key=key)
    if draft is None:
        raise OutOfReach()
    definition = definition_of(session, draft.request_type_version_id)
    step = step_of(definition, code)
    files = [one.code for one in fields_of(step) if one.kind == "files"]
    errors = {str(one.field or ""): str(one.reason) for one in keep_sent_files(key, files)}
    try:
        with unit_of_work() as session:
            draft = lock_draft(session, by=by, key=key)
            keep_answers(draft, typed_in(step, request.form), step=code)
            typed = secrets_in(step, request.form)
            errors |= keep_typed(session, by=by, draft=draft, definition=definition, typed=typed)
    except OutOfReach:
        raise
    except Refused as refused:
        errors[refused.field or ""] = str(refused.reason)
    return errors


def _sent_meanwhile(key: str) -> Any:
    """A click too many: go where the first one went. None when no case was made of this form."""
    case = made_with(db.session(), by=current_viewer(), nonce=key)
    return redirect(f"/cases/{case.number}") if case is not None else None


def _go_on_anew(key: str, code: str) -> Any:
    """To the page that was typed on, with what was typed."""
    for sentence in _keep(key, code).values():
        flash(sentence, "danger")
    return redirect(f"/cases/drafts/{key}", 303)


def _go(opened: OpenRequest, step: Step, go: str) -> Any:
    if go == "back":
        return redirect(address(opened.key, opened.step_before(step.code) or step), 303)
    if go == "later":
        flash(_("Your request is kept. Go on with it from the home page whenever you like."), "success")
        return redirect("/", 303)
    return redirect(address(opened.key, step), 303)
