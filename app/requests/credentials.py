"""Credentials as answers: what a field asks of them is asked wherever one is given."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import OutOfReach, Refused
from app.request_types.answers.clean import clean
from app.request_types.answers.wrong import Wrong
from app.request_types.definition import Definition, Field
from app.request_types.known import NothingKnown
from app.requests.versions import secret_fields_of
from app.secrets.keep import keep_in_draft, keep_on_case
from models.case import Case
from models.request_draft import RequestDraft


def keep_typed(
    session: Session, *, by: Viewer, draft: RequestDraft, definition: Definition, typed: Mapping[str, str]
) -> dict[str, str]:
    """Those of a step, each by itself: one that is not right is told, and costs nothing else."""
    errors: dict[str, str] = {}
    for field in definition.fields:
        if field.code in typed:
            try:
                text = _sound(field, typed[field.code])
                keep_in_draft(session, by=by, draft=draft, field=field.code, text=text)
            except Refused as refused:
                errors[field.code] = str(refused.reason)
    return errors


def give_later(session: Session, *, by: Viewer, case: Case, field: str, text: str) -> None:
    """On a case that was asked for it, or another one instead. Raises OutOfReach, Refused with the field."""
    asked: dict[str, Any] = secret_fields_of(session, case)
    if field not in asked:
        raise OutOfReach()
    keep_on_case(session, by=by, case=case, field=field, text=_sound(asked[field], text))


def _sound(field: Field, text: str) -> str:
    try:
        return str(clean(field, text, NothingKnown(), {}))
    except Wrong as wrong:
        raise Refused(wrong.sentence, field.code) from wrong
