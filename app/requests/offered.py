"""Which request types somebody may open for which account: by what both are to us (FEATURES A13, A15)."""

from typing import Final

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.accounts.qualifications import of_accounts, of_person
from app.agreements.active import covered_of
from app.refused import Refused
from app.request_types.definition import Offer
from app.request_types.offer import Standing, why_not
from app.request_types.published import Published, request_types
from models.account import Account

MOST: Final = 600  # accounts that are looked at, as many as one may choose from


def offered_types(session: Session, by: Viewer) -> list[Published]:
    """Those that fit at least one account; an agreement may still be lacking. Our own people open any."""
    known = request_types(session)
    if by.is_staff:
        return known.offered
    found = [known.offered_to(standing) for standing in standings_of(session, by).values()]
    fit = {one.code for offers in found for one, _lacks in offers}
    return [one for one in known.offered if one.code in fit]


def may_be_for(session: Session, by: Viewer, code: str, account_id: int) -> bool:
    """Whether this account is offered the request type now. Raises Refused when only an agreement lacks.

    Our own people may open any for anybody.
    """
    if by.is_staff:
        return True
    one = request_types(session).by_code.get(code)
    if one is None or not one.is_offered:
        return False
    offer = one.definition.offer
    standing = standings_of(session, by, Account.id == account_id, offer=offer).get(account_id)
    if standing is None:
        return False
    reason = why_not(offer, standing)
    if reason == "agreement":
        raise Refused(_("No agreement holds for this account today. Ask your customer success manager."))
    return reason is None


def without_agreement(session: Session, by: Viewer, account_id: int | None) -> list[int]:
    """The accounts that keep a customer from opening a case: the one asked for, or all when none has one."""
    if by.is_staff:
        return []
    standings = standings_of(session, by)
    asked = [account_id] if account_id in standings else list(standings)
    bare = [id_ for id_ in asked if id_ is not None and not standings[id_].has_agreement]
    return bare if len(bare) == len(asked) else []


def standings_of(
    session: Session, by: Viewer, *narrower: ColumnElement[bool], offer: Offer | None = None
) -> dict[int, Standing]:
    """By account that `by` may open a case for, what it and the person are to us; in four questions.

    With an offer only what decides about that one is asked.
    """
    reach = by.reach("case.create")
    if reach.is_empty:
        return {}
    query = select(Account.id, Account.path, Account.classification)
    query = query.where(reach.accounts(Account), Account.is_active.is_(True), *narrower)
    with session.no_autoflush, seeing_as(session, SYSTEM):
        rows = session.execute(query.order_by(Account.name, Account.id).limit(MOST)).all()
        agreed, own, theirs = set[int](), frozenset[str](), dict[int, frozenset[str]]()
        if rows and (offer is None or offer.needs_agreement):
            agreed = covered_of(session, {row.id: row.path for row in rows})
        if offer is None or offer.qualifications:
            own, theirs = of_person(session, by.person_id), of_accounts(session, [row.id for row in rows])
    return {
        row.id: Standing(row.classification, own | theirs.get(row.id, frozenset()), row.id in agreed)
        for row in rows
    }
