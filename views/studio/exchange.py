"""A request type as a YAML file: out, and in with a look at what would change first."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.database import db
from app.refused import Refused, Stale
from app.request_types.as_yaml import LARGEST, from_yaml, to_yaml
from app.request_types.definition import Definition
from app.request_types.drafts import add_request_type, save_draft, start_draft
from app.request_types.examine import problems
from app.request_types.problem import Flawed
from app.request_types.publish import set_up
from app.setup.rights import CONFIGURE
from app.unit_of_work import unit_of_work
from models.request_type import RequestType
from views.base import PortalView, needs
from views.studio.done import BASE
from views.studio.fetch import edited_or_404
from views.studio.versions import lines_between


class ExchangeView(PortalView):
    """Files of request types."""

    route_base = BASE
    default_view = "bring_in"

    @expose("/<string:code>/file")
    @needs(*CONFIGURE)
    def take_out(self, code: str) -> Any:
        edited = edited_or_404(code)
        answer = Response(to_yaml(code, edited.definition), mimetype="application/yaml")
        answer.headers["Content-Disposition"] = f'attachment; filename="{code}.yaml"'
        return answer

    @expose("/import", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def bring_in(self) -> Any:
        """The first time it is only looked at; `confirmed` puts it in a draft."""
        if request.method == "GET":
            return self._show("")
        text = _sent()
        try:
            code, definition = from_yaml(text)
        except Flawed as flawed:
            return self._show(text, problems=flawed.problems)
        if not request.form.get("confirmed"):
            return self._show(text, _found(code, definition))
        try:
            _keep(code, definition)
        except Stale as stale:
            return self._show(text, _found(code, definition), problems=[stale.reason], status=409)
        except Refused as refused:
            return self._show(text, problems=[refused.reason])
        flash(_("The file is in the draft. Look at it, and publish it when it is right."), "success")
        return redirect(f"{BASE}/{code}/", 303)

    def _show(
        self,
        text: str,
        found: dict[str, Any] | None = None,
        *,
        problems: Sequence[object] = (),
        status: int = 422,
    ) -> Any:
        context = {"text": text, "found": found, "problems": problems, "has_errors": bool(problems)}
        return self.page("studio/import.html", status=status if problems else 200, **context)


def _sent() -> str:
    """What was pasted, or the file; never more than may be read."""
    file = request.files.get("file")
    if file is not None and file.filename:
        return file.stream.read(LARGEST * 4).decode("utf-8-sig", "replace")
    return request.form.get("text", "")


def _found(code: str, definition: Definition) -> dict[str, Any]:
    """What would change: the dry run. `version` is what it was compared with."""
    there = _there(code)
    before = edited_or_404(code) if there else None
    lines = lines_between(before.definition, definition) if before else []
    flaws = problems(definition, set_up(db.session()))
    found = {"code": code, "is_new": there is None, "definition": definition}
    return {**found, "lines": lines, "problems": flaws, "version": before.version if before else 0}


def _keep(code: str, definition: Definition) -> None:
    """Raises Stale when there is something else by now than was looked at, Refused."""
    by, there, version = current_viewer(), _there(code), whole(request.form.get("version")) or 0
    with unit_of_work() as session:
        if there is None:
            add_request_type(session, by=by, definition=definition, code=code)
        else:
            draft = start_draft(session, by=by, request_type=there)
            save_draft(session, by=by, draft=draft, version=version, definition=definition)


def _there(code: str) -> RequestType | None:
    found: RequestType | None = db.session.scalar(select(RequestType).where(RequestType.code == code))
    return found
