"""Going on from a case that is closed for good: a new request, filled with what stood in the old one."""

from collections.abc import Collection, Sequence
from typing import Any

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.place import Place
from app.access.session import seeing_as
from app.access.standing import viewer_of
from app.access.viewer import SYSTEM, Viewer
from app.cases.link import put_link
from app.cases.rights import openable
from app.closing.count import is_closed_for_good
from app.files.keep import keep_upload
from app.files.store import file_store
from app.refused import Refused
from app.request_types.published import Published
from app.requests.drafts import begin_draft, find_draft
from app.requests.of_case import answers_of
from app.requests.offered import find_offered
from models.case import Case
from models.conversation import Attachment
from models.request_draft import RequestDraft
from models.subscription import Subscription


def follow_up(
    session: Session, *, by: Viewer, case: Any, key: str, files: Collection[int] = ()
) -> RequestDraft:
    """A draft of `by`'s own under `key`, as the request type asks it now, with copies of the chosen `files`.

    `case` is a case or a row of its page. Nothing is sent yet. A second click finds the first draft. Raises
    Refused when the case can still be reopened, or its request type is not offered to `by`.
    """
    if not is_closed_for_good(case):
        raise Refused(_("This case can still be reopened. Follow up on it when it is closed for good."))
    asked = _offered(session, by, case.request_type)
    found = find_draft(session, by=by, key=key)
    if found is not None:
        return found
    known = {one.code for one in asked.definition.fields}
    answers = answers_of(session, case, asked.definition)
    values = {code: value for code, value in answers.items() if code in known}
    how: dict[str, Any] = {"request_type": asked.code, "version_id": asked.version_id, "values": values}
    draft = begin_draft(session, by=by, key=key, **how)
    draft.follows_id = case.id
    for file in files_to_carry(session, case.id):
        if file.id in files:
            _copy(session, by, key, file, file.field if file.field in known else "")
    session.flush()
    return draft


def files_to_carry(session: Session, case_id: int) -> Sequence[Attachment]:
    """What both sides see of the files of a case, oldest first."""
    is_shown = Attachment.is_internal.is_(False), Attachment.withdrawn_at.is_(None)
    found = select(Attachment).where(Attachment.case_id == case_id, *is_shown).order_by(Attachment.id)
    return session.scalars(found).all()


def go_on_from(session: Session, *, by: Viewer, case: Case, place: Place, old_id: int) -> None:
    """The new case, at `place`, follows the old one: linked, and with its subscribers who may see it."""
    old = session.scalar(select(Case).where(Case.id == old_id))
    if old is None:  # it went out of sight since the draft was begun
        return
    put_link(session, by=by, case=case, other=old, kind="follows")
    with session.no_autoflush, seeing_as(session, SYSTEM):
        follows = Subscription.case_id == old_id, Subscription.is_muted.is_(False)
        people = session.scalars(select(Subscription.person_id).where(*follows)).all()
        for person_id in set(people) - {case.owner_id}:
            if viewer_of(session, person_id).reach("case.view").covers(place):
                session.add(Subscription(case_id=case.id, person_id=person_id, at=clock.now()))
        session.flush()


def _offered(session: Session, by: Viewer, code: str) -> Published:
    found = find_offered(session, by, code, openable(session, by))
    if found is None:
        raise Refused(_("This kind of request is not offered to you any more. Open a new case instead."))
    return found


def _copy(session: Session, by: Viewer, key: str, file: Attachment, field: str) -> None:
    """The same bytes under a key of their own, so that either case may lose its file."""
    with file_store().open(file.key) as stream:
        copy = keep_upload(session, by=by, nonce=key, name=file.name, stream=stream, field=field)
    copy.description = file.description
