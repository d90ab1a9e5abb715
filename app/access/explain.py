"""Who may do something for an account, and why: asked of the viewers themselves, so that both agree."""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from app.access.place import MINE, SHARED, Place
from app.access.session import seeing_as
from app.access.standing import stamp, viewers
from app.access.viewer import SYSTEM, Source, Viewer
from app.access.writing.places import place_of_case
from models.account import Account, AccountAccess
from models.case_share import CaseShare
from models.person import Person
from models.role import EVERY, RELATIONS


class Reason(NamedTuple):
    """A row of the matrix at an account of the person's; `account_id` is None for "every account"."""

    relation: str
    kind: str
    role_id: int
    account_id: int | None

    @property
    def rank(self) -> tuple[int, int]:
        """The nearest first: one's own account, above it, beside it, and then our own people."""
        order = (*RELATIONS, MINE, SHARED, EVERY)
        return order.index(self.relation) if self.relation in order else len(order), self.account_id or 0


def reason_of(source: Source) -> Reason:
    if source.grant is None:
        return Reason(EVERY, source.kind, source.role_id, None)
    return Reason(source.grant.relation, source.kind, source.role_id, source.grant.place.id)


def who_may(session: Session, act: str, place: Place) -> dict[Reason, list[int]]:
    """The ids of all who may do the act for the account at `place`, each under the nearest reason."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        found = viewers(session, _near(place), stamp(session))
    readers: dict[Reason, list[int]] = defaultdict(list)
    for person_id, viewer in sorted(found.items()):
        reasons = [reason_of(source) for source in viewer.why(act, place)]
        if reasons:
            readers[min(reasons, key=lambda reason: reason.rank)].append(person_id)
    return dict(sorted(readers.items(), key=lambda one: one[0].rank))


def who_sees_case(session: Session, case_id: int) -> dict[Reason, list[int]]:
    """The ids of all who can see the case, each under the nearest reason."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        place = place_of_case(session, case_id)
    return who_may(session, "case.view", place)


class Sender(NamedTuple):
    """Who gave feedback: their home account, and whether nobody else of it sees the case."""

    account_id: int | None
    is_alone: bool


def sender_of(session: Session, readers: Mapping[Reason, list[int]]) -> Sender:
    """Of those who see a case, the one whose own feedback it is; without account when it is nobody's."""
    ids = sorted(id_ for group in readers.values() for id_ in group)
    mine = {id_ for reason, group in readers.items() if reason.relation == MINE for id_ in group}
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.execute(select(Person.id, Person.home_account_id).where(Person.id.in_(ids)))
        homes = {row[0]: row[1] for row in rows}
    home = next((homes[id_] for id_ in mine if id_ in homes), None)
    others = [id_ for id_, account in homes.items() if account == home and id_ not in mine]
    return Sender(home, home is not None and not others)


def why_sees_case(session: Session, viewer: Viewer, case_id: int) -> list[Reason]:
    """Why `viewer` can see the case, the nearest reason first; none: they cannot."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        place = place_of_case(session, case_id)
    return sorted({reason_of(source) for source in viewer.why("case.view", place)}, key=lambda one: one.rank)


def _near(place: Place) -> ColumnElement[bool]:
    """Our own people, whoever has an account in this tree, and the owner: no relation reaches further."""
    inside = select(Account.id).where(Account.root_id == place.root_id)
    acting = select(AccountAccess.person_id).where(AccountAccess.account_id.in_(inside))
    customers = or_(Person.home_account_id.in_(inside), Person.id.in_(acting))
    return or_(Person.is_staff.is_(True), customers, Person.id == place.owner_id, _shared_with(place.case_id))


def _shared_with(case_id: int) -> ColumnElement[bool]:
    """Those with whom the case was shared, or an account of theirs."""
    mine = CaseShare.case_id == case_id
    with_person = select(CaseShare.person_id).where(mine, CaseShare.person_id.is_not(None))
    with_account = select(CaseShare.account_id).where(mine, CaseShare.account_id.is_not(None))
    acting = select(AccountAccess.person_id).where(AccountAccess.account_id.in_(with_account))
    homes = Person.home_account_id.in_(with_account)
    return or_(Person.id.in_(with_person), homes, Person.id.in_(acting))
