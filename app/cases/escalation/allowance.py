"""How many escalations there are in a month, and how many of them were used."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.kept import Kept
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from models.account import Account
from models.escalation import Escalation, EscalationRule

ONLY: Final = 1
USUAL: Final = 5


class Rule(NamedTuple):
    """What the set-up says."""

    allowance: int
    counted_for: str


class Allowance(NamedTuple):
    """Of one account or tree, in the month that `counted_as` names. A withdrawn escalation counts too."""

    used: int
    most: int
    counted_as: str
    for_tree: bool

    @property
    def is_used_up(self) -> bool:
        return self.used >= self.most


def _read(session: Session) -> Rule:
    row = session.get(EscalationRule, ONLY)
    return Rule(row.allowance, row.counted_for) if row is not None else Rule(USUAL, "account")


# What holds until the set-up changes: `rule(session)`.
rule: Kept[Rule] = Kept(_read)


def allowance_of(session: Session, case: Any) -> Allowance:
    """That of the account of the case, or of its tree. The months are those of UTC."""
    said = rule(session)
    for_tree = said.counted_for == "tree"
    counted = case.root_id if for_tree else case.account_id
    counted_as = _named(counted, clock.now())
    with session.no_autoflush, seeing_as(session, SYSTEM):
        own = session.scalar(select(Account.escalation_allowance).where(Account.id == counted))
        slots = select(func.max(Escalation.slot)).where(Escalation.counted_as == counted_as)
        used = session.scalar(slots) or 0
    return Allowance(used, said.allowance if own is None else own, counted_as, for_tree)


def _named(account_id: int, now: datetime) -> str:
    return f"{account_id}:{now:%Y-%m}"
