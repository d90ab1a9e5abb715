"""/setup/roles: what each role is called and which buttons it gives."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField

from app.access.manager import current_viewer
from app.access.permissions import PERMISSIONS
from app.refused import Refused
from app.setup.roles import SHIPPED, keep_role, put_role_back
from app.unit_of_work import unit_of_work
from models.role import RoleText
from views.crud import PortalInterface, PortalModelView
from views.fab_forms import CheckList, TextsField
from views.parts.text import in_my_language
from views.setup.words import (
    in_both_languages,
    not_too_long,
    permission_sentences,
    permission_words,
)


def key_of(pair: tuple[str, str]) -> str:
    return ".".join(pair)


PAIRS = {key_of(pair): pair for pair in PERMISSIONS}


class RoleForm(DynamicForm):
    title = TextsField(_l("Name"), [in_both_languages, not_too_long(60)])
    purpose = TextsField(_l("Purpose"), [not_too_long(500)], rows=2, description=_l("What the role is for."))
    permissions = SelectMultipleField(_l("May"), widget=CheckList())


class RoleTable(PortalModelView):
    """Roles."""

    route_base = "/setup/roles"
    datamodel = PortalInterface(RoleText)
    include_route_methods = {"list", "show", "edit", "put_back"}
    list_title, show_title = _l("Roles"), _l("Role")
    add_title, edit_title = _l("Role"), _l("Change this role")
    show_template = "setup/role.html"
    list_columns = ["title", "purpose"]
    order_columns: list[str] = []
    search_columns: list[str] = []
    show_columns = ["title", "purpose", "role.permissions"]
    add_columns: list[str] = []
    edit_columns = ["title", "purpose", "permissions"]
    add_form = edit_form = RoleForm
    base_order = ("role_id", "asc")
    label_columns = {"title": _l("Name"), "purpose": _l("Purpose"), "role.permissions": _l("May")}
    formatters_columns = {"role.permissions": permission_sentences}

    def offer(self, form: Any, item: RoleText | None) -> None:
        form.permissions.choices = [(key, permission_words(pair)) for key, pair in PAIRS.items()]

    def prefill(self, form: Any, item: RoleText) -> None:
        pairs = {(row.permission.name, row.view_menu.name) for row in item.role.permissions}
        form.permissions.data = [key for key, pair in PAIRS.items() if pair in pairs]

    def name_of(self, item: RoleText) -> str:
        return in_my_language(item.title)

    def save(self, session: Any, form: Any, item: RoleText | None) -> RoleText:
        assert item is not None  # there is no route to add one
        chosen = [PAIRS[key] for key in form.permissions.data]
        return keep_role(
            session,
            item,
            by=current_viewer(),
            permissions=chosen,
            title=form.title.data,
            purpose=form.purpose.data,
        )

    @expose("/<int:pk>/shipped", methods=["GET", "POST"])
    def put_back(self, pk: int) -> Any:
        """Texts, permissions and matrix as they shipped."""
        role = self._find(pk)
        if not request.form.get("confirmed"):
            title = _("Put “%(name)s” back to how it shipped?", name=self.name_of(role))
            words = _("Its name, purpose, permissions and its part of the matrix are replaced.")
            return self._ask(title, words, _("Put back"), [])
        try:
            with unit_of_work() as session:
                put_role_back(session, role, by=current_viewer())
        except Refused as refused:
            flash(str(refused.reason), "danger")
        else:
            flash(_("The role is as it shipped."), "success")
        return redirect(url_for("RoleTable.show", pk=pk), 303)


def is_shipped(role: RoleText) -> bool:
    return role.code in SHIPPED
