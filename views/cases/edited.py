"""What the form of an edit brings: answers as typed, credentials sealed, files that wait for it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request
from flask_babel import gettext as _

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.cases.nonce import LONGEST, new_nonce
from app.database import db
from app.files.attach import waiting
from app.request_types.definition import Step
from app.requests.editing import only
from app.requests.look_up import KINDS, Choice, look_up
from app.requests.open_request import OpenRequest, fields_of
from app.secrets.carry import out_of_form, sealed_for_form
from models.case import Case
from models.conversation import Attachment
from views.files import keep_sent_files
from views.requests.choosing import search_typed
from views.requests.questions import id_of
from views.requests.typed import secrets_in, typed_in


@dataclass(frozen=True)
class Brought:
    """`sealed` holds the credentials that were typed, by field code, as they go back to the form.

    `found` holds who fits the names that were typed and of whom nobody is chosen yet.
    """

    nonce: str
    typed: dict[str, Any] = field(default_factory=dict)
    asked: frozenset[str] = frozenset()
    sealed: dict[str, str] = field(default_factory=dict)
    files: Sequence[Attachment] = ()
    errors: dict[str, str] = field(default_factory=dict)
    found: dict[str, list[Choice]] = field(default_factory=dict)


def brought(case: Case, opened: OpenRequest, may_change: Collection[str]) -> Brought:
    """Files that came along are kept first: none is lost to an error elsewhere."""
    steps, by = only(opened.definition.steps, may_change), current_viewer()
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


def with_names_looked_up(brought: Brought, opened: OpenRequest, may_change: Collection[str]) -> Brought:
    """The only one who fits a name is chosen; of several one is to be chosen; nobody is told as an error."""
    typed, errors, found = dict(brought.typed), dict(brought.errors), {}
    for one in opened.definition.fields:
        name = search_typed(one) if one.kind in KINDS and one.code in may_change else ""
        if not name:
            continue
        fit = look_up(opened.known, one, opened.filled.values, name)
        if len(fit) == 1:
            typed[one.code] = fit[0].code
        elif not fit:
            errors[one.code] = _("Nobody of that name belongs to this account. Try a shorter part of it.")
        found[one.code] = fit if len(fit) > 1 else []
    return replace(brought, typed=typed, errors=errors, found=found)


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
