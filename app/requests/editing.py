"""What an edit of a case may change, whoever edits and through whichever door."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.content.texts import readers_language
from app.request_types.definition import Definition, Field, Section, Step
from app.requests.open_request import OpenRequest
from app.secrets.access import may_read_secrets
from models.account import Account

CONTACT: Final = "case_contact"  # code of the question that an edit adds where its type asks for none
STAYS: Final = {
    "account": _l("A case stays with the account that it was opened for: who may see it follows from that."),
    "priority": _l("The priority is changed on the page of the case, with a word that says why."),
}
NOT_YOURS: Final = _l("This is for the people of the account alone to change.")


def with_contact(definition: Definition) -> Definition:
    """Every case has a contact, who may be another one one day; not every request type asks for it."""
    if any(one.column == "owner" for one in definition.fields):
        return definition
    account = next((one.code for one in definition.fields if one.column == "account"), "")
    label = {readers_language(): _("Contact")}
    asked = Field(CONTACT, "contact", label, column="owner", depends_on=account, is_required=True)
    section = Section(CONTACT, {}, fields=(asked,))
    return replace(definition, steps=(*definition.steps, Step(CONTACT, {}, sections=(section,))))


def changeable(session: Session, by: Viewer, case: Any, definition: Definition) -> frozenset[str]:
    """Codes of the questions whose answers `by` may change on this case.

    A parallel account edits the case, and neither contact nor credentials of an account that it does not see.
    """
    sees_account = session.get(Account, case.account_id) is not None
    gives_secrets = may_read_secrets(by) if by.is_staff else sees_account

    def may_change(one: Field) -> bool:
        if one.kind == "secret":
            return gives_secrets
        return one.column not in STAYS and (sees_account or one.column != "owner")

    return frozenset(one.code for one in definition.fields if may_change(one))


def only(steps: Sequence[Step], codes: Collection[str]) -> list[Step]:
    """The steps with these questions alone, and none in which nothing is left."""
    kept = [replace(step, sections=tuple(_only(step, codes))) for step in steps]
    return [step for step in kept if step.sections]


def _only(step: Step, codes: Collection[str]) -> list[Section]:
    kept = [replace(one, fields=tuple(f for f in one.fields if f.code in codes)) for one in step.sections]
    return [section for section in kept if section.fields]


def wrong_in_edit(opened: OpenRequest, codes: Collection[str]) -> dict[str, str]:
    """A sentence for each answer that cannot be saved, by field code.

    What is wrong in a question that is not among `codes` keeps nobody from saving; another answer to one is
    told, and not passed over.
    """
    wrong = {code: sentence for code, sentence in opened.filled.errors.items() if code in codes}
    fixed = [one for one in opened.definition.fields if one.code not in codes and _differs(opened, one)]
    return wrong | {one.code: str(STAYS.get(one.column, NOT_YOURS)) for one in fixed}


def _differs(opened: OpenRequest, one: Field) -> bool:
    given = str(opened.typed.get(one.code) or "")
    return given not in ("", str(opened.known.kept.get(one.code, "")))
