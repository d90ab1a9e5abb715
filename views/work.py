"""/work/: what somebody asked that takes longer than a page: how far it is, and what came of it."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_appbuilder import expose
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.background.ask import cancel
from app.background.limits import KEPT
from app.background.read import recent
from app.background.run import sight_of
from app.database import db
from app.files.store import file_store
from app.unit_of_work import unit_of_work
from models.background_work import BackgroundWork
from views.base import PortalView, needs_any
from views.files import ROW_ID
from views.marks import polled
from views.sending import sent_file

in_the_portal = needs_any(("can_read", "Cases"), ("can_read", "Accounts"))


class WorkView(PortalView):
    """One's own work in the background; that of others is not there."""

    route_base = "/work"
    default_view = "list"

    @expose("/")
    @in_the_portal
    def list(self) -> Any:
        return self.page("work/list.html", works=recent(db.session()), **_words())

    @expose(f"/<{ROW_ID}:work_id>")
    @in_the_portal
    def show(self, work_id: int) -> Any:
        return self.page("work/show.html", work=work_or_404(work_id), needs_htmx=True, **_words())

    @expose(f"/<{ROW_ID}:work_id>/progress")
    @polled
    @in_the_portal
    def progress(self, work_id: int) -> Any:
        """How far it is, as a part of its page; once it has ended the page is asked for anew."""
        work = work_or_404(work_id)
        page, status = self.page("work/progress.html", work=work, **_words())
        return page, status, {} if work.is_unfinished else {"HX-Refresh": "true"}

    @expose(f"/<{ROW_ID}:work_id>/cancellation", methods=["POST"])
    @in_the_portal
    def cancellation(self, work_id: int) -> Any:
        work = work_or_404(work_id)
        with unit_of_work() as session:
            cancel(session, work, by=current_viewer())
        flash(_("It is cancelled. Nothing of it is kept."), "success")
        return redirect(url_for("WorkView.show", work_id=work_id), 303)

    @expose(f"/<{ROW_ID}:work_id>/file")
    @in_the_portal
    def file(self, work_id: int) -> Any:
        """The file it made, as long as its person may see what was visible when it was made."""
        work = work_or_404(work_id)
        if work.result_key is None or not may_have(work):
            abort(404)
        return sent_file(file_store().open(work.result_key), work.result_name, work.result_size)


def work_or_404(work_id: int) -> BackgroundWork:
    """Fetched anew: the worker goes on with it meanwhile."""
    found = db.session().scalar(select(BackgroundWork).where(BackgroundWork.id == work_id))
    if found is None:
        abort(404)
    assert isinstance(found, BackgroundWork)
    return found


def may_have(work: BackgroundWork) -> bool:
    """Whether its file holds nothing that this person may not see by now."""
    return work.seen_with in ("", sight_of(current_viewer()))


def _words() -> dict[str, Any]:
    return {
        "kinds": {
            "export_cases": _("Export of cases"),
            "export_accounts": _("Export of accounts"),
            "export_contacts": _("Export of contacts"),
            "import_accounts": _("Import of accounts"),
            "import_contacts": _("Import of contacts"),
            "export_devices": _("Export of devices"),
            "import_devices": _("Import of devices"),
        },
        "states": {
            "waiting": (_("Waiting"), "neutral"),
            "running": (_("Running"), "info"),
            "done": (_("Done"), "good"),
            "failed": (_("Failed"), "bad"),
            "cancelled": (_("Cancelled"), "muted"),
        },
        "errors": {
            "unexpected": _("Something went wrong on our side, and nothing was kept. Please try it again."),
            "no_right": _("You may no longer do this."),
            "bad_rows": _("Some rows could not be taken, so nothing was imported. The file says which."),
            "unreadable": _("The file can no longer be read as it was checked. Please send it again."),
        },
        "sentence": in_words,
        "may_have": may_have,
        "kept_days": KEPT.days,
    }


def in_words(work: BackgroundWork) -> str:
    """What came of it: "12 added, 3 changed, 9,985 unchanged"."""
    told = work.outcome
    if "rows" in told:
        return ngettext("%(num)s row", "%(num)s rows", told["rows"])
    numbers = (("added", _("added")), ("changed", _("changed")), ("same", _("unchanged")))
    return ", ".join(f"{format_decimal(told[name])} {word}" for name, word in numbers if name in told)
