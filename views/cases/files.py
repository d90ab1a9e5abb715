"""The files of a case: the tab, adding some, and all of them at once."""

from typing import Any

from flask import Response, redirect
from flask_appbuilder import expose
from flask_babel import gettext as _

from app.conversation.read import files_to_take
from app.database import db
from app.files.name import disposition
from app.files.store import file_store
from app.files.zip import zipped
from views.base import PortalView, needs
from views.cases.fetch import case_or_404, page_or_404
from views.cases.forms import FilesForm
from views.cases.send import send_files
from views.cases.show import show_case
from views.files import SANDBOX


class CaseFilesView(PortalView):
    route_base = "/cases"
    default_view = "files"

    @expose("/<int:number>/files")
    @needs("can_read", "Cases")
    def files(self, number: int) -> Any:
        return show_case(self, number, tab="files", files_form=FilesForm(formdata=None))

    @expose("/<int:number>/files", methods=["POST"])
    @needs("can_edit", "Cases")
    def add_files(self, number: int) -> Any:
        case, form = case_or_404(number), FilesForm()
        if not send_files(case, form):
            return show_case(self, number, tab="files", form=form, files_form=form)
        return redirect(f"/cases/{number}/files")

    @expose("/<int:number>/files.zip")
    @needs("can_read", "Cases")
    def all_files(self, number: int) -> Any:
        """All that this reader may have, made while it is sent; nobody waits for the database meanwhile."""
        case = page_or_404(number)
        files = files_to_take(db.session(), case.id)
        made = zipped(file_store(), files, _("Files that could not be fetched") + ".txt")
        answer = Response(made, mimetype="application/zip", headers=SANDBOX)
        answer.headers["Content-Disposition"] = disposition(f"{number}.zip", is_inline=False)
        return answer
