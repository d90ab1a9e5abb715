"""/setup/status-changes: which change of status is allowed to whom."""

from typing import Any

from flask_appbuilder.forms import DynamicForm
from flask_appbuilder.widgets import ListWidget
from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, SelectField

from app.access.manager import current_viewer
from app.database import db
from app.setup.statuses import keep_status_change
from models.scale import Status, StatusChange
from views.crud import PortalInterface, PortalModelView
from views.parts.text import in_my_language
from views.setup.words import role_titles, role_words


class StatusChangeForm(DynamicForm):
    role_id = SelectField(_l("Role"), coerce=int)
    from_id = SelectField(_l("From"), coerce=int)
    to_id = SelectField(_l("To"), coerce=int)
    needs_reason = BooleanField(_l("Asks for a word of explanation"))


def status_words(status: Status) -> str:
    return in_my_language(status.name)


class ChangeList(ListWidget):
    """A role has many changes: only the three together say which one a button is for."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(naming_columns=["role", "from_status", "to_status"], **kwargs)


class StatusChangeView(PortalModelView):
    """Allowed changes of status."""

    route_base = "/setup/status-changes"
    datamodel = PortalInterface(
        StatusChange,
        joinedload(StatusChange.role),
        joinedload(StatusChange.from_status),
        joinedload(StatusChange.to_status),
    )
    include_route_methods = {"list", "show", "add", "edit", "delete"}
    list_title, show_title = _l("Allowed changes of status"), _l("Allowed change of status")
    add_title, edit_title = _l("Allow a change of status"), _l("Change what is allowed")
    list_columns = ["role", "from_status", "to_status", "needs_reason"]
    show_columns = ["role", "from_status", "to_status", "needs_reason"]
    add_columns = edit_columns = ["role_id", "from_id", "to_id", "needs_reason"]
    order_columns = ["needs_reason"]
    search_columns: list[str] = []
    add_form = edit_form = StatusChangeForm
    base_order = ("role_id", "asc")
    list_widget = ChangeList
    label_columns = {
        "role": _l("Role"),
        "from_status": _l("From"),
        "to_status": _l("To"),
        "needs_reason": _l("Asks for a reason"),
    }
    formatters_columns = {"role": role_words, "from_status": status_words, "to_status": status_words}

    def offer(self, form: Any, item: StatusChange | None) -> None:
        statuses = db.session.scalars(select(Status).order_by(Status.rank))
        words = [(status.id, status_words(status)) for status in statuses]
        form.role_id.choices = sorted(role_titles().items(), key=lambda role: role[1])
        form.from_id.choices = form.to_id.choices = words

    def name_of(self, item: StatusChange) -> str:
        return f"{role_words(item.role)}: {status_words(item.from_status)} → {status_words(item.to_status)}"

    def save(self, session: Any, form: Any, item: StatusChange | None) -> StatusChange:
        values = {name: form[name].data for name in self.edit_columns}
        return keep_status_change(session, item or StatusChange(), by=current_viewer(), **values)
