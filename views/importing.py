"""Accounts and contacts from a file: it is sent, its columns are named, it is checked and taken in."""

from typing import Any

from flask import abort, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from wtforms import FileField, SelectField
from wtforms.fields import SelectChoice

from app.access.manager import current_viewer
from app.accounts.importing.imports import (
    ACCOUNTS,
    CONTACTS,
    Import,
    in_words,
    match_of,
    problem_table,
    sheet_of,
    take_in,
)
from app.accounts.importing.plan import ACTS, Plan
from app.background.ask import start
from app.database import db, reads_only
from app.refused import Refused
from app.sheets.read import ENCODINGS, LARGEST, MOST_ROWS, SEPARATORS, Sheet, meant
from app.unit_of_work import unit_of_work
from models.background_work import BackgroundWork
from views.base import PortalView, needs
from views.crud.asked import whole_number
from views.crud.saving import tell
from views.exporting import file_of
from views.files import ROW_ID
from views.form import PortalForm

keepers = needs("can_create", "Accounts")
A_PAGE = 50
SHOWN_FIRST = 3  # rows of the file beside the choice of columns
Link = tuple[Any, str]
FOUND_OUT = SelectChoice("", _l("Found out by itself"))


class UploadForm(PortalForm):
    file = FileField(_l("CSV file"))
    separator = SelectField(
        _l("Between the values"),
        choices=[
            FOUND_OUT,
            SelectChoice(",", _l("Comma")),
            SelectChoice(";", _l("Semicolon")),
            SelectChoice("\t", _l("Tab")),
        ],
    )
    encoding = SelectField(
        _l("Letters"),
        choices=[FOUND_OUT, SelectChoice("utf-8", "UTF-8"), SelectChoice("cp1252", "Windows-1252")],
    )


class ImportView(PortalView):
    """Three steps; nothing is written before the last one."""

    what: Import
    default_view = "upload"
    back: Link = (_l("Accounts"), "/accounts/")
    export: Link

    @expose("", methods=["GET", "POST"])
    @expose("/", methods=["GET", "POST"])
    @keepers
    def upload(self) -> Any:
        form, status = UploadForm(), 200
        if request.method == "POST":
            try:
                return redirect(self._href(self._take_in(form)), 303)
            except Refused as refused:
                status = tell(form, refused)
        limits = {"most_rows": MOST_ROWS, "largest": LARGEST}
        return self._page("importing/upload.html", status, form=form, fields=self.what.fields, **limits)

    @expose(f"/<{ROW_ID}:work_id>", methods=["GET", "POST"])
    @keepers
    def columns(self, work_id: int) -> Any:
        work = self._prepared(work_id)
        if not isinstance(work, BackgroundWork):
            return work
        sheet = sheet_of(work.source_key, work.asked)
        if request.method == "GET":
            return self._columns(work, sheet, match_of(self.what, sheet, work.asked))
        match = self._chosen(len(sheet.header))
        if self.what.key.name not in match:
            wrong = _("Say in which column it stands: by it rows are told apart.")
            return self._columns(work, sheet, match, wrong)
        with unit_of_work():
            work.asked = {**work.asked, "columns": match}
        return redirect(self._href(work_id, "/check"), 303)

    def _chosen(self, width: int) -> dict[str, int]:
        """The columns that a form names."""
        typed = ((field.name, request.form.get(f"column-{field.name}")) for field in self.what.fields)
        numbers = {name: whole_number(number, width) for name, number in typed}
        return {name: number for name, number in numbers.items() if number < width}

    def _columns(self, work: BackgroundWork, sheet: Sheet, match: dict[str, int], wrong: str = "") -> Any:
        key = self.what.key
        errors = {f"column-{key.name}": [f"{key.label}: {wrong}"]} if wrong else {}
        first = [[meant(cell)[:80] for cell in row.cells] for row in sheet.rows[:SHOWN_FIRST]]
        found = {"work": work, "sheet": sheet, "match": match, "errors": errors, "first": first}
        status = 422 if wrong else 200
        return self._page("importing/columns.html", status, has_errors=bool(wrong), **found)

    @expose(f"/<{ROW_ID}:work_id>/check", methods=["GET", "POST"])
    @keepers
    def check(self, work_id: int) -> Any:
        """What the file would do, as things stand now; a POST does it, in the background."""
        work = self._prepared(work_id)
        if not isinstance(work, BackgroundWork):
            return work
        _sheet, plan = self._checked(work)
        if request.method == "POST" and plan.is_good:
            with unit_of_work() as session:
                start(session, work, by=current_viewer(), total=len(plan.rows))
            return redirect(url_for("WorkView.show", work_id=work_id), 303)
        status = 422 if request.method == "POST" else 200
        found = {"work": work, "plan": plan, **_shown(plan), **self._words()}
        return self._page("importing/check.html", status, **found)

    @expose(f"/<{ROW_ID}:work_id>/problems")
    @keepers
    def problems(self, work_id: int) -> Any:
        """The rows that cannot be taken, with the reason, as a file to be mended."""
        work = self._prepared(work_id)
        if not isinstance(work, BackgroundWork):
            return work
        name = _("%(list)s with problems", list=self.what.list_name)
        return file_of(name, *problem_table(*self._checked(work)))

    def _take_in(self, form: UploadForm) -> int:
        """The id of the work. Raises Refused."""
        sent = request.files.get("file")
        if sent is None or not sent.filename:
            raise Refused(_("Choose a file."), "file")
        db.session.commit()  # ends the reading so far: nobody waits for the database while the file is read
        with sent.stream as stream:
            data = stream.read(LARGEST + 1)
        separator = form.separator.data if form.separator.data in SEPARATORS else ""
        encoding = form.encoding.data if form.encoding.data in ENCODINGS else ""
        chosen = {"separator": separator, "encoding": encoding}
        with unit_of_work() as session:
            work = take_in(session, self.what, data, by=current_viewer(), name=sent.filename, **chosen)
        return work.id

    def _prepared(self, work_id: int) -> Any:
        """One's own import of this kind; one that was started already has its own page."""
        found = db.session.scalar(
            select(BackgroundWork).where(BackgroundWork.id == work_id, BackgroundWork.kind == self.what.kind)
        )
        if found is None:
            abort(404)
        return (
            found if found.state == "prepared" else redirect(url_for("WorkView.show", work_id=work_id), 303)
        )

    def _checked(self, work: BackgroundWork) -> tuple[Sheet, Plan]:
        """In a transaction that only reads, also within a POST: it may take a second."""
        session = db.session()
        session.commit()
        reads_only(session)
        sheet = sheet_of(work.source_key, work.asked)
        plan = self.what.plan(session, sheet, match_of(self.what, sheet, work.asked))
        session.commit()
        return sheet, plan

    def _href(self, work_id: int, more: str = "") -> str:
        return f"{self.route_base}/{work_id}{more}"

    def _page(self, template: str, status: int = 200, **context: Any) -> Any:
        said = {"what": self.what, "base": self.route_base, "list": self.back, "export": self.export}
        return self.page(template, status, title=self.title(), **said, **context)

    def title(self) -> str:
        raise NotImplementedError

    def _words(self) -> dict[str, Any]:
        return {
            "acts": {
                "bad": (_("Cannot be taken"), "bad"),
                "added": (_("New"), "good"),
                "changed": (_("Changed"), "info"),
                "same": (_("Unchanged"), "muted"),
            },
            "labels": {field.name: field.label for field in self.what.fields},
            "in_words": in_words,
            "named": _named,
        }


def _shown(plan: Plan) -> dict[str, Any]:
    """The rows of one page of the check: all, or those that one thing happens to; first what is wrong."""
    show = request.args.get("show", "bad" if plan.counts["bad"] else "")
    rows = plan.of(show) if show in ACTS else plan.rows
    page = max(min(whole_number(request.args.get("page"), 1), -(-len(rows) // A_PAGE)), 1)
    return {
        "show": show,
        "rows": rows[(page - 1) * A_PAGE : page * A_PAGE],
        "page_number": page,
        "next_page": page + 1 if len(rows) > page * A_PAGE else None,
    }


def _named(values: dict[str, Any]) -> str:
    """The name of what a row is about, as far as the file says it."""
    whole = f"{values.get('first_name') or ''} {values.get('last_name') or ''}"
    return str(values.get("name") or whole.strip())


class AccountImportView(ImportView):
    route_base = "/accounts/import"
    what = ACCOUNTS
    export = (_l("Export of accounts"), "/accounts/export?format=csv")

    def title(self) -> str:
        return _("Import accounts")


class ContactImportView(ImportView):
    route_base = "/contacts/import"
    what = CONTACTS
    export = (_l("Export of contacts"), "/contacts/export?format=csv")

    def title(self) -> str:
        return _("Import contacts")
