"""Keeping what a secret field was answered with: in the draft, then on the case, then no more."""

from collections.abc import Iterable

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.rights import require_edit
from app.refused import Refused
from app.secrets.seal import CannotOpen, key_ring
from models.case import Case
from models.request_draft import RequestDraft
from models.secret import Secret, SupportAccess

LONGEST = 4_000  # characters: a password, or a key file pasted as text


def keep_in_draft(session: Session, *, by: Viewer, draft: RequestDraft, field: str, text: str) -> None:
    """Keep or replace the answer. Nothing typed changes nothing, for what is kept is never shown again.

    Raises Refused, with the field, for one that is too long.
    """
    _keep(session, by, _of_draft(session, draft, field), text, draft=draft, field=field)


def drop_from_draft(session: Session, *, draft: RequestDraft, field: str) -> None:
    """Take the answer away."""
    found = _of_draft(session, draft, field)
    if found is not None:
        session.delete(found)
        session.flush()


def keep_on_case(session: Session, *, by: Viewer, case: Case, field: str, text: str) -> None:
    """The same on a case, for who edits it; another one instead is on record. Raises OutOfReach too."""
    require_edit(session, by, case)
    earlier = _of_case(session, case, field)
    _keep(session, by, earlier, text, case=case, field=field)
    if earlier is not None and text:
        said = {"kind": "replaced", "field": field, "remark": "", "at": clock.now()}
        session.add(SupportAccess(case_id=case.id, person_id=by.person_id, **said))
        session.flush()


def keep_with_case(session: Session, *, by: Viewer, case: Case, field: str, text: str) -> None:
    """With a case that is opened at this moment, for the verb that has asked whether `by` may."""
    _keep(session, by, None, text, case=case, field=field)


def hand_over(session: Session, *, draft: RequestDraft, case: Case, fields: Iterable[str]) -> None:
    """The secrets of a draft become those of its case; fields that do not count any more are dropped."""
    ring, wanted = key_ring(), set(fields)
    for secret in session.scalars(select(Secret).where(Secret.draft_key == draft.key)).all():
        if secret.field not in wanted:
            session.delete(secret)
            continue
        try:
            text = ring.unseal(secret.sealed, bound_to=place_of(secret))
        except CannotOpen as problem:
            sentence = _("A credential cannot be opened any more. Type it once more.")
            raise Refused(sentence, secret.field) from problem
        secret.case_id, secret.draft_key = case.id, None
        secret.sealed = ring.seal(text, bound_to=place_of(secret))
        secret.key_id = ring.newest
    session.flush()


def fields_kept(session: Session, draft: RequestDraft) -> set[str]:
    """Codes of the fields of a draft that are answered already; what they hold is not shown again."""
    return set(session.scalars(select(Secret.field).where(Secret.draft_key == draft.key)))


def fields_given(session: Session, case_id: int) -> set[str]:
    """Codes of the fields of a case that hold a credential, for the rules alone: looks as the system."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        given = Secret.case_id == case_id, Secret.erased_at.is_(None)
        return set(session.scalars(select(Secret.field).where(*given)))


def place_of(secret: Secret) -> str:
    """What the text is bound to: nothing that is sealed for one place opens in another."""
    where = f"case:{secret.case_id}" if secret.case_id is not None else f"draft:{secret.draft_key}"
    return f"{where}:{secret.field}"


def _keep(
    session: Session,
    by: Viewer,
    found: Secret | None,
    text: str,
    *,
    field: str,
    case: Case | None = None,
    draft: RequestDraft | None = None,
) -> None:
    if len(text) > LONGEST:
        raise Refused(_("At most %(most)s characters.", most=LONGEST), field)
    if not text:
        return
    secret = found or Secret(field=field, case_id=case and case.id, draft_key=draft and draft.key)
    ring = key_ring()
    secret.sealed, secret.key_id = ring.seal(text, bound_to=place_of(secret)), ring.newest
    secret.person_id, secret.kept_at, secret.erased_at = by.person_id or 0, clock.now(), None
    session.add(secret)
    session.flush()


def _of_draft(session: Session, draft: RequestDraft, field: str) -> Secret | None:
    return session.scalar(select(Secret).where(Secret.draft_key == draft.key, Secret.field == field))


def _of_case(session: Session, case: Case, field: str) -> Secret | None:
    return session.scalar(select(Secret).where(Secret.case_id == case.id, Secret.field == field))
