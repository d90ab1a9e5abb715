"""The page of a case: conversation, files and history, each at its own address."""

from typing import Any

from flask import request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.assign import agents
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.conversation.read import all_files, history, newest_notes, notes_after
from app.database import db
from app.desk.queue import other_cases
from app.files.attach import waiting
from app.requests.versions import labels_of, secret_labels_of
from app.secrets.access import accesses_of, may_read_secrets, secrets_of
from app.setup.scales import scales
from views.base import PortalView, needs
from views.cases.changes import in_words
from views.cases.fetch import page_or_404
from views.cases.forms import NoteForm
from views.marks import polled
from views.requests.of_case import asked_of
from views.visits import visited


class CaseView(PortalView):
    route_base = "/cases"
    default_view = "case"

    @expose("/<int:number>")
    @needs("can_read", "Cases")
    def case(self, number: int) -> Any:
        answer = show_case(self, number)
        visited("case", number)
        return answer

    @expose("/<int:number>/notes")
    @polled
    @needs("can_read", "Cases")
    def notes(self, number: int) -> Any:
        """The notes since `after`, as a fragment for the open page; nothing new is an empty answer."""
        case = page_or_404(number)
        fresh = notes_after(db.session(), case.id, whole(request.args.get("after")) or 0)
        if not fresh.notes:
            return "", 204
        return self.page("cases/notes.html", conversation=fresh, by=current_viewer())

    @expose("/<int:number>/files")
    @needs("can_read", "Cases")
    def files(self, number: int) -> Any:
        return show_case(self, number, tab="files")

    @expose("/<int:number>/history")
    @needs("can_read", "Cases")
    def history(self, number: int) -> Any:
        return show_case(self, number, tab="history")


def show_case(
    view: PortalView, number: int, *, tab: str = "notes", form: NoteForm | None = None, **context: Any
) -> Any:
    """The page with one of its tabs; with a form that holds errors it answers 422."""
    session, by, case = db.session(), current_viewer(), page_or_404(number)
    errors = context.setdefault("status_errors", []) or context.get("access", {}).get("errors")
    has_errors = bool((form and form.errors) or errors)
    nonce = (form.nonce.data if form else "") or new_nonce()
    return view.page(
        "cases/show.html",
        status=422 if has_errors else 200,
        case=case,
        by=by,
        tab=tab,
        case_tabs=_tabs(case, by, tab),
        note_form=form,
        has_errors=has_errors,
        nonce=nonce,
        kept=waiting(session, by=by, nonce=nonce) if form else [],
        changes=_changes(case, by) if case.may_edit else [],
        agents=agents(session) if case.may_edit and by.may("can_edit", "Desk") else None,
        asked=asked_of(case),
        others=other_cases(session, case) if by.may("can_read", "Desk") else [],
        **_of_tab(session, case, tab),
        **context,
    )


def _of_tab(session: Session, case: Any, tab: str) -> dict[str, Any]:
    if tab == "files":
        return {"files": all_files(session, case.id)}
    if tab == "history":
        return {"events": [(event, in_words(event, case)) for event in history(session, case.id)]}
    if tab == "access":
        found = {"secrets": secrets_of(session, case), "accesses": accesses_of(session, case)}
        asked = {} if current_viewer().is_staff else secret_labels_of(session, case)
        return {**found, "labels": labels_of(session, case), "asked_secrets": asked}
    before = whole(request.args.get("before")) if request.method == "GET" else None
    return {"conversation": newest_notes(session, case, before)}


def may_see_access(case: Any, by: Viewer) -> bool:
    """Our own people with the permission, and customers who see the account: not those of a parallel one."""
    return may_read_secrets(by) if by.is_staff else bool(case.may_see_account)


def _tabs(case: Any, by: Viewer, tab: str) -> list[dict[str, Any]]:
    names = [
        ("notes", _("Conversation"), ""),
        ("files", _("Files"), "/files"),
        ("history", _("History"), "/history"),
    ]
    if may_see_access(case, by):
        names.append(("access", _("Access"), "/access"))
    return [
        {"label": label, "href": f"/cases/{case.number}{path}", "is_current": code == tab}
        for code, label, path in names
    ]


def _changes(case: Any, by: Viewer) -> list[Any]:
    """(status, needs a reason) for each change of status that this viewer may make from here."""
    words = scales(db.session())
    allowed = words.changes_for(by, case.status_id)
    return [(words.statuses[id_], change.needs_reason) for id_, change in allowed.items()]
