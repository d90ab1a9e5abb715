"""Who sees that a case holds credentials, and who used them: never a parallel account."""

from typing import Any

from sqlalchemy import and_, false, or_

from app.access.viewer import Viewer
from app.access.visibility.of_cases import on_a_case_in
from app.access.visibility.plain import Condition, own
from models.secret import Secret, SupportAccess


def secrets(viewer: Viewer) -> Condition:
    """Those of one's own drafts, and those of cases whose account one may see."""
    waiting = and_(Secret.case_id.is_(None), own(Secret.person_id)(viewer))
    return or_(waiting, and_(Secret.case_id.is_not(None), _of_an_open_book(Secret, viewer)))


def support_accesses(viewer: Viewer) -> Condition:
    return _of_an_open_book(SupportAccess, viewer)


def _of_an_open_book(model: Any, viewer: Viewer) -> Condition:
    """Our own people need the permission; a customer sees case and account, which a parallel one does not."""
    if viewer.is_staff and not viewer.may("can_read", "Credentials"):
        return false()
    seen = on_a_case_in(viewer.reach("case.view"), model)
    return and_(seen, on_a_case_in(viewer.reach("account.view"), model))
