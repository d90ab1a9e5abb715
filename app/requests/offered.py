"""Which request types somebody may open for which account: by what both are to us."""

from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.accounts.qualifications import held
from app.agreements.active import covered_of, has_active
from app.cases.rights import Openable
from app.refused import Refused
from app.request_types.definition import Offer
from app.request_types.offer import Standing, why_not
from app.request_types.published import Published, request_types


def offered_types(session: Session, by: Viewer, standings: Mapping[int, Standing]) -> list[Published]:
    """Those that fit at least one account; an agreement may still be lacking. Our own people open any."""
    known = request_types(session)
    if by.is_staff:
        return known.offered
    found = [known.offered_to(standing) for standing in standings.values()]
    fit = {one.code for offers in found for one, _lacks in offers}
    return [one for one in known.offered if one.code in fit]


def find_offered(session: Session, by: Viewer, code: str, accounts: Sequence[Openable]) -> Published | None:
    """The request type with this code, if it is offered for one of these accounts."""
    types = offered_types(session, by, standings_of(session, by, accounts))
    return next((one for one in types if one.code == code), None)


def may_be_for(session: Session, by: Viewer, code: str, account: Openable | None) -> bool:
    """Whether this account is offered the request type now. Raises Refused when only an agreement lacks.

    Our own people may open any for anybody.
    """
    if by.is_staff:
        return True
    one = request_types(session).by_code.get(code)
    if one is None or not one.is_offered or account is None:
        return False
    offer = one.definition.offer
    reason = why_not(offer, standings_of(session, by, [account], offer=offer)[account.id])
    if reason == "agreement":
        raise Refused(_("No agreement holds for this account today. Ask your customer success manager."))
    return reason is None


def opens_without_agreement(
    session: Session, by: Viewer, offer: Offer, account_id: int, product_line: str
) -> bool:
    """Whether our own people open it although no agreement holds for account or line; the history says so."""
    if not (by.is_staff and offer.needs_agreement):
        return False
    return not has_active(session, account_id, product_line=product_line)


def without_agreement(by: Viewer, standings: Mapping[int, Standing], account_id: int | None) -> list[int]:
    """The accounts that keep a customer from opening a case: the one asked for, or all when none has one."""
    if by.is_staff:
        return []
    asked = [account_id] if account_id in standings else list(standings)
    bare = [id_ for id_ in asked if id_ is not None and not standings[id_].has_agreement]
    return bare if len(bare) == len(asked) else []


def standings_of(
    session: Session, by: Viewer, accounts: Sequence[Openable], *, offer: Offer | None = None
) -> dict[int, Standing]:
    """By account what it and the person are to us, in two questions; with an offer what decides about that.

    Of our own people nothing is asked: they open any.
    """
    if by.is_staff:
        return {}
    agreed, own, theirs = set[int](), frozenset[str](), dict[int, frozenset[str]]()
    with session.no_autoflush, seeing_as(session, SYSTEM):
        if accounts and (offer is None or offer.needs_agreement):
            agreed = covered_of(session, {row.id: row.path for row in accounts})
        if accounts and (offer is None or offer.qualifications):
            own, theirs = held(session, by.person_id, [row.id for row in accounts])
    return {
        row.id: Standing(row.classification, own | theirs.get(row.id, frozenset()), row.id in agreed)
        for row in accounts
    }
