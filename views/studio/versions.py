"""Versions of a request type: publishing the draft, what differs, going back."""

from typing import Any

from flask import flash, redirect, request
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.access.manager import current_viewer
from app.cases.listing.choice import whole
from app.database import db
from app.refused import Refused
from app.request_types.definition import Definition
from app.request_types.difference import Difference, differences
from app.request_types.drafts import discard_draft
from app.request_types.install import SHIPPED
from app.request_types.problem import Flawed
from app.request_types.publish import publish, reset, roll_back
from app.request_types.published import DRAFT
from app.request_types.read import stored
from app.setup.rights import CONFIGURE
from app.unit_of_work import unit_of_work
from models.request_type import RequestType, RequestTypeVersion
from views.base import PortalView, needs
from views.cases.words import said
from views.studio.done import BASE
from views.studio.fetch import Edited, edited_or_404, version_or_404
from views.studio.words import PROPERTIES, WHATS, Names, in_words, names_of


class VersionView(PortalView):
    """Versions."""

    route_base = BASE
    default_view = "all"

    @expose("/<string:code>/versions")
    @needs(*CONFIGURE)
    def all(self, code: str) -> Any:
        edited = edited_or_404(code)
        rows = _versions(edited.kind)
        name = said(edited.definition.name)
        return self.page("studio/versions.html", name=name, rows=rows, ships=code in SHIPPED, edited=edited)

    @expose("/<string:code>/versions/draft")
    @needs(*CONFIGURE)
    def draft(self, code: str) -> Any:
        """How the draft differs from what customers get."""
        edited = edited_or_404(code)
        return self._difference(edited, edited.draft or edited.published, edited.published)

    @expose("/<string:code>/versions/<int:number>")
    @needs(*CONFIGURE)
    def version(self, code: str, number: int) -> Any:
        """How this version differs from the one before it."""
        edited = edited_or_404(code)
        one = version_or_404(edited.kind, number)
        before = [row for row in _versions(edited.kind) if row.number < number and row.state != DRAFT]
        return self._difference(edited, one, before[0] if before else None)

    @expose("/<string:code>/publication", methods=["POST"])
    @needs(*CONFIGURE)
    def publish(self, code: str) -> Any:
        edited = edited_or_404(code)
        if edited.draft is None:
            return redirect(f"{BASE}/{code}/", 303)
        version = whole(request.form.get("version")) or 0
        try:
            with unit_of_work() as session:
                publish(session, by=current_viewer(), draft=edited.draft, version=version)
        except Refused as refused:
            flash(str(refused.reason), "danger")
        else:
            flash(_("Published. New requests are asked this way; cases keep their version."), "success")
        return redirect(f"{BASE}/{code}/", 303)

    @expose("/<string:code>/discarding", methods=["POST"])
    @needs(*CONFIGURE)
    def discard(self, code: str) -> Any:
        edited = edited_or_404(code)
        version = whole(request.form.get("version")) or 0
        if not request.form.get("confirmed"):
            name = said(edited.definition.name)
            return self.page("studio/discard.html", name=name, code=code, version=version)
        if edited.draft is None:
            return redirect(f"{BASE}/{code}/", 303)
        try:
            with unit_of_work() as session:
                discard_draft(session, by=current_viewer(), draft=edited.draft, version=version)
        except Refused as refused:
            flash(str(refused.reason), "danger")
            return redirect(f"{BASE}/{code}/", 303)
        flash(_("The draft is thrown away."), "success")
        return redirect(f"{BASE}/{code}/" if edited.published else f"{BASE}/", 303)

    @expose("/<string:code>/versions/<int:number>/return", methods=["POST"])
    @needs(*CONFIGURE)
    def roll_back(self, code: str, number: int) -> Any:
        """What this version asked counts again, as a new version."""
        one = version_or_404(edited_or_404(code).kind, number)
        return _put_out(code, lambda session: roll_back(session, by=current_viewer(), to=one))

    @expose("/<string:code>/shipped", methods=["POST"])
    @needs(*CONFIGURE)
    def put_back(self, code: str) -> Any:
        """As it ships, as a new version."""
        if code not in SHIPPED:
            return redirect(f"{BASE}/", 303)
        return _put_out(code, lambda session: reset(session, by=current_viewer(), code=code))

    def _difference(
        self, edited: Edited, after: RequestTypeVersion | None, before: RequestTypeVersion | None
    ) -> Any:
        lines = []
        if after is not None and before is not None:
            lines = lines_between(stored(before.definition), stored(after.definition))
        name = said(edited.definition.name)
        return self.page(
            "studio/difference.html", name=name, lines=lines, after=after, before=before, edited=edited
        )


def lines_between(before: Definition, after: Definition) -> list[dict[str, Any]]:
    """For the table of differences."""
    names = names_of(before, after)
    return [line_of(one, names) for one in differences(before, after)]


def line_of(one: Difference, names: Names) -> dict[str, Any]:
    """One row of such a table."""
    return {
        "place": str(one.place) or _("About it"),
        "what": PROPERTIES.get(one.name, one.name) if one.name else WHATS[one.what],
        "before": in_words(one.before, names),
        "after": in_words(one.after, names),
    }


def _put_out(code: str, act: Any) -> Any:
    try:
        with unit_of_work() as session:
            number = act(session).number
    except Flawed as flawed:
        why = "; ".join(map(str, flawed.problems))
        flash(_("This cannot be published any more: %(why)s", why=why), "danger")
    else:
        flash(_("Published again, as version %(number)s.", number=number), "success")
    return redirect(f"{BASE}/{code}/versions", 303)


def _versions(kind: RequestType) -> list[RequestTypeVersion]:
    wanted = select(RequestTypeVersion).where(RequestTypeVersion.request_type_id == kind.id)
    newest_first = wanted.order_by(RequestTypeVersion.number.desc())
    return list(db.session.scalars(newest_first.options(joinedload(RequestTypeVersion.edited_by))).unique())
