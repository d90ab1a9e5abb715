"""What the form of an edit brings: answers as typed, credentials sealed, files that wait for it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Final

from flask import request

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.nonce import LONGEST, new_nonce
from app.database import db
from app.files.attach import waiting
from app.request_types.definition import Field, Step
from app.requests.open_request import OpenRequest, fields_of
from app.secrets.access import may_read_secrets
from app.secrets.carry import out_of_form, sealed_for_form
from models.account import Account
from models.case import Case
from models.conversation import Attachment
from views.files import keep_sent_files
from views.requests.questions import id_of
from views.requests.typed import secrets_in, typed_in

FIXED: Final = ("account", "owner", "priority")  # columns that an edit does not touch


@dataclass(frozen=True)
class Brought:
    """`sealed` holds the credentials that were typed, by field code, as they go back to the form."""

    nonce: str
    typed: dict[str, Any] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    sealed: dict[str, str] = field(default_factory=dict)
    files: Sequence[Attachment] = ()
    errors: dict[str, str] = field(default_factory=dict)


def brought(case: Case, opened: OpenRequest, with_secrets: bool) -> Brought:
    """Files that came along are kept first: none is lost to an error elsewhere."""
    steps, by = editable_of(opened.definition.steps, with_secrets), current_viewer()
    asked = frozenset(request.form.get("asked", "").split())
    nonce = request.form.get("nonce", "")[:LONGEST] or new_nonce()
    codes = [one.code for step in steps for one in fields_of(step) if one.kind == "files"]
    refused = keep_sent_files(nonce, [code for code in codes if code in asked])
    typed: dict[str, Any] = {}
    for step in steps:
        typed |= typed_in(step, request.form)
    secrets = _secrets(case.id, by, steps)
    sealed = {
        code: sealed_for_form(text, by=by, case_id=case.id, field=code) for code, text in secrets.items()
    }
    return Brought(
        nonce,
        {**typed, **secrets},
        asked,
        sealed,
        waiting(db.session(), by=by, nonce=nonce) if codes else (),
        {str(one.field or ""): str(one.reason) for one in refused},
    )


def _secrets(case_id: int, by: Viewer, steps: Sequence[Step]) -> dict[str, str]:
    """Typed now, or typed before the form came back."""
    found: dict[str, str] = {}
    for step in steps:
        for one in fields_of(step):
            kept = request.form.get(f"{id_of(one.code)}-sealed", "") if one.kind == "secret" else ""
            text = out_of_form(kept, by=by, case_id=case_id, field=one.code)
            found |= {one.code: text} if text else {}
        found |= secrets_in(step, request.form)
    return found


def gives_credentials(case: Case, opened: OpenRequest) -> bool:
    """Customers who see the account and our own people who read credentials: no parallel account."""
    by = current_viewer()
    if not any(one.kind == "secret" for one in opened.definition.fields):
        return False
    return may_read_secrets(by) if by.is_staff else db.session().get(Account, case.account_id) is not None


def editable(opened: OpenRequest, with_secrets: bool) -> list[Step]:
    """The questions that show and that an edit may touch."""
    return editable_of(opened.filled.steps, with_secrets)


def editable_of(steps: Sequence[Step], with_secrets: bool) -> list[Step]:
    kept = [_to_edit(step, with_secrets) for step in steps]
    return [step for step in kept if step.sections]


def _to_edit(step: Step, with_secrets: bool) -> Step:
    kept = [
        replace(section, fields=tuple(one for one in section.fields if _is_editable(one, with_secrets)))
        for section in step.sections
    ]
    return replace(step, sections=tuple(section for section in kept if section.fields))


def _is_editable(one: Field, with_secrets: bool) -> bool:
    return one.column not in FIXED and (with_secrets or one.kind != "secret")
