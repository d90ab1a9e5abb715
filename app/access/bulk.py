"""UPDATE and DELETE of many rows at once: nobody looks at each row, so hardly anything may be written so."""

from typing import Any

from sqlalchemy import Delete, Update
from sqlalchemy.orm import with_loader_criteria

from app.access.viewer import Viewer
from app.access.visibility import REFERENCE, own
from app.refused import NotAllowed
from models.person import Preference


def limited(statement: Any, model: type | None, viewer: Viewer) -> Any:
    """The statement, limited to what `viewer` may write in bulk: set-up, and one's own choices.

    Raises NotAllowed for every other model. Verbs change rows one by one, so that each is checked.
    """
    if not isinstance(statement, Update | Delete):
        raise NotAllowed()
    if model in REFERENCE and viewer.may("can_configure", "Setup"):
        return statement
    if model is Preference and isinstance(statement, Delete) and viewer.person_id:
        return statement.options(with_loader_criteria(Preference, own(Preference.person_id)(viewer)))
    raise NotAllowed()
