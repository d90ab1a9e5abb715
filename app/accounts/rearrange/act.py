"""Moving, merging and deactivating accounts: right, lock, plan, what was shown, and only then the act."""

from collections.abc import Callable

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.accounts.rearrange.plan import ALONG, Plan, plan_activity, plan_merge, plan_move
from app.accounts.rearrange.preview import preview
from app.accounts.rearrange.write import lock_trees, write, write_down
from app.refused import NotAllowed, Stale


def may_rearrange(by: Viewer) -> bool:
    """Customer success managers and administrators, as the roles say; only who deals with every account."""
    return by.may("can_move", "Accounts") and by.reach("account.create").every


def move(
    session: Session, account_id: int, parent_id: int | None, *, by: Viewer, seen: str, subs: str = ALONG
) -> None:
    """Hang the account elsewhere, as the preview with the fingerprint `seen` showed.

    Raises NotAllowed, Refused, and Stale when something else would follow from it by now.
    """
    _do(session, by, seen, lambda: plan_move(session, account_id, parent_id, subs))


def merge(session: Session, account_id: int, kept_id: int, *, by: Viewer, seen: str) -> None:
    """Give all that the account has to the one that is kept. Raises as `move`."""
    _do(session, by, seen, lambda: plan_merge(session, account_id, kept_id))


def set_activity(session: Session, account_id: int, is_active: bool, *, by: Viewer, seen: str) -> None:
    """Deactivate the account, or let it take part again. Raises as `move`."""
    _do(session, by, seen, lambda: plan_activity(session, account_id, is_active))


def _do(session: Session, by: Viewer, seen: str, planned: Callable[[], Plan]) -> None:
    if not may_rearrange(by):
        raise NotAllowed()
    lock_trees(session)
    plan = planned()
    if preview(session, plan).fingerprint != seen:
        raise Stale([])
    write(session, plan, by=by.person_id)
    write_down(session, plan, by=by.person_id)
