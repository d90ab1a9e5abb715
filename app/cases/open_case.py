"""Opening a case for an account."""

from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app import clock
from app.access.place import Place
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.access.writing.places import place_of_account
from app.agreements.active import has_active
from app.cases.asked import QUESTION, Asked
from app.cases.check import clean_description, clean_subject, known_kind, known_priority
from app.cases.number import numbered
from app.events import record
from app.refused import OutOfReach, Refused
from app.setup.scales import PriorityWord, StatusWord, scales
from models.case import Case


def open_case(
    session: Session,
    *,
    by: Viewer,
    account_id: int,
    subject: str,
    description: str,
    kind: str,
    priority_id: int | None,
    owner_id: int | None = None,
) -> Case:
    """A new case with its number and its first event, written when the session is flushed.

    The owner is the contact whose case it is; by default who opens it. Raises Refused with the field,
    OutOfReach for an account that `by` may not open cases for (a parent's person for the parent itself).
    """
    place = place_to_open_for(session, by, account_id)
    lacks_agreement = by.is_staff and not has_active(session, account_id)
    return enter_case(
        session,
        by,
        place,
        subject=subject,
        description=description,
        kind=kind,
        priority_id=priority_id,
        owner_id=owner_id,
        asked=replace(QUESTION, lacks_agreement=lacks_agreement),
    )


def enter_case(
    session: Session,
    by: Viewer,
    place: Place,
    *,
    subject: str,
    description: str,
    kind: str,
    priority_id: int | None,
    owner_id: int | None = None,
    asked: Asked = QUESTION,
) -> Case:
    """The same without asking whether `by` may, for verbs that have asked. Raises Refused with the field.

    `asked` is what else a request type asked; it decides too whether there must be a description and a kind.
    """
    words = scales(session)
    texts = {"subject": clean_subject(subject), "description": description, "kind": kind}
    if asked.version_id is None:
        texts |= {"description": clean_description(description), "kind": known_kind(kind)}
    case = _new(session, by, place, known_priority(words, priority_id), words.first_status, texts)
    case.request_type, case.request_type_version_id = asked.request_type, asked.version_id
    case.values, case.external_number = dict(asked.values), asked.external_number
    case.owner_id = owner_id or case.opened_by_id
    session.add(case)
    status, priority = words.first_status.code, words.priorities[case.priority_id].code
    lacks: dict[str, Any] = {"agreement": [None, "none"]} if asked.lacks_agreement else {}
    said = {"status": [None, status], "priority": [None, priority], **lacks}
    record(session, case, "opened", by=by.person_id, **said)
    return case


def _new(
    session: Session,
    by: Viewer,
    place: Place,
    priority: PriorityWord,
    status: StatusWord,
    said: dict[str, str],
) -> Case:
    now = clock.now()
    return Case(
        **said,
        **numbered(session),
        account_id=place.id,
        root_id=place.root_id,
        priority_id=priority.id,
        priority_rank=priority.rank,
        status_id=status.id,
        status_rank=status.rank,
        is_open=status.is_open,
        opened_by_id=by.person_id or 0,
        created_at=now,
        updated_at=now,
    )


def place_to_open_for(session: Session, by: Viewer, account_id: int) -> Place:
    """Where an account stands for which `by` may open a case. Raises Refused or OutOfReach, as above."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        place = place_of_account(session, account_id)
    if by.reach("case.create").covers(place):
        return place
    if by.reach("account.view").covers(place):
        raise Refused(_("Choose the sub-account that this is about."), "account")
    raise OutOfReach(field="account")
