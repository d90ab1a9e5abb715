"""/setup/matrix: who may do what where, in words, to be changed by check boxes."""

import hashlib
from collections.abc import Iterable
from typing import Any, NamedTuple

from flask import abort, flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_babel import gettext as _
from sqlalchemy import select

from app.access.manager import current_viewer
from app.database import db
from app.refused import Refused, Stale
from app.setup.matrix import (
    CUSTOMER_ACTS,
    CUSTOMER_PLACES,
    STAFF_PLACES,
    Cell,
    cells_of,
    change_matrix,
    put_matrix_back,
)
from app.setup.rights import CONFIGURE
from app.setup.roles import SHIPPED
from app.unit_of_work import unit_of_work
from models.role import ACTS, RoleText
from views.base import PortalView, needs
from views.parts.text import in_my_language
from views.setup.words import ACT_WORDS, PLACE_WORDS


class Grid(NamedTuple):
    """One role's part of the matrix. `ticked` holds the cells with a yes, `rows` and `columns` the words."""

    role: RoleText
    title: str
    purpose: str
    for_customers: bool
    is_shipped: bool
    columns: list[tuple[str, str, str]]
    rows: list[tuple[str, str]]
    ticked: frozenset[Cell]
    seen: str


def grid_of(role: RoleText, saved: frozenset[Cell], shown: frozenset[Cell]) -> Grid:
    places, acts = (CUSTOMER_PLACES, CUSTOMER_ACTS) if role.for_customers else (STAFF_PLACES, ACTS)
    return Grid(
        role=role,
        title=in_my_language(role.title),
        purpose=in_my_language(role.purpose),
        for_customers=role.for_customers,
        is_shipped=role.code in SHIPPED,
        columns=[(kind, relation, str(PLACE_WORDS[kind, relation])) for kind, relation in places],
        rows=[(act, str(ACT_WORDS[act])) for act in acts],
        ticked=shown,
        seen=fingerprint(saved),
    )


def fingerprint(cells: Iterable[Cell]) -> str:
    return hashlib.sha256(repr(sorted(cells)).encode()).hexdigest()[:32]


class MatrixView(PortalView):
    """The permission matrix."""

    route_base = "/setup/matrix"
    default_view = "matrix"

    @expose("/")
    @needs("can_read", "Setup")
    def matrix(self) -> Any:
        asked = select(RoleText).where(RoleText.code == request.args.get("role", ""))
        first = select(RoleText).order_by(RoleText.role_id).limit(1)
        return self._matrix_page(db.session.scalar(asked) or db.session.scalars(first).one())

    @expose("/<string:code>", methods=["POST"])
    @needs(*CONFIGURE)
    def change(self, code: str) -> Any:
        role = self._role(code)
        wanted = frozenset(_cell(text) for text in request.form.getlist("cell"))
        try:
            with unit_of_work() as session:
                saved = cells_of(session, role)
                if request.form.get("seen") != fingerprint(saved):
                    raise Stale([])
                change_matrix(session, role, by=current_viewer(), cells=wanted)
        except Refused as refused:
            return self._matrix_page(role, refused, wanted)
        flash(_("The matrix is saved. It holds from the next page that anybody opens."), "success")
        return redirect(url_for("MatrixView.matrix", role=code), 303)

    @expose("/<string:code>/shipped", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def put_back(self, code: str) -> Any:
        role = self._role(code)
        if not request.form.get("confirmed"):
            return self.page("setup/matrix_back.html", name=in_my_language(role.title), code=code)
        try:
            with unit_of_work() as session:
                put_matrix_back(session, role, by=current_viewer())
        except Refused as refused:
            flash(str(refused.reason), "danger")
        else:
            flash(_("The matrix of this role is as it shipped."), "success")
        return redirect(url_for("MatrixView.matrix", role=code), 303)

    def _role(self, code: str) -> RoleText:
        found: RoleText = db.session.scalar(select(RoleText).where(RoleText.code == code)) or abort(404)
        return found

    def _matrix_page(
        self, role: RoleText, refused: Refused | None = None, wanted: frozenset[Cell] = frozenset()
    ) -> Any:
        """The part of one role; after a refusal with what was ticked. All at once would weigh too much."""
        saved = cells_of(db.session(), role)
        return self.page(
            "setup/matrix.html",
            422 if refused and refused.status == 404 else refused.status if refused else 200,
            grid=grid_of(role, saved, wanted if refused else saved),
            chips=_chips(role),
            refused=refused,
            may_change=current_viewer().may(*CONFIGURE),
        )


def _chips(chosen: RoleText) -> list[dict[str, Any]]:
    """Every role as a link to its part."""
    return [
        {
            "label": in_my_language(role.title),
            "href": url_for("MatrixView.matrix", role=role.code),
            "is_current": role.code == chosen.code,
        }
        for role in db.session.scalars(select(RoleText).order_by(RoleText.role_id))
    ]


def _cell(text: str) -> Cell:
    kind, relation, act = [*text.split(":", 2), "", "", ""][:3]
    return kind, relation, act
