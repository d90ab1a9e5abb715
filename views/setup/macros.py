"""/setup/macros: what agents do again and again, kept under a name."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from markupsafe import Markup
from sqlalchemy.orm import joinedload
from wtforms import BooleanField, SelectField
from wtforms.fields import SelectChoice

from app.cases.check import LONGEST_TEXT
from app.cases.teams import teams
from app.database import db
from app.desk.macros.keep import keep_macro, remove_macro
from app.desk.macros.placeholders import PLACEHOLDERS, SAMPLE, filled
from app.setup.scales import scales
from models.macro import Macro
from views.crud import PortalInterface
from views.fab.forms import TextsField
from views.parts.text import in_my_language, markdown
from views.setup.scale_table import ScaleForm, ScaleTable
from views.setup.words import not_too_long

ASSIGN_WORDS: dict[str, Any] = {"": _l("Stays as it is"), "me": _l("Whoever uses it"), "nobody": _l("Nobody")}


def _id_or_none(value: Any) -> int | None:
    return int(value) if value not in (None, "", "None") else None


class MacroForm(ScaleForm):
    is_active = BooleanField(_l("Agents are offered it"), default=True)
    for_team_id = SelectField(_l("For whom"), coerce=_id_or_none)
    body = TextsField(_l("Text of the note"), [not_too_long(LONGEST_TEXT)], rows=6)
    is_internal = BooleanField(_l("The note is internal: only the service desk reads it"))
    task_title = TextsField(
        _l("Adds the task"), [not_too_long(200)], description=_l("Its owner is who uses the macro.")
    )
    status_id = SelectField(_l("Sets the status"), coerce=_id_or_none)
    priority_id = SelectField(_l("Sets the priority"), coerce=_id_or_none)
    team_id = SelectField(_l("Gives it to the team"), coerce=_id_or_none)
    assigns = SelectField(_l("Assigns it to"), choices=[SelectChoice(*one) for one in ASSIGN_WORDS.items()])


class MacroTable(ScaleTable):
    """Macros."""

    route_base = "/setup/macros"
    reading, writing = ("can_read", "Desk setup"), ("can_configure", "Desk setup")
    datamodel = PortalInterface(
        Macro,
        joinedload(Macro.for_team),
        joinedload(Macro.team),
        joinedload(Macro.status),
        joinedload(Macro.priority),
    )
    keep_row, remove_row = staticmethod(keep_macro), staticmethod(remove_macro)
    list_title, show_title = _l("Macros"), _l("Macro")
    add_title, edit_title = _l("Add a macro"), _l("Change this macro")
    list_columns = ["name", "for_team", "is_internal", "rank", "is_active"]
    show_columns = [
        "name",
        "for_team",
        "body",
        "is_internal",
        "task_title",
        "status",
        "priority",
        "team",
        "assigns",
        "rank",
        "is_active",
    ]
    add_columns = edit_columns = [
        "name",
        "body",
        "is_internal",
        "task_title",
        "status_id",
        "priority_id",
        "team_id",
        "assigns",
        "for_team_id",
        "rank",
        "is_active",
    ]
    add_form = edit_form = MacroForm
    label_columns = {
        "name": _l("Name"),
        "for_team": _l("For whom"),
        "body": _l("As a customer would read it"),
        "is_internal": _l("Internal"),
        "task_title": _l("Adds the task"),
        "status": _l("Sets the status"),
        "priority": _l("Sets the priority"),
        "team": _l("Gives it to the team"),
        "assigns": _l("Assigns it to"),
        "rank": _l("Order"),
        "is_active": _l("Offered"),
    }
    formatters_columns = {
        "for_team": lambda team: in_my_language(team.name) if team else _("The whole desk"),
        "status": lambda row: in_my_language(row.name) if row else "",
        "priority": lambda row: in_my_language(row.name) if row else "",
        "team": lambda row: in_my_language(row.name) if row else "",
        "assigns": lambda code: str(ASSIGN_WORDS.get(code, code)),
        "body": lambda texts: preview(texts),
        "task_title": lambda texts: in_my_language(texts) if texts else "",
    }

    def offer(self, form: Any, item: Macro | None) -> None:
        session = db.session()
        words, known = scales(session), teams(session).values()
        stays: list[tuple[int | str, str]] = [("", str(ASSIGN_WORDS[""]))]
        named: list[tuple[int | str, str]] = [(team.id, in_my_language(team.name)) for team in known]
        form.for_team_id.choices = [("", _("The whole desk")), *named]
        form.team_id.choices = [*stays, *named]
        form.status_id.choices = stays + [
            (one.id, in_my_language(one.name)) for one in words.statuses.values()
        ]
        offered = [(one.id, in_my_language(one.name)) for one in words.priorities.values() if one.is_offered]
        form.priority_id.choices = [*stays, *offered]
        form.body.description = _names()


def _names() -> str:
    """The placeholders, each with what it stands for."""
    told = "; ".join(
        f"{{{name}}} {str(words)[:1].lower()}{str(words)[1:]}" for name, words in PLACEHOLDERS.items()
    )
    return _("Markdown. These names are replaced: %(names)s.", names=told)


def preview(texts: dict[str, str] | None) -> Markup:
    """Both languages as they read on a case that is made up."""
    parts = [
        Markup('<div lang="%s">%s</div>') % (code, markdown(filled(text, SAMPLE), 3))
        for code, text in (texts or {}).items()
        if text
    ]
    return Markup("").join(parts)
