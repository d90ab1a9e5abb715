"""A case as its request type asks it: the same questions, with the answers that the case holds."""

from functools import partial
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.request_types.definition import Definition
from app.request_types.published import definition_of, request_types
from app.requests.editing import with_contact
from app.requests.known import KnownRows
from app.requests.open_request import OpenRequest, answers_kept
from app.secrets.keep import fields_given
from app.setup.scales import scales
from models.conversation import Attachment


def request_of(session: Session, by: Viewer, case: Any, *, to_edit: bool = False) -> OpenRequest | None:
    """As the version asks it that was filled in; a case that came another way, as its type asks it now.

    `case` is a case or a row of its page. To be edited there is always a question for the contact. None when
    its request type is not there any more.
    """
    asked = asked_with(session, case)
    if asked is None:
        return None
    version_id, definition = asked[0], with_contact(asked[1]) if to_edit else asked[1]
    files = _files(session, case, definition)
    kept = answers_of(session, case, definition)
    secrets = partial(fields_given, session, case.id)
    known = KnownRows(session, by, definition, files, kept, secrets, account_id=case.account_id)
    return OpenRequest("", case.request_type, version_id, definition, known, dict(kept), files)


def asked_with(session: Session, case: Any) -> tuple[int, Definition] | None:
    """The version that asks for this case, by its id, and what it says."""
    version_id = case.request_type_version_id
    if version_id is None:
        current = request_types(session).by_code.get(case.request_type)
        version_id = current.version_id if current else None
    return (version_id, definition_of(session, version_id)) if version_id is not None else None


def answers_of(session: Session, case: Any, definition: Definition) -> dict[str, Any]:
    """The answers by field code, those in columns of the case among them."""
    columns = {
        "account": str(case.account_id),
        "owner": str(case.owner_id),
        "subject": case.subject,
        "description": case.description,
        "priority": scales(session).priorities[case.priority_id].code,
        "kind": case.kind,
        "external_number": case.external_number,
    }
    in_columns = {one.code: columns[one.column] for one in definition.fields if one.column in columns}
    return {**case.values, **{code: value for code, value in in_columns.items() if value}}


def _files(session: Session, case: Any, definition: Definition) -> list[Attachment]:
    """Those that answer a question; what was withdrawn does so no longer."""
    codes = [one.code for one in definition.fields if one.kind == "files"]
    if not codes or not getattr(case, "has_files", True):
        return []
    asked = Attachment.case_id == case.id, Attachment.field.in_(codes), Attachment.withdrawn_at.is_(None)
    return list(session.scalars(select(Attachment).where(*asked).order_by(Attachment.id)))


def edited_values(session: Session, case: Any, opened: OpenRequest) -> dict[str, Any]:
    """What `edit_case` is asked to change: columns that the definition writes, and the answers."""
    columns, asked = opened.filled.columns, {one.column for one in opened.definition.fields}
    texts = ("subject", "description", "kind", "external_number")
    found: dict[str, Any] = {name: str(columns.get(name, "")) for name in texts if name in asked}
    owner = whole(columns.get("owner", ""))
    return {**found, **({"owner_id": owner} if owner else {}), "values": answers_kept(opened)}
