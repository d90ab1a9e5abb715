"""Saying that one case has to do with another."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import or_, select
from sqlalchemy.orm import Session, aliased

from app import clock
from app.access.viewer import Viewer
from app.cases.rights import may_edit, require_edit
from app.events import record
from app.refused import OutOfReach, Refused
from models.case import Case
from models.link import LINK_KINDS, CaseLink

# As what the other case has it in its history: the word for the way back.
WAY_BACK = {
    "follows": "followed_by",
    "relates": "relates",
    "duplicates": "duplicated_by",
    "blocks": "blocked_by",
}


def link_cases(session: Session, *, by: Viewer, case: Case, other: Case, kind: str) -> CaseLink:
    """`case` follows, relates to, duplicates or blocks `other`. Twice is once.

    Raises OutOfReach without the right to edit `case` or to see `other`, Refused for a case with itself.
    """
    require_edit(session, by, case)
    if session.scalar(select(Case.id).where(Case.id == other.id)) is None:
        raise OutOfReach()
    if kind not in LINK_KINDS:
        raise Refused(_("Choose how the two have to do with each other."), "kind")
    if case.id == other.id:
        raise Refused(_("This is the same case. Choose another one."), "other")
    found = _find(session, case, other, kind)
    return found or put_link(session, by=by, case=case, other=other, kind=kind)


def put_link(session: Session, *, by: Viewer, case: Case, other: Case, kind: str) -> CaseLink:
    """The row and an event on either case, for verbs that have asked whether `by` may."""
    link = CaseLink(case=case, other=other, kind=kind, person_id=by.person_id or 0, created_at=clock.now())
    session.add(link)
    session.flush()
    _tell(session, case, "linked", by, kind, [None, other.id])
    if may_edit(session, by, other):  # who may not write on the other case leaves no trace there
        _tell(session, other, "linked", by, WAY_BACK[kind], [None, case.id])
    session.flush()
    return link


def unlink(session: Session, *, by: Viewer, case: Case, link_id: int) -> None:
    """Take back a link of this case. Raises OutOfReach for any other, and for who is not of the desk."""
    require_edit(session, by, case)
    of_case = or_(CaseLink.case_id == case.id, CaseLink.other_id == case.id)
    link = session.scalar(select(CaseLink).where(CaseLink.id == link_id, of_case))
    if link is None or not by.is_staff:
        raise OutOfReach()
    one, other, kind = link.case, link.other, link.kind
    session.delete(link)
    session.flush()
    _tell(session, one, "unlinked", by, kind, [other.id, None])
    _tell(session, other, "unlinked", by, WAY_BACK[kind], [one.id, None])
    session.flush()


def _tell(session: Session, case: Case, what: str, by: Viewer, kind: str, numbers: list[int | None]) -> None:
    changes: dict[str, Any] = {f"link_{kind}": numbers}
    record(session, case, what, by=by.person_id, **changes)


class Linked(NamedTuple):
    """The other end of a link; `kind` as this case has it: "follows", "followed_by", …"""

    id: int
    kind: str
    number: int
    subject: str
    status_id: int


def links_of(session: Session, case_id: int) -> Sequence[Linked]:
    """Only those of which the viewer sees both ends; in one query."""
    near, far = aliased(Case, name="near"), aliased(Case, name="far")
    ends = [column for end in (near, far) for column in (end.number, end.subject, end.status_id)]
    rows = session.execute(
        select(CaseLink.id, CaseLink.kind, CaseLink.case_id, *ends)
        .join(near, near.id == CaseLink.case_id)
        .join(far, far.id == CaseLink.other_id)
        .where(or_(CaseLink.case_id == case_id, CaseLink.other_id == case_id))
        .order_by(CaseLink.id)
    )
    return [
        Linked(id_, kind, *ends[3:]) if from_id == case_id else Linked(id_, WAY_BACK[kind], *ends[:3])
        for id_, kind, from_id, *ends in rows
    ]


def _find(session: Session, case: Case, other: Case, kind: str) -> CaseLink | None:
    same = CaseLink.case_id == case.id, CaseLink.other_id == other.id, CaseLink.kind == kind
    return session.scalar(select(CaseLink).where(*same))
