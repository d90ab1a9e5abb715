"""/setup/request-types/: all request types in the order in which they are offered, and a new one."""

from typing import Any
from urllib.parse import urlencode

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.database import db
from app.refused import Refused
from app.request_types.definition import Definition
from app.request_types.drafts import add_request_type
from app.request_types.publish import keep_request_type
from app.request_types.published import DRAFT, PUBLISHED
from app.setup.rights import CONFIGURE
from app.unit_of_work import unit_of_work
from config import LANGUAGES
from models.request_type import RequestType, RequestTypeVersion
from views.base import PortalView, needs
from views.studio.fetch import kind_or_404
from views.studio.read_form import texts

WAYS = {"up": -1, "down": 1}
ACTS = (*WAYS, "offer", "withhold")


class RequestTypeListView(PortalView):
    """Request types."""

    route_base = "/setup/request-types"
    default_view = "all"

    @expose("/", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def all(self) -> Any:
        return self._add() if request.method == "POST" else self._show()

    @expose("/<string:code>/place", methods=["POST"])
    @needs(*CONFIGURE)
    def place(self, code: str) -> Any:
        """Up or down in the list; offered for new cases or not."""
        kind, go = kind_or_404(code), request.form.get("go", "")
        with unit_of_work():
            if go in WAYS:
                _move(kind, WAYS[go])
            elif go in ("offer", "withhold"):
                keep_request_type(
                    db.session(), kind, by=current_viewer(), rank=kind.rank, is_offered=go == "offer"
                )
        return redirect(f"/setup/request-types/?{urlencode({'at': code, 'did': go})}", 303)

    def _add(self) -> Any:
        name = texts(request.form, "name")
        missing = [language for language in LANGUAGES if not name.get(language)]
        if missing:
            errors = {f"name_{one}": [_("Give it a name in both languages.")] for one in missing[:1]}
            return self._show(name, errors)
        try:
            with unit_of_work() as session:
                draft = add_request_type(session, by=current_viewer(), definition=Definition(name))
                code = draft.request_type.code
        except Refused as refused:
            return self._show(name, {None: [str(refused.reason)]})
        flash(_("The request type is a draft. Add its first step."), "success")
        return redirect(f"/setup/request-types/{code}/", 303)

    def _show(self, typed: dict[str, str] | None = None, errors: dict[Any, list[str]] | None = None) -> Any:
        return self.page(
            "studio/list.html",
            status=422 if errors else 200,
            rows=_rows(),
            at=request.args.get("at", ""),
            did=request.args.get("did", "") if request.args.get("did") in ACTS else "",
            typed=typed or {},
            errors=errors or {},
            has_errors=bool(errors),
            languages=LANGUAGES,
        )


def _move(kind: RequestType, by: int) -> None:
    """Ranks are written anew, so that two that share one come apart."""
    session = db.session()
    line = list(session.scalars(select(RequestType).order_by(RequestType.rank, RequestType.id)))
    at = line.index(kind)
    line.insert(max(0, at + by), line.pop(at))
    for rank, one in enumerate(line, start=1):
        keep_request_type(session, one, by=current_viewer(), rank=rank * 10, is_offered=one.is_offered)


def _rows() -> list[dict[str, Any]]:
    version = RequestTypeVersion
    found = db.session.execute(
        select(RequestType, version.state, version.number, version.definition)
        .join(version, version.request_type_id == RequestType.id)
        .where(version.state.in_((DRAFT, PUBLISHED)))
        .order_by(RequestType.rank, RequestType.id, version.state.desc())
    )
    rows: dict[str, dict[str, Any]] = {}
    for kind, state, number, asks in found:
        row = rows.setdefault(kind.code, _row(kind, asks))
        row["has_draft"] = row["has_draft"] or state == DRAFT
        row["number"] = number if state == PUBLISHED else row["number"]
    return list(rows.values())


def _row(kind: RequestType, asks: dict[str, Any]) -> dict[str, Any]:
    """Called as it is published, or as its draft says when it never was."""
    return {
        "code": kind.code,
        "is_offered": kind.is_offered,
        "name": asks.get("name") or {"en": kind.code},
        "icon": asks.get("icon") or Definition.icon,
        "has_draft": False,
        "number": None,
    }
