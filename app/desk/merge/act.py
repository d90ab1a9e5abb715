"""Merging a duplicate into the case that stays, and taking that back for a week."""

from datetime import timedelta
from typing import Final

from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, aliased

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.cases.rights import may_work_on
from app.cases.touch import set_status, touch
from app.content.markdown import as_words
from app.conversation.post_note import write_note
from app.desk.merge.carry import bring_back, carry, put_back, standing
from app.events import record
from app.mail.reader import language_of
from app.refused import NotAllowed, OutOfReach, Refused
from app.setup.scales import Scales, StatusWord, scales
from models.case import Case
from models.case_merge import CaseMerge
from models.conversation import Note
from models.person import Person
from models.subscription import Subscription

UNDONE_WITHIN: Final = timedelta(days=7)
STILL_ESCALATED: Final = ("raised", "in_progress", "on_hold")


def merge_cases(
    session: Session, *, by: Viewer, case: Case, into: Case, other_account: bool = False
) -> CaseMerge:
    """What hangs on `case` goes to `into`; `case` is closed, may only be read, and its number leads on.

    `other_account` says that the agent knows that the two are of different accounts. Raises NotAllowed,
    OutOfReach, or Refused with the field.
    """
    _require_both(session, by, case, into)
    if case.account_id != into.account_id and not other_account:
        raise Refused(_("The two are of different accounts. Say that this is meant."), "other_account")
    before = standing(case)
    note = write_note(session, by=by, case=into, body=_told(session, case, into))
    session.flush()
    with seeing_as(session, SYSTEM):
        carried = {**carry(session, case, into), "before": before, "note": note.id}
        status = merged_status(scales(session))
        set_status(session, case, status)
        case.closes_at = case.next_step_at = case.pending_since = None
        case.closed_for_good_at, case.merged_into_id = clock.now(), into.id
        touch(into)
        session.flush()
    merge = CaseMerge(case=case, into=into, person_id=by.person_id or 0, at=clock.now(), carried=carried)
    session.add(merge)
    record(session, case, "merged", by=by.person_id, into=[None, into.id])
    record(session, into, "took_in", by=by.person_id, took_in=[None, case.id])
    session.flush()
    return merge


def undo_merge(session: Session, *, by: Viewer, merge: CaseMerge) -> None:
    """Everything goes back to where it was. Raises Refused after a week, when it is undone already, and
    while `into` itself is merged into another case.
    """
    case, into = merge.case, merge.into
    if not (by.may("can_edit", "Desk") and may_work_on(session, by, case)):
        raise NotAllowed()
    if merge.undone_at is not None or case.merged_into_id != into.id:
        raise Refused(_("This merge was taken back already."))
    if clock.now() > merge.at + UNDONE_WITHIN:
        raise Refused(_("A merge can be taken back for seven days."))
    if into.merged_into_id is not None:  # all of it went along, and would stay there
        raise Refused(
            _("Case %(number)s was merged too since then. Take that back first.", number=into.number)
        )
    merge.undone_at, merge.undone_by_id = clock.now(), by.person_id
    session.flush()
    with seeing_as(session, SYSTEM):
        bring_back(session, merge.carried, case, into)
        _forget(session, merge)
        put_back(case, merge.carried["before"])
        case.merged_into_id = None
        session.flush()
    record(session, case, "unmerged", by=by.person_id, into=[into.id, None])
    record(session, into, "gave_back", by=by.person_id, took_in=[case.id, None])
    session.flush()


def merged_status(words: Scales) -> StatusWord:
    """The one that ships for it; where an administrator took it away, the last that is settled."""
    settled = [one for one in words.statuses.values() if not (one.is_open or one.awaits_customer)]
    return words.status_by_code.get("merged") or settled[-1]


def _require_both(session: Session, by: Viewer, case: Case, into: Case) -> None:
    if not by.may("can_edit", "Desk"):
        raise NotAllowed()
    if not all(may_work_on(session, by, one) for one in (case, into)):
        raise OutOfReach()
    if case.id == into.id:
        raise Refused(_("This is the same case. Choose another one."), "into")
    if case.merged_into_id is not None or into.merged_into_id is not None:
        raise Refused(_("One of the two was merged into another case already."), "into")
    if case.escalation_state in STILL_ESCALATED:
        raise Refused(_("This case is escalated. The escalation comes to its end first."), "into")


def _told(session: Session, case: Case, into: Case) -> str:
    """A note for all who follow the case that stays, in the language of its owner."""
    owner = session.get(Person, into.owner_id)
    with force_locale(language_of(owner) if owner else "en"):
        said = _(
            "Case %(number)s is about the same and goes on here: %(subject)s",
            number=case.number,
            subject=as_words(case.subject),
        )
    quoted = "\n".join(f"> {line}" for line in case.description.splitlines())
    return f"{said}\n\n{quoted}".strip()


def _forget(session: Session, merge: CaseMerge) -> None:
    """Who only followed because of the merge does no longer; its note goes, of one with answers the words.

    It told what the case says that is going back, perhaps to another account.
    """
    fresh = Subscription.case_id == merge.into_id, Subscription.person_id.in_(merge.carried["subscribers"])
    answer = aliased(Note)
    unanswered = ~select(answer.id).where(answer.reply_to_id == merge.carried["note"]).exists()
    quietly = {"synchronize_session": False}
    session.execute(delete(Subscription).where(*fresh), execution_options=quietly)
    told, now = Note.id == merge.carried["note"], clock.now()
    session.execute(delete(Note).where(told, unanswered), execution_options=quietly)
    taken_back = {"body": "", "withdrawn_at": now, "changed_at": now}
    session.execute(update(Note).where(told).values(taken_back), execution_options=quietly)
