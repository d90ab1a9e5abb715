"""Feedback about the portal itself: a case of the portal's own account, which its sender alone follows."""

from datetime import timedelta
from typing import Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.stamping import move_stamp
from app.access.viewer import SYSTEM, Viewer
from app.access.writing.places import place_of_account
from app.cases.check import clean_subject, clean_text
from app.cases.nonce import spend
from app.cases.open_case import enter_case
from app.feedback.portal import portal_account_id
from app.files.attach import attach_uploads
from app.refused import NotAllowed, Refused
from app.setup.scales import scales
from models.case import Case, FormNonce

KINDS: Final = {"problem": "issue", "idea": "how_to"}
MOST_AN_HOUR: Final = 5
MOST_A_DAY: Final = 20
LONGEST_PAGE: Final = 300
LONGEST_BROWSER: Final = 200


class TooOften(Refused):
    """More than one person can mean."""

    status = 429


class Said(NamedTuple):
    """What the sender typed, and what the form added: the path of the page, and the browser's own words."""

    kind: str
    subject: str
    text: str
    page: str = ""
    browser: str = ""


def give_feedback(session: Session, *, by: Viewer, said: Said, nonce: str) -> Case:
    """A case with the files that wait under `nonce`. Raises Refused, TooOften, NotAllowed.

    It is opened with the system's eyes, for the account is nobody's; from then on the matrix does not
    matter: the sender sees and answers the own ones (`app.access.footing`).
    """
    if not by.may("can_create", "Feedback"):
        raise NotAllowed()
    if said.kind not in KINDS:
        raise Refused(_("Choose whether this is a problem or an idea."), "kind")
    checked = said._replace(
        subject=clean_subject(said.subject), text=_described(said.text, said.page, said.browser)
    )
    _refuse_too_often(session, by)
    with seeing_as(session, SYSTEM):
        is_first = _given(session, by, timedelta(days=36_500)) == 0
        case = _enter(session, by, checked)
        spend(session, by=by, nonce=nonce, case=case)
        attach_uploads(session, by=by, nonce=nonce, case=case)
        if is_first:
            move_stamp(session)
    return case


def _enter(session: Session, by: Viewer, said: Said) -> Case:
    case = enter_case(
        session,
        by,
        place_of_account(session, portal_account_id(session)),
        subject=said.subject,
        description=said.text,
        kind=KINDS[said.kind],
        priority_id=scales(session).usual_id,
    )
    session.flush()
    return case


def sent_before(session: Session, *, by: Viewer, nonce: str) -> int | None:
    """The number of the case that an earlier sending of this form made; None when there was none.

    The sender may not see it yet in this request: what they may see was worked out before.
    """
    mine = FormNonce.nonce == nonce, FormNonce.person_id == by.person_id
    with seeing_as(session, SYSTEM):
        return session.scalar(select(Case.number).join(FormNonce, FormNonce.case_id == Case.id).where(*mine))


def _described(text: str, page: str, browser: str) -> str:
    """What was written, and below it what the form added; as code, so that none of it is Markdown."""
    said = clean_text(text, "text", _("Describe the problem or the idea."))
    added = [
        f"- {label}: `{_plain(value, most)}`"
        for label, value, most in (
            (_("Page"), page, LONGEST_PAGE),
            (_("Browser"), browser, LONGEST_BROWSER),
        )
        if value.strip()
    ]
    return "\n\n".join([said, "---", "\n".join(added)]) if added else said


def _plain(text: str, most: int) -> str:
    return " ".join(clean_text(text, "page", "").replace("`", "'").split())[:most]


def _refuse_too_often(session: Session, by: Viewer) -> None:
    with session.no_autoflush, seeing_as(session, SYSTEM):
        last_hour, last_day = (_given(session, by, timedelta(hours=hours)) for hours in (1, 24))
    if last_hour >= MOST_AN_HOUR or last_day >= MOST_A_DAY:
        raise TooOften(_("Thank you. That is a lot in a short time: please send the rest later."))


def _given(session: Session, by: Viewer, during: timedelta) -> int:
    account_id = portal_account_id(session, is_made=False)
    return (
        session.scalar(
            select(func.count(Case.id)).where(
                Case.account_id == account_id,
                Case.opened_by_id == by.person_id,
                Case.created_at > clock.now() - during,
            )
        )
        or 0
    )
