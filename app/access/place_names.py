"""The names of the accounts that a person belongs to: pages say for whom one acts and what is shown."""

from collections.abc import Mapping
from weakref import WeakKeyDictionary

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from models.account import Account

_kept: WeakKeyDictionary[Viewer, Mapping[int, str]] = WeakKeyDictionary()


def place_names(session: Session, viewer: Viewer) -> Mapping[int, str]:
    """By account id, those that the viewer may see. Asked once a viewer; a new name makes a new viewer."""
    if viewer not in _kept:
        ids = [place.id for place in viewer.places]
        rows = session.execute(select(Account.id, Account.name).where(Account.id.in_(ids)))
        _kept[viewer] = {row[0]: row[1] for row in rows}
    return _kept[viewer]
