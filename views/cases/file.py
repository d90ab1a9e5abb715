"""/files/<id>: one file of a case, what is said of it, taking it back and bringing it back."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.cases.change_file import bring_back_file, describe_file, withdraw_file
from app.cases.listing.choice import whole
from app.conversation.read import one_file
from app.database import db
from app.files.kind import is_drawn
from app.files.pages import drawn
from app.files.store import file_store
from app.files.withdrawn import can_come_back, comes_back_until, may_bring_back, may_change_file
from app.refused import OutOfReach, Refused, Stale
from app.unit_of_work import unit_of_work
from models.conversation import Attachment
from views.base import PortalView, needs
from views.files import ROW_ID


class CaseFileView(PortalView):
    route_base = "/files"
    default_view = "file"

    @expose(f"/<{ROW_ID}:file_id>")
    @needs("can_read", "Cases")
    def file(self, file_id: int) -> Any:
        return _show(self, file_id)

    @expose(f"/<{ROW_ID}:file_id>/description", methods=["POST"])
    @needs("can_edit", "Cases")
    def describe(self, file_id: int) -> Any:
        file, said = _file_or_404(file_id), request.form.get("description", "")
        try:
            with unit_of_work() as session:
                was = request.form.get("was", "")
                describe_file(session, by=current_viewer(), file=file, was=was, description=said)
        except OutOfReach:
            abort(404)
        except Stale as stale:
            return _show(self, file_id, status=409, said=said, theirs=stale.differences[0][1])
        except Refused as refused:
            return _show(self, file_id, status=refused.status, said=said, errors=[str(refused.reason)])
        flash(_("Saved."), "success")
        return redirect(f"/files/{file_id}", 303)

    @expose(f"/<{ROW_ID}:file_id>/withdrawal", methods=["POST"])
    @needs("can_edit", "Cases")
    def withdraw(self, file_id: int) -> Any:
        return self._act(file_id, withdraw_file, _("The file is withdrawn: nobody gets it any more."))

    @expose(f"/<{ROW_ID}:file_id>/withdrawal/removal", methods=["POST"])
    @needs("can_edit", "Cases")
    def bring_back(self, file_id: int) -> Any:
        return self._act(file_id, bring_back_file, _("The file is back."))

    def _act(self, file_id: int, verb: Any, done: str) -> Any:
        file = _file_or_404(file_id)
        try:
            with unit_of_work() as session:
                verb(session, by=current_viewer(), file=file)
        except OutOfReach:
            abort(404)
        except Refused as refused:
            return _show(self, file_id, status=refused.status, errors=[str(refused.reason)])
        flash(done, "success")
        return redirect(f"/files/{file_id}", 303)


def _file_or_404(file_id: int) -> Attachment:
    """A file of a case, for a verb to act on."""
    of_case = Attachment.id == file_id, Attachment.case_id.is_not(None)
    return db.session().scalars(select(Attachment).where(*of_case)).one_or_none() or abort(404)


def _show(view: PortalView, file_id: int, *, status: int = 200, **context: Any) -> Any:
    """After a difference was shown, the form holds what stands there now: sent again, it is meant."""
    by = current_viewer()
    file = one_file(db.session(), by, file_id) or abort(404)
    taken = file.withdrawn_at
    may_change = file.may_edit and may_change_file(by, file.person_id)
    context.setdefault("errors", [])
    return view.page(
        "cases/file.html",
        status=status,
        file=file,
        by=by,
        may_change=may_change,
        may_bring_back=may_change and may_bring_back(by, file.withdrawn_by_id),
        until=comes_back_until(taken) if taken and can_come_back(taken) else None,
        has_errors=bool(context["errors"]),
        **_pages(file),
        **context,
    )


def _pages(file: Any) -> dict[str, Any]:
    """How many pages there are to look at, and which one is; why none can be shown."""
    if not is_drawn(file.media_type) or file.withdrawn_at:
        return {}
    key = db.session().scalars(select(Attachment.key).where(Attachment.id == file.id)).one()
    try:
        pages = drawn(file_store(), key, 0, file.size).pages
    except Refused as refused:
        return {"no_preview": refused.reason}
    return {"pages": pages, "page": max(1, min(whole(request.args.get("page")) or 1, pages))}
