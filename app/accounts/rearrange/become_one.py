"""What a contact has and did, as the one into whom they are merged. One transaction, as the system."""

from typing import Any, Final

from sqlalchemy import delete, insert, literal, or_, select, update
from sqlalchemy.orm import Session, aliased

from app import clock
from app.access.counters import count_anew_for
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.rearrange.carry import carry, carry_filters, carry_once
from app.accounts.rearrange.plan import Plan
from models.account import AccountAccess
from models.case import Case, FormNonce
from models.case_share import CaseShare
from models.conversation import Attachment, Note
from models.escalation import Escalation
from models.event import CaseEvent, OutgoingMail
from models.knowledge import ArticleAnswer
from models.link import CaseLink
from models.list_view import ListView
from models.message import MessageRead
from models.note_draft import NoteDraft
from models.note_version import NoteVersion
from models.person import Person, Preference
from models.person_event import PersonEvent
from models.qualification import PersonQualification
from models.rating import Rating
from models.request_draft import RequestDraft
from models.secret import Secret
from models.subscription import AccountWatch, CaseSeen, DigestEntry, Subscription

FOLLOWS: Final[tuple[Any, ...]] = (
    Case.owner_id,
    Case.opened_by_id,
    Note.author_id,
    NoteVersion.person_id,
    Attachment.person_id,
    Attachment.withdrawn_by_id,
    FormNonce.person_id,
    ListView.person_id,
    RequestDraft.person_id,
    Secret.person_id,
    CaseLink.person_id,
    Escalation.raised_by_id,
    Escalation.ended_by_id,
    Rating.person_id,
    CaseShare.person_id,
    CaseShare.shared_by_id,
    Person.merged_into_id,
)
# Where there is one for each: what the kept one chose or read stays as it is.
FOLLOWS_ONCE: Final[tuple[tuple[Any, Any], ...]] = (
    (Preference.person_id, Preference.name),
    (MessageRead.person_id, MessageRead.message_id),
    (Subscription.person_id, Subscription.case_id),
    (AccountWatch.person_id, AccountWatch.account_id),
    (CaseSeen.person_id, CaseSeen.case_id),
    (NoteDraft.person_id, NoteDraft.case_id),
    (ArticleAnswer.person_id, ArticleAnswer.article_id),
    (PersonQualification.person_id, PersonQualification.qualification_id),
)


def become_one(session: Session, plan: Plan, *, by: int | None) -> None:
    """Write the plan and put it on record. Needs the lock."""
    (gone_id, kept_id), *_none = plan.becomes.items()
    with session.no_autoflush, seeing_as(session, SYSTEM):
        _tell_it(session, gone_id, kept_id, by)
        for column in FOLLOWS:
            carry(session, column, gone_id, kept_id)
        for column, other in FOLLOWS_ONCE:
            carry_once(session, column, [other], gone_id, kept_id)
        carry_filters(session, "owner", gone_id, kept_id)
        _readdress_what_waits(session, gone_id, kept_id)
        _hand_over_digest(session, gone_id, kept_id)
        count_anew_for(session, kept_id)
        session.flush()
        session.expire_all()
        _give_accesses(session, gone_id, kept_id, plan.acts_for[kept_id])
        gone = session.get_one(Person, gone_id)
        gone.active, gone.merged_into_id = False, kept_id
        session.flush()
    said = {"actor_id": by, "at": clock.now()}
    session.add(PersonEvent(person_id=gone_id, kind="merged", other_id=kept_id, **said))
    session.add(PersonEvent(person_id=kept_id, kind="took_over", other_id=gone_id, **said))
    session.flush()


def _tell_it(session: Session, gone_id: int, kept_id: int, by: int | None) -> None:
    """An event on each case that gets another owner; no reaction follows from it."""
    columns = {
        CaseEvent.case_id: Case.id,
        CaseEvent.kind: literal("owner_changed"),
        CaseEvent.actor_id: literal(by, CaseEvent.actor_id.type),
        CaseEvent.is_internal: literal(False),
        CaseEvent.changes: literal({"owner": [gone_id, kept_id]}, CaseEvent.changes.type),
        CaseEvent.at: literal(clock.now(), CaseEvent.at.type),
        CaseEvent.door: literal("rule" if by is None else "page"),
    }
    rows = select(*columns.values()).where(Case.owner_id == gone_id)
    session.execute(insert(CaseEvent).from_select(list(columns), rows))


def _readdress_what_waits(session: Session, gone_id: int, kept_id: int) -> None:
    """Mails that were not sent yet go to the address that stays, once; what was sent stays on record."""
    mine, same = OutgoingMail.person_id == gone_id, aliased(OutgoingMail, name="same")
    there = select(same.id).where(
        same.person_id == kept_id,
        or_(
            (same.event_id == OutgoingMail.event_id) & (same.reaction == OutgoingMail.reaction),
            same.about_message_id == OutgoingMail.about_message_id,
        ),
    )
    waiting = update(OutgoingMail).where(mine, OutgoingMail.state.in_(("waiting", "deferred")))
    session.execute(
        waiting.where(~there.exists()).values(person_id=kept_id),
        execution_options={"synchronize_session": False},
    )


def _hand_over_digest(session: Session, gone_id: int, kept_id: int) -> None:
    """What waits for the mail of the day is told once, to the address that stays."""
    same = aliased(DigestEntry, name="same_entry")
    there = select(same.id).where(
        same.person_id == kept_id,
        or_(same.event_id == DigestEntry.event_id, same.message_id == DigestEntry.message_id),
    )
    twice = delete(DigestEntry).where(DigestEntry.person_id == gone_id, there.exists())
    session.execute(twice, execution_options={"synchronize_session": False})
    carry(session, DigestEntry.person_id, gone_id, kept_id)


def _give_accesses(session: Session, gone_id: int, kept_id: int, accounts: frozenset[int]) -> None:
    for access in session.scalars(select(AccountAccess).where(AccountAccess.person_id == gone_id)):
        session.delete(access)
    session.add_all(AccountAccess(person_id=kept_id, account_id=id_) for id_ in sorted(accounts))
