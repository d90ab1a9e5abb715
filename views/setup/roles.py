"""/setup/roles: what each role is called, whom it is for and which buttons it gives."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_appbuilder import expose
from flask_appbuilder.forms import DynamicForm
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from app.access.manager import current_viewer
from app.access.permissions import PERMISSIONS
from app.refused import Refused
from app.setup.roles import SHIPPED, copy_role, keep_role, new_role, put_role_back, remove_role
from app.setup.shipped.roles import PORTAL
from app.unit_of_work import unit_of_work
from models.role import RoleText
from views.crud import PortalInterface, PortalModelView
from views.fab.forms import TextsField
from views.fab.widgets import GroupedChecks
from views.parts.text import in_my_language
from views.setup.words import (
    in_both_languages,
    not_too_long,
    permission_groups,
    permission_sentences,
)

WHOM = (SelectChoice("staff", _l("For our own people")), SelectChoice("customers", _l("For customers")))


def key_of(pair: tuple[str, str]) -> str:
    return ".".join(pair)


def is_shipped(role: RoleText) -> bool:
    return role.code in SHIPPED


PAIRS = {key_of(pair): pair for pair in PERMISSIONS}


class RoleForm(DynamicForm):
    title = TextsField(_l("Name"), [in_both_languages, not_too_long(60)])
    purpose = TextsField(_l("Purpose"), [not_too_long(500)], rows=2, description=_l("What the role is for."))
    permissions = SelectMultipleField(_l("May"), widget=GroupedChecks())


class NewRoleForm(RoleForm):
    whom = RadioField(
        _l("Who gets it"),
        [InputRequired(_l("Choose who gets it."))],
        choices=list(WHOM),
        default="staff",
        description=_l("This cannot be changed later. For which accounts it holds is said in the matrix."),
    )


class RoleTable(PortalModelView):
    """Roles."""

    route_base = "/setup/roles"
    datamodel = PortalInterface(RoleText)
    include_route_methods = {"list", "show", "add", "edit", "delete", "copy", "put_back"}
    list_title, show_title = _l("Roles"), _l("Role")
    add_title, edit_title = _l("Add a role"), _l("Change this role")
    show_template = "setup/role.html"
    extra_args = {"is_shipped": is_shipped}
    list_columns = ["title", "purpose", "for_customers"]
    order_columns: list[str] = []
    search_columns: list[str] = []
    show_columns = ["title", "purpose", "for_customers", "role.permissions"]
    add_columns = ["title", "purpose", "whom", "permissions"]
    edit_columns = ["title", "purpose", "permissions"]
    add_form, edit_form = NewRoleForm, RoleForm
    base_order = ("role_id", "asc")
    label_columns = {
        "title": _l("Name"),
        "purpose": _l("Purpose"),
        "for_customers": _l("For customers"),
        "role.permissions": _l("May"),
    }
    formatters_columns = {"role.permissions": permission_sentences}

    def offer(self, form: Any, item: RoleText | None) -> None:
        offered = PORTAL if item is not None and item.for_customers else PERMISSIONS
        form.permissions.choices = {
            title: [(key_of(pair), words) for pair, words in choices]
            for title, choices in permission_groups(offered).items()
        }

    def prefill(self, form: Any, item: RoleText) -> None:
        pairs = {(row.permission.name, row.view_menu.name) for row in item.role.permissions}
        form.permissions.data = [key for key, pair in PAIRS.items() if pair in pairs]

    def name_of(self, item: RoleText) -> str:
        return in_my_language(item.title)

    def save(self, session: Any, form: Any, item: RoleText | None) -> RoleText:
        title = form.title.data
        role = item or new_role(session, title=title, for_customers=form.whom.data == "customers")
        chosen = [PAIRS[key] for key in form.permissions.data]
        texts = {"title": title, "purpose": form.purpose.data}
        return keep_role(session, role, by=current_viewer(), permissions=chosen, **texts)

    def remove(self, session: Any, item: RoleText) -> None:
        remove_role(session, item, by=current_viewer())

    @expose("/<int:pk>/copy", methods=["POST"])
    def copy(self, pk: int) -> Any:
        """Another one that may do the same, opened to be changed."""
        with unit_of_work() as session:
            made = copy_role(session, self._find(pk), by=current_viewer())
            session.flush()
            made_id = made.role_id
        flash(_("This is the copy. Nobody has it yet."), "success")
        return redirect(url_for("RoleTable.edit", pk=made_id), 303)

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
