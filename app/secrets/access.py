"""Using a credential, or being in a customer's system: on record in the same transaction."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app import clock
from app.access.viewer import Viewer
from app.cases.rights import require_edit
from app.content.printable import printable
from app.refused import NotAllowed, OutOfReach, Refused
from app.secrets.keep import place_of
from app.secrets.seal import CannotOpen, key_ring
from models.secret import Secret, SupportAccess

LONGEST_REMARK: Final = 2_000
MOST_SHOWN: Final = 200


def read_secret(session: Session, *, by: Viewer, case: Any, field: str) -> str:
    """The text, and one row that says who read it. Raises NotAllowed, OutOfReach or Refused."""
    if not may_read_secrets(by):
        raise NotAllowed()
    secret = kept_secret(session, case, field)
    try:
        text = key_ring().unseal(secret.sealed, bound_to=place_of(secret))
    except CannotOpen as problem:
        raise Refused(
            _("This cannot be opened with the keys of the portal. Tell an administrator.")
        ) from problem
    _record(session, by, case, "read", field)
    return text


def erase_secret(session: Session, *, by: Viewer, case: Any, field: str) -> None:
    """For who edits the case and sees its account: it is gone for good, and the log says so."""
    require_edit(session, by, case)
    secret = kept_secret(session, case, field)
    erase(secret)
    _record(session, by, case, "erased", field)


def record_system_access(session: Session, *, by: Viewer, case: Any, remark: str) -> None:
    """An agent was in the customer's system. Raises NotAllowed, or Refused with the field."""
    if not may_read_secrets(by):
        raise NotAllowed()
    remark = printable(remark).strip()
    if not remark:
        raise Refused(_("Say which system it was, and what for."), "remark")
    if len(remark) > LONGEST_REMARK:
        raise Refused(_("At most %(most)s characters.", most=LONGEST_REMARK), "remark")
    _record(session, by, case, "system", remark=remark)


def may_read_secrets(by: Viewer) -> bool:
    return by.is_staff and by.may("can_read", "Credentials")


def secrets_of(session: Session, case: Any) -> Sequence[Secret]:
    """What was given with this case, and by whom; nothing for those from whom it is hidden."""
    found = select(Secret).where(Secret.case_id == case.id).options(joinedload(Secret.person))
    return session.scalars(found.order_by(Secret.id)).unique().all()


def accesses_of(session: Session, case: Any) -> Sequence[SupportAccess]:
    """The newest accesses first, at most MOST_SHOWN."""
    found = select(SupportAccess).where(SupportAccess.case_id == case.id)
    newest_first = found.options(joinedload(SupportAccess.person)).order_by(SupportAccess.id.desc())
    return session.scalars(newest_first.limit(MOST_SHOWN)).unique().all()


def erase(secret: Secret) -> None:
    secret.sealed, secret.key_id, secret.erased_at = "", "", clock.now()


def kept_secret(session: Session, case: Any, field: str) -> Secret:
    """The credential, as far as one may know of it. Raises OutOfReach, Refused when it was erased."""
    query = select(Secret).where(Secret.case_id == case.id, Secret.field == field)
    found: Secret | None = session.scalar(query)
    if found is None:
        raise OutOfReach()
    if found.erased_at is not None:
        raise Refused(_("This was erased."))
    return found


def _record(session: Session, by: Viewer, case: Any, kind: str, field: str = "", remark: str = "") -> None:
    row = SupportAccess(
        case_id=case.id, person_id=by.person_id, kind=kind, field=field, remark=remark, at=clock.now()
    )
    session.add(row)
    session.flush()
