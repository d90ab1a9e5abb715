"""Who may write messages, and who may read them."""

from app.access.viewer import Viewer
from app.refused import NotAllowed


def may_read(by: Viewer) -> bool:
    return by.person_id is not None and by.may("can_read", "Messages")


def may_write(by: Viewer) -> bool:
    return by.may("can_edit", "Messages")


def require_writing(by: Viewer) -> None:
    """Raises NotAllowed."""
    if not may_write(by):
        raise NotAllowed()
