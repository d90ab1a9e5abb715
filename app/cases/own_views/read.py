"""The views that a person may choose from besides the ready-made ones, and which one opens."""

from typing import Final, NamedTuple

from sqlalchemy import ScalarSelect, and_, bindparam, select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import OWN, VIEWS
from app.database import PLANNED_ONCE
from models.list_view import ListView
from models.person import Person, Preference
from models.stamp import SetupStamp

# Names of preferences: the view that was chosen last, and the one that is to open whatever was chosen last.
LAST: Final = "case view"
OPENS: Final = "case view that opens"


class OwnView(NamedTuple):
    """A view that somebody built, as the list needs it."""

    id: int
    name: str
    audience: str
    person_id: int
    settings: dict[str, str]

    @property
    def code(self) -> str:
        return f"{OWN}{self.id}"

    @property
    def is_shared(self) -> bool:
        return self.audience != "me"


class Views(NamedTuple):
    """Those that people built, own ones first, by name; the last one chosen; the one that is to open."""

    built: list[OwnView]
    last: str | None
    default: str | None

    @property
    def settings(self) -> dict[str, dict[str, str]]:
        return {view.code: view.settings for view in self.built}

    @property
    def opens(self) -> str | None:
        """A view that is gone opens no more."""
        known = {*VIEWS, *self.settings}
        return next((name for name in (self.default, self.last) if name in known), None)


def _preference(name: str) -> ScalarSelect[str]:
    whose = Preference.person_id == bindparam("chooser")
    return select(Preference.value).where(whose, Preference.name == name).scalar_subquery()


_FIELDS: Final = (ListView.id, ListView.name, ListView.audience, ListView.person_id, ListView.settings)
# Asked by every list. At least one row: the table of the stamp has exactly one.
_VIEWS: Final = (
    select(_preference(LAST), _preference(OPENS))
    .add_columns(*_FIELDS)
    .select_from(SetupStamp)
    .join(ListView, and_(ListView.removed_at.is_(None)), isouter=True)
    .execution_options(**PLANNED_ONCE)
)


def read_views(session: Session, by: Viewer) -> Views:
    """One query for all of it."""
    rows = session.execute(_VIEWS, {"chooser": by.person_id}).all()
    built = [OwnView(*row[2:]) for row in rows if row[2] is not None]
    built.sort(key=lambda view: (view.is_shared, view.name.casefold(), view.id))
    last, default = (rows[0][0], rows[0][1]) if rows else (None, None)
    return Views(built, last, default)


class KeptView(NamedTuple):
    """A view as the page that keeps them needs it; `maker` is empty when it is one's own."""

    view: ListView
    maker: str
    may_keep: bool


def kept_views(session: Session, by: Viewer) -> list[KeptView]:
    """All that this person may choose from, own ones first, by name."""
    query = select(ListView, Person).join(Person, Person.id == ListView.person_id, isouter=True)
    rows = session.execute(query.where(ListView.removed_at.is_(None))).all()
    found = [
        KeptView(view, "" if view.person_id == by.person_id else _name(maker), may_keep(by, view, maker))
        for view, maker in rows
    ]
    return sorted(found, key=lambda one: (one.maker != "", one.view.name.casefold(), one.view.id))


def may_keep(by: Viewer, view: ListView, maker: Person | None) -> bool:
    """One's own; of a shared one whose maker is gone from those it is shared with, who may share."""
    if view.person_id == by.person_id:
        return True
    if not view.is_shared or not by.may("can_share", "Case views"):
        return False
    if maker is None or not maker.active:
        return True
    return not maker.is_staff if view.audience == "staff" else maker.home_account_id != view.account_id


def _name(maker: Person | None) -> str:
    return maker.full_name if maker is not None else "–"
