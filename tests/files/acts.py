"""The ways in which tests send files and ask for them."""

import io
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.open_case import open_case
from app.conversation.post_note import post_note
from app.files.attach import attach_uploads
from app.files.keep import keep_upload
from app.files.store import file_store
from app.setup.scales import scales
from models.case import Case
from models.conversation import Attachment, Note
from tests.files.samples import LOG
from tests.worlds import World

NONCE = "form-of-this-test"


def keep(
    session: Session, by: Viewer, name: str = "log.txt", content: bytes = LOG, nonce: str = NONCE
) -> Attachment:
    """Keep a file as `by`; the caller commits."""
    return keep_upload(session, by=by, nonce=nonce, name=name, stream=io.BytesIO(content))


def send(
    world: World,
    client: FlaskClient,
    name: str = "log.txt",
    content: Any = LOG,
    path: str = "/uploads/",
) -> Any:
    """POST one file as the script in the page does."""
    stream = io.BytesIO(content) if isinstance(content, bytes) else content
    headers = {"Accept": "application/json"}
    return world.post(client, path, {"file": (stream, name), "nonce": NONCE}, headers=headers)


def a_case(world: World, person: str = "sam", account: str = "Rijnmond Haven") -> int:
    """The id of a case that the person opened for the account."""
    account_id = world.account_id(account)
    with world.session(person) as session:
        case = open_case(
            session,
            by=session.info["viewer"],
            account_id=account_id,
            subject="Printer offline",
            description="Since this morning.",
            kind="issue",
            priority_id=next(iter(scales(session).priorities)),
        )
        session.commit()
        return case.id


def case_with_file(
    world: World,
    person: str = "sam",
    account: str = "Rijnmond Haven",
    name: str = "log.txt",
    content: bytes = LOG,
) -> int:
    """The id of a file on a new case of the account."""
    case_id = a_case(world, person, account)
    with world.session(person) as session:
        by = session.info["viewer"]
        keep(session, by, name, content)
        case = session.scalars(select(Case).where(Case.id == case_id)).one()
        (file,) = attach_uploads(session, by=by, nonce=NONCE, case=case)
        session.commit()
        return file.id


def stored(world: World) -> set[str]:
    """All keys in the store."""
    with world.app.app_context():
        return {key for day in file_store().days() for key in file_store().keys(day)}


def rows(world: World) -> list[Attachment]:
    with world.session() as session:
        return list(session.scalars(select(Attachment).order_by(Attachment.id)))


def note_on(session: Session, by: Viewer, case: Case, is_internal: bool = False) -> Note:
    """A note on the case, not yet committed."""
    return post_note(session, by=by, case=case, body="Here it is.", is_internal=is_internal)
