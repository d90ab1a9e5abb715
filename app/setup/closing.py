"""Keeping the rules and reasons for closing."""

from urllib.parse import urlsplit

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM, Viewer
from app.closing.reasons import NO_ANSWER
from app.closing.rules import FOR_ALL, days_of
from app.refused import Refused
from app.setup.rights import require_configuring
from models.base import TextMap
from models.case import Case
from models.closing import ClosingReason, ClosingRule
from models.request_type import RequestType

LONGEST = 365


def keep_closing_rule(
    session: Session,
    rule: ClosingRule,
    *,
    by: Viewer,
    request_type: str,
    reminds_after: str,
    resolves_after: int,
    reopens_within: int,
    counts_working_days: bool,
    country: str,
    time_zone: str,
) -> ClosingRule:
    """Add a rule or change one; it counts from a case's next step on. Raises Refused with the field."""
    require_configuring(by)
    _refuse_second(session, rule, request_type)
    rule.request_type, rule.reminds_after = request_type, _in_order(reminds_after)
    rule.resolves_after, rule.reopens_within = resolves_after, reopens_within
    rule.counts_working_days, rule.country, rule.time_zone = counts_working_days, country, time_zone
    session.add(rule)
    session.flush()
    return rule


def remove_closing_rule(session: Session, rule: ClosingRule, *, by: Viewer) -> None:
    """Raises Refused for the one that holds for all others."""
    require_configuring(by)
    if rule.request_type == FOR_ALL:
        raise Refused(_l("This rule holds for all request types without one of their own. It stays."))
    session.delete(rule)


def keep_closing_reason(
    session: Session,
    reason: ClosingReason,
    *,
    by: Viewer,
    name: TextMap,
    text: TextMap,
    link: str,
    rank: int,
    is_offered: bool,
) -> ClosingReason:
    """Add a reason or change one. Raises Refused for a link that leads nowhere."""
    require_configuring(by)
    reason.name, reason.text, reason.link = name, text, _checked(link)
    reason.rank, reason.is_offered = rank, is_offered
    session.add(reason)
    session.flush()
    return reason


def remove_closing_reason(session: Session, reason: ClosingReason, *, by: Viewer) -> None:
    """Raises Refused for one that the portal gives itself, and one that cases have."""
    require_configuring(by)
    if reason.code == NO_ANSWER:
        raise Refused(_l("The portal itself gives this reason. It can be reworded, not deleted."))
    with seeing_as(session, SYSTEM):
        used = session.scalar(select(Case.id).where(Case.closing_reason_id == reason.id).limit(1))
    if used is not None:
        raise Refused(_l("Cases have this reason. Do not offer it any more instead of deleting it."))
    session.delete(reason)


def _refuse_second(session: Session, rule: ClosingRule, request_type: str) -> None:
    same = ClosingRule.request_type == request_type, ClosingRule.id != (rule.id or 0)
    if session.scalar(select(ClosingRule.id).where(*same)) is not None:
        raise Refused(_l("This request type has a rule already. Change that one."), "request_type")
    if rule.request_type == FOR_ALL and request_type != FOR_ALL:
        raise Refused(_l("This rule holds for all request types without one of their own."), "request_type")
    known = select(RequestType.id).where(RequestType.code == request_type)
    if request_type != FOR_ALL and session.scalar(known) is None:
        raise Refused(_l("Choose a request type."), "request_type")


def _in_order(typed: str) -> str:
    try:
        days = days_of(typed)
    except ValueError:
        days = (0,)
    if any(not 0 < day <= LONGEST for day in days) or len(days) > 5:
        raise Refused(_l("Write at most five numbers of days with commas, such as 2, 5."), "reminds_after")
    return ", ".join(map(str, days))


def _checked(link: str) -> str:
    """A path of the portal or an address on the web; nothing that a browser would run."""
    link = link.strip()
    inside = link.startswith("/") and not link.startswith(("//", "/\\"))
    if link and not inside and not _is_on_the_web(link):
        raise Refused(_l("Write a page of the portal, such as /knowledge/, or an https address."), "link")
    return link


def _is_on_the_web(link: str) -> bool:
    try:
        parts = urlsplit(link)
    except ValueError:
        return False
    return parts.scheme == "https" and bool(parts.hostname) and link.isprintable() and "\\" not in link
