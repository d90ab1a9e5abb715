"""/translate/: texts that lack one of the languages, and the page on which those of a row are translated."""

from typing import Any

from flask import abort, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy.orm.exc import StaleDataError

from app.access.manager import current_viewer
from app.database import db
from app.refused import Refused, Stale
from app.translate.find import count_lacking, find_page, find_row
from app.translate.keep import keep_texts
from app.translate.texts import KINDS, TRANSLATING, Kind, kinds_for
from app.unit_of_work import unit_of_work
from views.base import PortalView, needs_any
from views.crud.asked import LARGEST_ID
from views.crud.saving import SEEN, fingerprint, refuse_stale, tell, with_seen
from views.fab.forms import TextsField
from views.files import ROW_ID
from views.form import PortalForm

MOST_COUNTED = 1_000
translators = needs_any(TRANSLATING, *dict.fromkeys(kind.needs for kind in KINDS.values()))


class TranslateView(PortalView):
    """For who translates, and for who keeps rows with texts."""

    route_base = "/translate"
    default_view = "missing"

    @expose("/")
    @translators
    def missing(self) -> Any:
        session, by = db.session(), current_viewer()
        place = {name: request.args.get(name, "")[:400] for name in ("after", "before")}
        return self.page(
            "translate/list.html",
            page=find_page(session, by, **place),
            kinds=kinds_for(by),
            many=count_lacking(session, by, MOST_COUNTED),
            most=MOST_COUNTED,
        )

    @expose(f"/<string:code>/<{ROW_ID}:row_id>", methods=["GET", "POST"])
    @translators
    def texts(self, code: str, row_id: int) -> Any:
        kind, row = _row_or_404(code, row_id)
        form, status = _form(kind, row, is_sent=request.method == "POST"), 200
        if request.method == "GET":
            form[SEEN].data = fingerprint(form)
        elif (status := _save(form, kind, row)) == 303:
            flash(_("The texts are saved."), "success")
            return redirect("/translate/", 303)
        kind, row = _row_or_404(code, row_id)
        title = next(text for text in (getattr(row, kind.texts[0].column), {"en": kind.label}) if text)
        whole = kind.kept_at.format(row_id) if current_viewer().may(*kind.needs) else ""
        page = {"kind": kind, "title": title, "form": form, "whole": whole, "here": request.path}
        return self.page("translate/texts.html", status, **page)


def _row_or_404(code: str, row_id: int) -> tuple[Kind, Any]:
    kind = KINDS.get(code)
    if kind is None or row_id > LARGEST_ID:
        abort(404)
    return kind, find_row(db.session(), current_viewer(), kind, row_id) or abort(404)


def _form(kind: Kind, row: Any, *, is_sent: bool) -> Any:
    fields = {
        text.column: TextsField(text.label, longest=text.longest, rows=text.rows) for text in kind.texts
    }
    form = with_seen(type("TranslationForm", (PortalForm,), fields))
    return form() if is_sent else form(formdata=None, obj=row)


def _save(form: Any, kind: Kind, row: Any) -> int:
    """303, or the status of the form that says why not."""
    if not form.validate():
        return 422
    try:
        with unit_of_work() as session:
            refuse_stale(form, _form(kind, row, is_sent=False))
            texts = {text.column: form[text.column].data for text in kind.texts}
            keep_texts(session, by=current_viewer(), kind=kind, row=row, texts=texts)
    except StaleDataError:
        return tell(form, Stale([]))
    except Refused as refused:
        return tell(form, _with_field(refused, form))
    return 303


def _with_field(refused: Refused, form: Any) -> Refused:
    """Some verbs name a field of one language, which stands in the field of both here."""
    field = (refused.field or "").removesuffix("_en").removesuffix("_nl")
    if not isinstance(refused, Stale) and field in form:
        refused.field = field
    return refused
