"""/cases/<number>/merge, /split and /links: cases that are about the same, or about two things."""

from contextlib import suppress
from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app import clock
from app.access.manager import current_viewer
from app.cases.link import link_cases, unlink
from app.cases.listing.choice import whole
from app.conversation.read import newest_notes
from app.database import db
from app.desk.merge.act import UNDONE_WITHIN, merge_cases, undo_merge
from app.desk.merge.preview import preview_merge
from app.desk.split import split_note
from app.refused import OutOfReach, Refused
from app.unit_of_work import unit_of_work
from models.case import Case
from models.case_merge import CaseMerge
from models.link import LINK_KINDS
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, page_or_404
from views.cases.links import links_shown


class MergeView(PortalView):
    route_base = "/cases"
    default_view = "merge"

    @expose("/<int:number>/merge", methods=["GET", "POST"])
    @needs("can_edit", "Desk")
    def merge(self, number: int) -> Any:
        """POST without `confirmed` shows who would see more; with it the two become one."""
        case, typed = case_or_404(number), request.values.get("into", "")
        into = _other(typed)
        if request.method == "GET" or into is None:
            errors = {} if request.method == "GET" else {"into": [_nothing_there()]}
            return self._ask(case, typed, errors)
        if not request.form.get("confirmed"):
            return self._ask(case, typed, {}, into)
        try:
            with unit_of_work() as session:
                knows = bool(request.form.get("other_account"))
                merge_cases(session, by=current_viewer(), case=case, into=into, other_account=knows)
        except Refused as refused:
            return self._ask(case, typed, {refused.field: [refused.reason]}, into)
        told = _("Case %(number)s goes on here. This can be taken back for seven days.", number=number)
        flash(told, "success")
        return redirect(f"/cases/{into.number}", 303)

    @expose("/<int:number>/merge/removal", methods=["POST"])
    @needs("can_edit", "Desk")
    def undo(self, number: int) -> Any:
        case = case_or_404(number)
        merge = db.session().scalar(_merges().where(CaseMerge.case_id == case.id).limit(1))
        try:
            with unit_of_work() as session:
                if merge is None:
                    raise Refused(_("This case was not merged."))
                undo_merge(session, by=current_viewer(), merge=merge)
        except Refused as refused:
            flash(str(refused.reason), "danger")
        else:
            flash(_("The merge is taken back: all is where it was."), "success")
        return redirect(f"/cases/{number}", 303)

    def _ask(self, case: Case, typed: str, errors: dict[Any, Any], into: Case | None = None) -> Any:
        session, recently = db.session(), clock.now() - UNDONE_WITHIN
        taken_in = _merges().where(CaseMerge.into_id == case.id, CaseMerge.undone_at.is_(None))
        return self.page(
            "desk/merge.html",
            status=422 if errors else 200,
            has_errors=bool(errors),
            case=case,
            typed=typed,
            errors=errors,
            into=into,
            seen=preview_merge(session, case, into) if into and into.id != case.id else None,
            taken_in=session.scalars(taken_in.where(CaseMerge.at > recently)).all(),
        )

    @expose("/<int:number>/split", methods=["GET", "POST"])
    @needs("can_edit", "Desk")
    def split(self, number: int) -> Any:
        case = case_or_404(number)
        errors: dict[str | None, list[Any]] = {}
        if request.method == "POST":
            try:
                with unit_of_work() as session:
                    chosen = whole(request.form.get("note", "")) or 0
                    words: dict[str, Any] = {"note_id": chosen, "subject": request.form.get("subject", "")}
                    fresh = split_note(session, by=current_viewer(), case=case, **words)
                flash(_("The note is a case of its own now, linked to the other one."), "success")
                return redirect(f"/cases/{fresh.number}", 303)
            except OutOfReach:
                errors = {"note": [_("Choose a note of this case that the customer can read.")]}
            except Refused as refused:
                errors = {refused.field: [refused.reason]}
        page = page_or_404(number)
        notes = [note for note in newest_notes(db.session(), page).notes if not note.is_internal]
        status = 422 if errors else 200
        return self.page("desk/split.html", status=status, case=page, notes=notes, errors=errors)

    @expose("/<int:number>/links", methods=["GET", "POST"])
    @needs("can_edit", "Desk")
    def link(self, number: int) -> Any:
        case, errors = case_or_404(number), {}
        if request.method == "POST":
            try:
                with unit_of_work() as session:
                    other, kind = _other(request.form.get("other", "")), request.form.get("kind", "")
                    if other is None:
                        raise Refused(_nothing_there(), "other")
                    link_cases(session, by=current_viewer(), case=case, other=other, kind=kind)
                return redirect(f"/cases/{number}#links", 303)
            except Refused as refused:
                errors = {refused.field: [refused.reason]}
        kinds = [(code, words) for code, words in _link_words().items() if code in LINK_KINDS]
        status, links = 422 if errors else 200, links_shown(page_or_404(number))
        return self.page("desk/link.html", status=status, case=case, kinds=kinds, links=links, errors=errors)

    @expose("/<int:number>/links/removal", methods=["POST"])
    @needs("can_edit", "Desk")
    def remove_link(self, number: int) -> Any:
        """`link` is the id of one of this case."""
        case, link_id = case_or_404(number), whole(request.form.get("link", "")) or 0
        with suppress(OutOfReach), unit_of_work() as session:  # a second click: it went before
            unlink(session, by=current_viewer(), case=case, link_id=link_id)
        flash(_("The link is gone. The history of both cases keeps it."), "success")
        return redirect(f"/cases/{number}/links", 303)


def _link_words() -> dict[str, str]:
    return {
        "relates": _("has to do with"),
        "duplicates": _("is about the same as"),
        "blocks": _("must be solved before"),
        "follows": _("follows on"),
    }


def _nothing_there() -> str:
    return _("No case that you may see has this number.")


def _other(typed: str) -> Case | None:
    number = whole(typed.strip())
    return db.session().scalar(select(Case).where(Case.number == number)) if number else None


def _merges() -> Any:
    return select(CaseMerge).order_by(CaseMerge.id.desc())
