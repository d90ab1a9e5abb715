"""Taking in a file that somebody sends, before the form it belongs to is sent."""

import re
from collections.abc import Iterable, Iterator
from typing import IO

from flask import current_app
from flask_babel import lazy_gettext as _l
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from app import clock
from app.access.viewer import Viewer
from app.access.writing.by_verbs import put
from app.files.kind import HEAD, kind_of
from app.files.limits import MOST_FILES
from app.files.name import clean_name
from app.files.store import file_store, new_key
from app.refused import Refused
from models.conversation import Attachment
from models.person import Person

CHUNK = 64 * 1024
_NONCE = re.compile(r"[A-Za-z0-9_-]{1,64}\Z")


def keep_upload(
    session: Session, *, by: Viewer, nonce: str, name: str, stream: IO[bytes], field: str = ""
) -> Attachment:
    """Store the file and add the row that waits for the form `nonce` of this person; `field` asked for it.

    The file is complete before the row can be: a crash leaves a file without a row, which the sweeper finds.
    Raises Refused (empty, too large, of a refused kind, too many), StoreFailed.
    """
    if not _NONCE.match(nonce):
        raise Refused(_l("This form can no longer be used. Please load the page again."))
    shown = clean_name(name)
    head = stream.read(HEAD)
    if not head:
        raise Refused(_l("This file is empty."))
    file = Attachment(person_id=by.person_id, nonce=nonce, name=shown, field=field)
    put(file, session, media_type=kind_of(shown, head), key=new_key())
    put(file, session, size=_store(file.key, head, stream))
    file.created_at = clock.now()
    try:
        _refuse_too_many(session, by, file)
        session.add(file)
        session.flush()
    except BaseException:
        file_store().delete(file.key)
        raise
    return file


def keep_form_files(
    session: Session, *, by: Viewer, nonce: str, files: Iterable[FileStorage], field: str = ""
) -> list[Refused]:
    """Keep the files that came with a form itself (no JavaScript); a refused one does not lose the others.

    Commit even when the form is not valid: `waiting` then shows them in the form that comes back.
    """
    refused = []
    for file in files:
        if file.filename:
            try:
                asked = {"nonce": nonce, "name": file.filename, "field": field}
                keep_upload(session, by=by, stream=file.stream, **asked)
            except Refused as why:
                refused.append(_naming(file.filename, why, field or "files"))
    return refused


def _naming(name: str, why: Refused, field: str) -> Refused:
    named = Refused(f"{clean_name(name)}: {why.reason}", field=field)
    named.status = why.status
    return named


def _store(key: str, head: bytes, stream: IO[bytes]) -> int:
    """Write the file and answer its size in bytes."""
    passed = _Counter(current_app.config["LARGEST_FILE"])
    file_store().write(key, passed.count(_chunks(head, stream)))
    return passed.bytes


def _chunks(head: bytes, stream: IO[bytes]) -> Iterator[bytes]:
    yield head
    yield from iter(lambda: stream.read(CHUNK), b"")


class _Counter:
    """Counts what passes and stops it at the limit, while it is written: no size is believed beforehand."""

    def __init__(self, most: int) -> None:
        self.bytes, self.most = 0, most

    def count(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        for chunk in chunks:
            self.bytes += len(chunk)
            if self.bytes > self.most:
                raise Refused(
                    _l(
                        "This file is larger than %(most)s MB, the most we can take.",
                        most=self.most // 1024**2,
                    )
                )
            yield chunk


def _refuse_too_many(session: Session, by: Viewer, file: Attachment) -> None:
    """Count under a lock on the person's row, so that files sent side by side are all counted."""
    session.execute(select(Person.id).where(Person.id == by.person_id).with_for_update(key_share=True))
    of_form = func.count(Attachment.id).filter(Attachment.nonce == file.nonce)
    many, size = session.execute(
        select(of_form, func.coalesce(func.sum(Attachment.size), 0)).where(
            Attachment.person_id == by.person_id, Attachment.waits
        )
    ).one()
    if many >= MOST_FILES:
        raise Refused(_l("You can send at most %(most)s files at a time.", most=MOST_FILES))
    most_mb = current_app.config["SETTINGS"].waiting_mb
    if size + file.size > most_mb * 1024**2:
        raise Refused(
            _l(
                "With this file, more than %(most)s MB of yours would wait in forms and requests that you "
                "did not send. Send or remove some of those first; they are on your home page.",
                most=most_mb,
            )
        )
