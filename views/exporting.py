"""Lists on their way out as files: at once when they are short, else in the background."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import redirect, request, url_for

from app.access.manager import current_viewer
from app.access.reading import in_transaction
from app.background.ask import ask_for
from app.background.limits import AT_ONCE
from app.background.table import file_name
from app.database import db
from app.sheets.write import CSV, FORMATS, write_table
from app.unit_of_work import unit_of_work
from views.base import PortalView
from views.parts.reader import reader
from views.sending import sent_file


def asked_format() -> str:
    """csv, unless the address says xlsx."""
    asked = request.args.get("format", CSV)
    return asked if asked in FORMATS else CSV


def file_of(list_name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> Any:
    """The list as a download. It is complete before the first byte goes: no reader gets half of it."""
    kind, to = asked_format(), reader()
    with in_transaction(db.session()):
        file = write_table(kind, header, rows, language=to.language, zone=to.zone)
    size = file.seek(0, 2)
    file.seek(0)
    return sent_file(file, file_name(list_name, kind, to.zone), size)


def ask_first(view: PortalView, title: str, back: str) -> Any:
    """A page that offers to make the file in the background."""
    return view.page("work/ask.html", title=title, back=back, most=AT_ONCE, kind=asked_format())


def put_to_work(kind: str, **asked: Any) -> Any:
    """Ask the worker for the file that this address describes, and show how far it is."""
    to = reader()
    facts = {**asked, "format": asked_format(), "language": to.language, "zone": to.zone}
    with unit_of_work() as session:
        work = ask_for(session, by=current_viewer(), kind=kind, asked=facts)
    return redirect(url_for("WorkView.show", work_id=work.id), 303)
