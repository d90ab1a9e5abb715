"""/setup/teams: who of the service desk shares a part of the queue."""

from typing import Any

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload
from wtforms import BooleanField, SelectMultipleField

from app.cases.assign import agents
from app.database import db
from app.setup.desk import keep_team, remove_team
from models.team import Team
from views.crud import PortalInterface
from views.fab.forms import CheckList
from views.setup.scale_table import ScaleForm, ScaleTable


class TeamForm(ScaleForm):
    members = SelectMultipleField(_l("Members"), coerce=int, widget=CheckList())
    is_active = BooleanField(_l("Cases may be given to it"), default=True)
    tells_members = BooleanField(_l("Its members get a mail when a case comes to it"), default=True)


class TeamTable(ScaleTable):
    """Teams."""

    route_base = "/setup/teams"
    reading, writing = ("can_read", "Desk setup"), ("can_configure", "Desk setup")
    datamodel = PortalInterface(Team, selectinload(Team.members))
    keep_row, remove_row = staticmethod(keep_team), staticmethod(remove_team)
    list_title, show_title = _l("Teams"), _l("Team")
    add_title, edit_title = _l("Add a team"), _l("Change this team")
    list_columns = ["name", "members", "rank", "is_active"]
    show_columns = ["name", "members", "rank", "is_active", "tells_members"]
    add_columns = edit_columns = ["name", "rank", "members", "is_active", "tells_members"]
    add_form = edit_form = TeamForm
    label_columns = {
        "name": _l("Name"),
        "members": _l("Members"),
        "rank": _l("Order"),
        "is_active": _l("Gets cases"),
        "tells_members": _l("Tells its members"),
    }
    formatters_columns = {"members": lambda people: ", ".join(person.full_name for person in people)}

    def offer(self, form: Any, item: Team | None) -> None:
        known = {agent.id: agent.full_name for agent in agents(db.session())}
        known |= {person.id: person.full_name for person in (item.members if item else [])}
        form.members.choices = sorted(known.items(), key=lambda one: one[1])

    def prefill(self, form: Any, item: Team) -> None:
        form.members.data = [person.id for person in item.members]
