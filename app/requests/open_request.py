"""A request that somebody fills in: what was typed, and what it comes to by the rules of its request type."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from secrets import token_urlsafe
from typing import Any

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.listing.choice import whole
from app.cases.rights import Openable
from app.files.attach import waiting
from app.request_types.definition import Definition, Field, Step, Value
from app.request_types.fill import Filled, defaults, fill
from app.request_types.published import definition_of
from app.requests.cover import line_of
from app.requests.known import KnownRows
from app.secrets.keep import fields_kept
from models.conversation import Attachment
from models.request_draft import RequestDraft


@dataclass
class OpenRequest:
    """`typed` is as it came in; `filled` is what of it counts. Without a draft nothing is kept yet."""

    key: str
    request_type: str
    version_id: int
    definition: Definition
    known: KnownRows
    typed: dict[str, Any]
    files: Sequence[Attachment] = field(default_factory=list)
    draft: RequestDraft | None = None

    @property
    def raw(self) -> dict[str, Any]:
        """Files are what was sent, whatever the form says of them."""
        sent = {one.code: self.files_of(one.code) for one in self.definition.fields if one.kind == "files"}
        return {**self.typed, **{code: [str(file.id) for file in files] for code, files in sent.items()}}

    @cached_property
    def filled(self) -> Filled:
        return fill(self.definition, self.raw, self.known)

    @property
    def account_id(self) -> int:
        """The account chosen; a type that asks for none is for the one that the person acts for. 0: none."""
        home = self.known.by.home
        return whole(self.filled.columns.get("account", "")) or (home.id if home else 0)

    @property
    def product_line(self) -> str:
        """The code of the one that it is about; "" when it says nothing of one."""
        kinds, answers = {one.code: one.kind for one in self.definition.fields}, self.filled.values
        lines = (line_of(self.known.session, kinds[code], str(answers[code])) for code in answers)
        return next(filter(None, lines), "")

    def with_typed(self, typed: Mapping[str, Any], files: Sequence[Attachment] = ()) -> "OpenRequest":
        """What a form says in place of what was there, and the files that came with it besides."""
        self.known.take(files)
        return replace(self, typed={**self.typed, **typed}, files=[*self.files, *files])

    def files_of(self, code: str) -> list[Attachment]:
        return [file for file in self.files if file.field == code]

    def step_of(self, code: str) -> Step | None:
        """The step in which this field shows."""
        return next(
            (step for step in self.filled.steps if code in {one.code for one in fields_of(step)}), None
        )

    def step_after(self, code: str) -> Step | None:
        """The next step that fits; None when the summary comes."""
        return self._beside(code, 1)

    def step_before(self, code: str) -> Step | None:
        return self._beside(code, -1)

    def _beside(self, code: str, way: int) -> Step | None:
        """By the order of the definition: the step itself may have been skipped meanwhile."""
        order = [step.code for step in self.definition.steps]
        at = order.index(code) if code in order else 0
        fit = {step.code: step for step in self.filled.steps}
        rest = order[at + 1 :] if way > 0 else order[:at][::-1]
        return next((fit[one] for one in rest if one in fit), None)


def fields_of(step: Step) -> list[Field]:
    return [one for section in step.sections for one in section.fields]


def files_that_count(opened: OpenRequest) -> list[Attachment]:
    """Those that answer a question which shows, and those that came along from an earlier case.

    What was sent for a hidden branch stays behind.
    """
    values = opened.filled.values
    counted = {one.code for one in opened.definition.fields if one.kind == "files" and one.code in values}
    return [file for file in opened.files if file.field in counted or not file.field]


def answers_kept(opened: OpenRequest) -> dict[str, Value]:
    """The answers that a case keeps by themselves; what stands in its columns or files is not kept twice."""
    elsewhere = {one.code for one in opened.definition.fields if one.column or one.kind == "files"}
    return {code: value for code, value in opened.filled.values.items() if code not in elsewhere}


def fresh_request(
    session: Session,
    by: Viewer,
    request_type: str,
    version_id: int,
    account: str = "",
    accounts: Sequence[Openable] | None = None,
) -> OpenRequest:
    """One that starts with the defaults; `account` is the one that the reader came from.

    `accounts` are those that `by` may open a case for, for who has asked already.
    """
    definition = definition_of(session, version_id)
    known = KnownRows(session, by, definition, accounts=accounts)
    typed: dict[str, Any] = dict(defaults(definition, known))
    for one in definition.fields:
        if one.kind == "account" and account and known.knows(one, account, {}):
            typed[one.code] = account
    return OpenRequest(token_urlsafe(24), request_type, version_id, definition, known, typed)


def resumed_request(session: Session, by: Viewer, draft: RequestDraft) -> OpenRequest:
    """One that was begun, as its version asks it."""
    definition = definition_of(session, draft.request_type_version_id)
    files = waiting(session, by=by, nonce=draft.key)
    has_secrets = any(one.kind == "secret" for one in definition.fields)
    secrets = fields_kept(session, draft) if has_secrets else ()
    known = KnownRows(session, by, definition, files, secrets=secrets)
    return OpenRequest(
        draft.key,
        draft.request_type,
        draft.request_type_version_id,
        definition,
        known,
        dict(draft.values),
        files,
        draft,
    )
