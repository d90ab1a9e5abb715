"""Building, changing, deleting and taking back a view of the case list."""

from typing import Final

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.cases.listing.choice import Choice
from app.cases.own_views.read import OPENS, may_keep
from app.content.printable import printable
from app.refused import NotAllowed, Refused
from models.list_view import ListView
from models.person import Person, Preference

LONGEST_NAME: Final = 60
MOST: Final = 50  # views of one person


def save_view(session: Session, *, by: Viewer, name: str, is_shared: bool, choice: Choice) -> ListView:
    """Keep columns, filters, order and rows per page under a name. Raises Refused."""
    name = clean_name(name)
    view = ListView(
        person_id=by.person_id,
        name=name,
        **_audience(by, is_shared),
        settings=choice.kept(),
        created_at=clock.now(),
    )
    if len(_names(session, by)) >= MOST:
        raise Refused(_("You have %(most)s views. Delete one that you no longer need.", most=MOST))
    _refuse_double(session, by, name, None)
    session.add(view)
    session.flush()
    return view


def change_view(
    session: Session, *, by: Viewer, view: ListView, version: int, name: str, is_shared: bool, choice: Choice
) -> None:
    """Another name, other settings; by its maker also shared or no longer. Raises Refused."""
    _require_keep(session, by, view)
    if version != view.version:
        raise Refused(_("Somebody else changed this view while you were writing. Look at it once more."))
    name = clean_name(name)
    if view.person_id == by.person_id and is_shared != view.is_shared:
        for field, value in _audience(by, is_shared).items():
            setattr(view, field, value)
    if name != view.name:
        _refuse_double(session, by, name, view.id)
    view.name, view.settings = name, choice.kept()
    view.version += 1
    session.flush()


def remove_view(session: Session, *, by: Viewer, view: ListView) -> None:
    """Out of sight, to be taken back with `restore_view`. Raises NotAllowed."""
    _require_keep(session, by, view)
    view.removed_at = clock.now()
    view.version += 1
    session.flush()


def restore_view(session: Session, *, by: Viewer, view: ListView) -> None:
    _require_keep(session, by, view)
    view.removed_at = None
    view.version += 1
    session.flush()


def open_with(session: Session, *, by: Viewer, code: str) -> None:
    """The view with which the list opens, whatever was chosen last; "" for the last chosen one."""
    if by.person_id is not None:
        session.merge(Preference(person_id=by.person_id, name=OPENS, value=code))
        session.flush()


def clean_name(name: str) -> str:
    """One line. Raises Refused when empty or too long."""
    name = " ".join(printable(name).split())
    if not name:
        raise Refused(_("Enter a name for this view."), "name")
    if len(name) > LONGEST_NAME:
        raise Refused(_("Make the name shorter: at most %(most)s characters.", most=LONGEST_NAME), "name")
    return name


def _require_keep(session: Session, by: Viewer, view: ListView) -> None:
    maker = session.scalar(select(Person).where(Person.id == view.person_id))
    if not may_keep(by, view, maker):
        raise NotAllowed(_("This view is kept by somebody else. You may save it under another name."))


def may_share(by: Viewer) -> bool:
    return by.may("can_share", "Case views") and (by.is_staff or by.home is not None)


def _audience(by: Viewer, is_shared: bool) -> dict[str, str | int | None]:
    """Shared is: with the people of the home account; among our own people when one of them shares."""
    if not is_shared:
        return {"audience": "me", "account_id": None}
    if not may_share(by):
        raise NotAllowed(_("You may not share views."))
    if by.home is None:
        return {"audience": "staff", "account_id": None}
    return {"audience": "account", "account_id": by.home.id}


def _names(session: Session, by: Viewer) -> list[tuple[int, str]]:
    mine = select(ListView.id, func.lower(ListView.name)).where(
        ListView.person_id == by.person_id, ListView.removed_at.is_(None)
    )
    return [(row[0], row[1]) for row in session.execute(mine)]


def _refuse_double(session: Session, by: Viewer, name: str, but: int | None) -> None:
    if any(known == name.lower() and id_ != but for id_, known in _names(session, by)):
        raise Refused(_("You have a view with this name already."), "name")
