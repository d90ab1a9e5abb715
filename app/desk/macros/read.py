"""The macros, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.access.viewer import Viewer
from app.cases.teams import teams_of
from models.base import TextMap
from models.macro import Macro


@dataclass(frozen=True, eq=False)
class MacroWord:
    """A macro as pages and verbs need it."""

    id: int
    code: str
    name: TextMap
    is_active: bool
    for_team_id: int | None
    status_id: int | None
    priority_id: int | None
    assigns: str
    team_id: int | None
    body: TextMap
    is_internal: bool
    task_title: TextMap

    @property
    def sets_fields(self) -> bool:
        return bool(
            self.status_id
            or self.priority_id
            or self.assigns
            or self.team_id
            or any(self.task_title.values())
        )


def _read(session: Session) -> dict[int, MacroWord]:
    columns: list[Any] = [getattr(Macro, name) for name in MacroWord.__annotations__]
    rows = session.execute(select(*columns).order_by(Macro.rank, Macro.id))
    return {row.id: MacroWord(*row) for row in rows}


# All macros by id, in their order: `macros(session)`.
macros: Kept[dict[int, MacroWord]] = Kept(_read)


def offered(session: Session, by: Viewer) -> dict[int, MacroWord]:
    """Those that this agent may use: for the whole desk, or for a team of his."""
    if not by.may("can_edit", "Desk"):
        return {}
    mine = {None, *teams_of(session, by.person_id)}
    return {one.id: one for one in macros(session).values() if one.is_active and one.for_team_id in mine}
