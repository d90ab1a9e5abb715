"""The page of a case: conversation, files and history, each at its own address."""

from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from flask import redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.assign import agents
from app.cases.change_priority import priorities_for
from app.cases.listing.choice import whole
from app.cases.nonce import new_nonce
from app.cases.teams import teams
from app.closing.count import is_closed_for_good
from app.conversation.presence import who_is_here
from app.conversation.read import all_files, notes_after
from app.database import db
from app.desk.macros.read import offered
from app.desk.queue import other_cases
from app.files.attach import waiting
from app.requests.versions import labels_of, secret_fields_of
from app.secrets.access import accesses_of, may_read_secrets, secrets_of
from app.setup.scales import scales
from app.setup.severities import severities
from views.base import PortalView, needs
from views.cases.acts import Change, act_in_words
from views.cases.closing import closing_of
from views.cases.fetch import goes_on_at, page_or_404
from views.cases.links import links_shown
from views.cases.mark_words import shown_marks
from views.cases.rating import of_rating
from views.cases.talk import note_marks, talk_of
from views.cases.task_card import tasks_shown
from views.form import PortalForm
from views.marks import polled
from views.parts.language import current_language
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
        after, since = (whole(request.args.get(name)) for name in ("after", "since"))
        fresh = notes_after(
            db.session(), case.id, after or 0, datetime.fromtimestamp(since, UTC) if since else None
        )
        here = who_is_here(db.session(), current_viewer(), case.id)
        if not fresh.notes and not any(here):
            return "", 204
        return self.page(
            "cases/notes.html", conversation=fresh, case=case, by=current_viewer(), here=here, **note_marks()
        )


def show_case(
    view: PortalView, number: int, *, tab: str = "notes", form: PortalForm | None = None, **context: Any
) -> Any:
    """The page with one of its tabs; with a form that holds errors it answers 422."""
    case = page_or_404(number)
    there = goes_on_at(case) if tab == "notes" else None
    return redirect(f"/cases/{there}") if there is not None else _show(view, case, tab, form, context)


def _show(view: PortalView, case: Any, tab: str, form: PortalForm | None, context: dict[str, Any]) -> Any:
    session, by = db.session(), current_viewer()
    has_errors = bool((form and form.errors) or _is_any_wrong(context))
    drafted = _drafted(case, tab, form)
    return view.page(
        "cases/show.html",
        status=_status(has_errors, context),
        case=case,
        by=by,
        tab=tab,
        case_tabs=_tabs(case, by, tab),
        note_form=form,
        has_errors=has_errors,
        **_what_may_be_done(case, by),
        nonce=drafted or new_nonce(),
        kept=waiting(session, by=by, nonce=drafted) if drafted else [],
        **_for_the_desk(case, by),
        closing=closing_of(case, by),
        **_beside(case, by),
        asked=asked_of(case, in_full=tab == "notes"),
        **shown_marks(case, by),
        **of_rating(case, by),
        **_of_tab(session, case, tab, form),
        **context,
    )


def _drafted(case: Any, tab: str, form: PortalForm | None) -> str:
    """For which form files may wait: the one that came back, or the draft of a note."""
    drafted = form["nonce"].data if form else (case.draft_nonce if tab == "notes" else "")
    return drafted or ""


def _is_any_wrong(context: dict[str, Any]) -> bool:
    parts = (context.get(part, {}).get("errors") for part in ("access", "reopening", "urgency", "tasking"))
    return bool(context.setdefault("status_errors", [])) or any(parts)


def _beside(case: Any, by: Viewer) -> dict[str, Any]:
    """The cases that have to do with it, and for the desk those of the same account."""
    others = other_cases(db.session(), case) if by.may("can_read", "Desk") else []
    return {"links": links_shown(case), "others": others}


def _status(has_errors: bool, context: dict[str, Any]) -> int:
    """409 when somebody else was faster."""
    if context.get("is_stale") or context.get("urgency", {}).get("is_stale"):
        return 409
    return 422 if has_errors else 200


def _for_the_desk(case: Any, by: Viewer) -> dict[str, Any]:
    """To whom the case can be given; nothing for who does not work at the desk."""
    session, tasks = db.session(), tasks_shown(case, by)
    if not (case.may_edit and by.may("can_edit", "Desk")):
        return {"agents": None, "teams": {}, "offered_macros": [], **tasks}
    macros = list(offered(session, by).values())
    return {
        "agents": agents(session),
        "teams": teams(session),
        "offered_macros": macros,
        "severities": tuple(
            one for one in severities(session).values() if one.is_offered or one.id == case.severity_id
        ),
        **tasks,
    }


def _of_tab(session: Session, case: Any, tab: str, form: PortalForm | None) -> dict[str, Any]:
    if tab == "files":
        return {"files": all_files(session, case.id), "labels": labels_of(session, case)}
    if tab == "history":
        return {}  # see views/cases/history.py
    if tab == "access":
        found = {"secrets": secrets_of(session, case), "accesses": accesses_of(session, case)}
        fields = {} if current_viewer().is_staff else secret_fields_of(session, case)
        asked = {code: field.label for code, field in fields.items()}
        return {**found, "labels": labels_of(session, case), "asked_secrets": asked}
    return talk_of(session, case, current_viewer(), form)


def may_see_access(case: Any, by: Viewer) -> bool:
    """Our own people with the permission, and customers who see the account: not those of a parallel one."""
    return may_read_secrets(by) if by.is_staff else bool(case.may_see_account)


def _tabs(case: Any, by: Viewer, tab: str) -> list[dict[str, Any]]:
    hidden = set() if may_see_access(case, by) else {"access"}
    return [
        {"label": label, "href": f"/cases/{case.number}{path}", "is_current": code == tab}
        for code, label, path in _tab_names(current_language())
        if code not in hidden
    ]


@lru_cache(maxsize=8)
def _tab_names(language: str) -> tuple[tuple[str, str, str], ...]:
    """(code, name in the present language, end of the address)"""
    return (
        ("notes", _("Conversation"), ""),
        ("files", _("Files"), "/files"),
        ("history", _("History"), "/history"),
        ("access", _("Access"), "/access"),
    )


def _what_may_be_done(case: Any, by: Viewer) -> dict[str, Any]:
    """Changes of status, and the priorities of its scale while it is open, for who may edit it."""
    if not case.may_edit:
        return {"changes": [], "offered_ids": ()}
    words = scales(db.session())
    offered = priorities_for(words, case.priority_id) if case.is_open else []
    return {
        "changes": _changes(case, by),
        "scales": words,
        "offered_ids": tuple(one.id for one in offered),
    }


def _changes(case: Any, by: Viewer) -> list[Any]:
    """What may be done: each change of status that this viewer may make from here.

    Reopening a case that is settled has a place of its own.
    """
    words = scales(db.session())
    is_settled = not case.is_open and case.pending_since is None
    allowed = {} if is_closed_for_good(case) else words.changes_for(by, case.status_id)
    now = words.statuses[case.status_id]
    found = [
        Change(words.statuses[id_], change.needs_reason, act_in_words(now, words.statuses[id_], by))
        for id_, change in allowed.items()
    ]
    return [one for one in found if not (is_settled and one.status.is_open)]
