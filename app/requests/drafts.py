"""Drafts of requests: begun with the first step, kept until they are sent, thrown away or too old."""

import re
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any, Final

from flask import current_app
from flask_babel import gettext as _
from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.content.printable import printable
from app.refused import OutOfReach, Refused
from models.conversation import Attachment
from models.request_draft import RequestDraft

Typed = Mapping[str, str | list[str]]
LARGEST: Final = 1_000_000  # characters that one draft holds
MOST: Final = 50  # drafts of one person
SOON: Final = timedelta(days=3)  # before a draft goes by itself, its person is told on the home page
_KEY: Final = re.compile(r"[A-Za-z0-9_-]{20,64}\Z")


def find_draft(session: Session, *, by: Viewer, key: str) -> RequestDraft | None:
    """One's own draft that is not too old, locked until the end of what is done with it."""
    found = select(RequestDraft).where(
        RequestDraft.key == key,
        RequestDraft.person_id == by.person_id,
        RequestDraft.expires_at > clock.now(),
    )
    return session.scalars(found).one_or_none()


def lock_draft(session: Session, *, by: Viewer, key: str) -> RequestDraft:
    """The same for whoever changes it; the second of two waits. Raises OutOfReach."""
    mine = RequestDraft.key == key, RequestDraft.person_id == by.person_id
    found = session.scalars(select(RequestDraft).where(*mine).with_for_update()).one_or_none()
    if found is None or found.expires_at <= clock.now():
        raise OutOfReach()
    return found


def begin_draft(
    session: Session, *, by: Viewer, key: str, request_type: str, version_id: int, values: Typed
) -> RequestDraft:
    """A draft under `key`, or the one that an earlier click began. Raises Refused."""
    if not _KEY.match(key):
        raise Refused(_("This form is no longer valid. Open it again."))
    found = find_draft(session, by=by, key=key)
    if found is not None:
        return found
    mine = select(RequestDraft.key).where(RequestDraft.person_id == by.person_id)
    if len(session.scalars(mine.limit(MOST)).all()) == MOST:
        raise Refused(
            _("You have %(most)s requests that are not sent. Send or remove one of them first.", most=MOST)
        )
    now = clock.now()
    draft = RequestDraft(
        key=key,
        person_id=by.person_id,
        request_type=request_type,
        request_type_version_id=version_id,
        values=dict(values),
        created_at=now,
    )
    _touch(draft)
    session.add(draft)
    session.flush()
    return draft


def keep_answers(draft: RequestDraft, typed: Typed, *, step: str) -> None:
    """What was typed in a step, right or wrong; answers of other steps stay. Raises Refused for too much."""
    values = {**draft.values, **cleaned(typed)}
    if sum(map(_length, values.values())) > LARGEST:
        raise Refused(_("This is more text than a request can hold. Shorten it, or send it as a file."))
    draft.values, draft.step = values, step
    _touch(draft)


def _length(value: str | list[str]) -> int:
    return len(value) if isinstance(value, str) else sum(map(len, value))


def cleaned(typed: Typed) -> dict[str, Any]:
    """Without what no database keeps."""
    return {
        code: printable(value) if isinstance(value, str) else [printable(one) for one in value]
        for code, value in typed.items()
    }


def discard_draft(session: Session, *, by: Viewer, draft: RequestDraft) -> list[str]:
    """Throw it away with its files; answers their keys, to be deleted after the commit."""
    mine = Attachment.nonce == draft.key, Attachment.person_id == by.person_id, Attachment.waits
    keys = list(session.scalars(select(Attachment.key).where(*mine)))
    for file in session.scalars(select(Attachment).where(*mine)):
        session.delete(file)
    session.delete(draft)
    session.flush()
    return keys


def forget_expired(session: Session) -> list[str]:
    """Remove the drafts that are too old, as the system; answers the keys of their files (see above)."""
    old = select(RequestDraft.key).where(RequestDraft.expires_at <= clock.now())
    keys = list(session.scalars(old))
    files = Attachment.nonce.in_(keys), Attachment.waits
    stored = list(session.scalars(select(Attachment.key).where(*files))) if keys else []
    if keys:
        session.execute(delete(Attachment).where(*files))
        session.execute(delete(RequestDraft).where(RequestDraft.key.in_(keys)))
    return stored


def own_drafts(session: Session, by: Viewer, most: int) -> Collection[RequestDraft]:
    """Those to go on with: first what goes soon, so that nothing goes unseen, then the latest."""
    now = clock.now()
    mine = RequestDraft.person_id == by.person_id, RequestDraft.expires_at > now
    soon_first = (RequestDraft.expires_at <= now + SOON).desc()
    order = soon_first, RequestDraft.updated_at.desc(), RequestDraft.key
    return session.scalars(select(RequestDraft).where(*mine).order_by(*order).limit(most)).all()


def goes_soon(draft: RequestDraft) -> bool:
    return draft.expires_at <= clock.now() + SOON


def _touch(draft: RequestDraft) -> None:
    draft.updated_at = clock.now()
    draft.expires_at = draft.updated_at + timedelta(days=current_app.config["SETTINGS"].draft_days)
