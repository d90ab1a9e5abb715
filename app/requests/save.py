"""Sending a request: all of it is checked once more, and becomes one case."""

from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.asked import Asked
from app.cases.listing.choice import whole
from app.cases.nonce import spend
from app.cases.open_case import enter_case, place_to_open_for
from app.content.texts import to_reader
from app.files.attach import attach_uploads
from app.refused import Refused
from app.request_types.answers.words import words
from app.request_types.fill import Filled
from app.requests.follow_up import go_on_from
from app.requests.offered import may_be_for, opens_without_agreement
from app.requests.open_request import OpenRequest, answers_kept, files_that_count
from app.secrets.keep import hand_over, keep_with_case
from app.setup.scales import Scales, scales
from models.case import Case

LONGEST_OWN_SUBJECT = 120
ABOUT = ("serial_number", "model", "product")


class Unfinished(Refused):
    """Something is missing or wrong; `errors` holds a sentence for each field."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(_("Some answers are missing or not right yet."))
        self.errors = errors


def send_request(session: Session, *, by: Viewer, opened: OpenRequest) -> Case:
    """The case, with its files and credentials; the draft is gone. Raises Unfinished, Refused, OutOfReach."""
    filled = opened.filled
    if filled.errors:
        raise Unfinished(filled.errors)
    account = opened.account_id
    found = opened.known.account(account)
    place = found.place if found else place_to_open_for(session, by, account)
    if not may_be_for(session, by, opened.request_type, found):
        raise Refused(_("This kind of request is not offered for that account."))
    asked = _asked(session, by, opened)
    case = enter_case(session, by, place, **_said(session, opened), asked=asked)
    spend(session, by=by, nonce=opened.key, case=case)
    attach_uploads(session, by=by, nonce=opened.key, case=case, files=files_that_count(opened))
    for left in opened.files:
        if left.waits:  # sent for a question that does not show any more
            session.delete(left)
    for field, text in filled.secrets.items():
        keep_with_case(session, by=by, case=case, field=field, text=text)
    if opened.draft is not None:
        if opened.known.secrets:
            hand_over(session, draft=opened.draft, case=case, fields=filled.kept)
        if opened.draft.follows_id is not None:
            go_on_from(session, by=by, case=case, place=place, old_id=opened.draft.follows_id)
        session.delete(opened.draft)
    session.flush()
    return case


def _asked(session: Session, by: Viewer, opened: OpenRequest) -> Asked:
    external = str(opened.filled.columns.get("external_number", ""))
    meant = opened.definition.offer, opened.account_id, opened.product_line
    lacks_agreement = opens_without_agreement(session, by, *meant)
    return Asked(opened.request_type, opened.version_id, answers_kept(opened), external, lacks_agreement)


def _said(session: Session, opened: OpenRequest) -> dict[str, Any]:
    columns, asks = opened.filled.columns, opened.definition
    description = str(columns.get("description", ""))
    return {
        "subject": str(columns.get("subject", "")) or _own_subject(opened.filled, opened, description),
        "description": description,
        "kind": str(columns.get("kind", "")),
        "priority_id": _priority(scales(session), columns.get("priority"), asks.priority, asks.scale),
        "owner_id": whole(columns.get("owner", "")),
    }


def _own_subject(filled: Filled, opened: OpenRequest, description: str) -> str:
    """Of a type that asks for none: the first line of the description, or the type with what it is about."""
    line = next(iter(description.strip().splitlines()), "").strip("#*>- ")
    if line:
        return line if len(line) <= LONGEST_OWN_SUBJECT else line[: LONGEST_OWN_SUBJECT - 1].rstrip() + "…"
    about = [one for one in opened.definition.fields if one.kind in ABOUT and one.code in filled.values]
    named = [words(one, filled.values[one.code], opened.known) for one in about]
    return ": ".join([to_reader(opened.definition.name), *named[:1]])


def _priority(known: Scales, chosen: object, usual: str, scale: str) -> int | None:
    """The one chosen, else that of the type, else the default of its scale."""
    for code in (str(chosen or ""), usual):
        if code in known.priority_by_code:
            return known.priority_by_code[code].id
    default = known.usual_on(scale)
    return default.id if default else known.usual_id
