"""What an act on accounts and their people will change, said before it is done.

The act writes the plan and the preview tells what follows from it, so that they cannot say two things.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access.footing import Footing, Stand
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.rearrange.tree import Trees, trees_of
from app.refused import Refused

ALONG, BEHIND = "along", "behind"


@dataclass(frozen=True)
class Plan:
    """`before` and `after` hold every account of the trees that are touched.

    `takes_over` says which account gets the people, accesses and cases of one that ends. Of single people:
    `homes`, `active`, `acts_for` (accounts that come in besides), and `becomes`, who is whom afterwards.
    """

    kind: str
    account_id: int | None = None
    other_id: int | None = None
    before: Mapping[int, Stand] = field(default_factory=dict)
    after: Mapping[int, Stand] = field(default_factory=dict)
    takes_over: Mapping[int, int] = field(default_factory=dict)
    homes: Mapping[int, int] = field(default_factory=dict)
    active: Mapping[int, bool] = field(default_factory=dict)
    acts_for: Mapping[int, frozenset[int]] = field(default_factory=dict)
    becomes: Mapping[int, int] = field(default_factory=dict)

    @property
    def moved(self) -> set[int]:
        """The accounts that stand elsewhere, or otherwise, afterwards."""
        return {id_ for id_, stand in self.before.items() if self.after[id_] != stand}

    def later(self, account_id: int) -> int:
        """Which account then has what this one has now."""
        return self.takes_over.get(account_id, account_id)

    def footing(self, person: Footing) -> Footing:
        """The person as they will be."""
        home = self.homes.get(person.person_id, person.home_id)
        home = None if home is None else self.later(home)
        others = person.other_ids | self.acts_for.get(person.person_id, frozenset())
        others = frozenset(self.later(id_) for id_ in others) - {home}
        is_active = self.active.get(person.person_id, person.is_active)
        return person._replace(home_id=home, other_ids=others, is_active=is_active)

    def footings(self, people: Mapping[int, Footing]) -> dict[int, Footing]:
        """All of them as they will be. Who goes into another is that other one from then on."""
        later = {id_: self.footing(one) for id_, one in people.items()}
        into = {id_: later[kept]._replace(person_id=id_) for id_, kept in self.becomes.items()}
        return later | into


def plan_move(session: Session, account_id: int, parent_id: int | None, subs: str = ALONG) -> Plan:
    """Hang the account below another, or on top. Its sub-accounts go ALONG, or stay BEHIND one level higher.

    Raises Refused when it stands there already, for a circle, and for a tree that gets too deep.
    """
    trees = _trees(session, account_id, parent_id)
    if parent_id is not None and parent_id not in trees.active:
        raise Refused(_l("This account is not active. Choose another one."), "parent")
    above, children = trees.parents[account_id], trees.children(account_id) if subs == BEHIND else []
    if parent_id == above and not children:
        raise Refused(_l("The account stands there already."), "parent")
    after = trees.hung(children, above).hung([account_id], parent_id)
    return _plan("moved", trees, after, account_id, parent_id)


def plan_place(session: Session, account_id: int, parent_id: int | None) -> Plan:
    """Like `plan_move`, with all that is below it, for whoever has no questions."""
    trees = _trees(session, account_id, parent_id)
    return _plan("moved", trees, trees.hung([account_id], parent_id), account_id, parent_id)


def plan_merge(session: Session, account_id: int, kept_id: int) -> Plan:
    """All that the account has goes to the one that is kept; it ends on its own, and not active.

    Raises Refused for an account and itself, one that is not active, and a tree that gets too deep.
    """
    if account_id == kept_id:
        raise Refused(_l("Choose another account: this is the one that would end."), "into")
    trees = _trees(session, account_id, kept_id)
    if kept_id not in trees.active:
        raise Refused(_l("This account is not active. Choose another one."), "into")
    after = trees
    if account_id in trees.above(kept_id):  # what is kept steps into the place of what ends
        after = after.hung([kept_id], trees.parents[account_id])
    after = after.hung(after.children(account_id), kept_id).hung([account_id], None)
    after = after.turned(account_id, False)
    return _plan("merged", trees, after, account_id, kept_id, {account_id: kept_id})


def plan_activity(session: Session, account_id: int, is_active: bool) -> Plan:
    """Let the people of the account sign in, or not. Raises Refused when it is so already."""
    trees = _trees(session, account_id)
    if (account_id in trees.active) == is_active:
        raise Refused(_l("That is how it is already."))
    kind = "reactivated" if is_active else "deactivated"
    return _plan(kind, trees, trees.turned(account_id, is_active), account_id, None)


def _trees(session: Session, *account_ids: int | None) -> Trees:
    with session.no_autoflush, seeing_as(session, SYSTEM):
        return trees_of(session, {id_ for id_ in account_ids if id_ is not None})


def _plan(
    kind: str,
    trees: Trees,
    after: Trees,
    account_id: int,
    other_id: int | None,
    takes_over: Mapping[int, int] | None = None,
) -> Plan:
    return Plan(kind, account_id, other_id, trees.stands(), after.stands(), takes_over or {})


def plan_contact_move(session: Session, person_id: int, home_id: int | None, to_id: int) -> Plan:
    """Make another account the home of this contact. Raises Refused when it is, or is not active."""
    if home_id == to_id:
        raise Refused(_l("The contact belongs there already."), "to")
    if to_id not in _trees(session, to_id).active:
        raise Refused(_l("This account is not active. Choose another one."), "to")
    return Plan("contact_moved", other_id=to_id, homes={person_id: to_id})
