"""Who may see what, said once more in plain Python and from the tree's own words: parents, not paths."""

from dataclasses import dataclass, field

Row = tuple[str, str, str, str]  # role, kind, relation, act
Share = tuple[int, str, int]  # case, "person" or "account", whose: those that are not over


@dataclass
class Someone:
    """A person: home and further accounts, roles by code."""

    home: int
    others: set[int] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)


@dataclass
class Plain:
    """The whole world of one run, by ids."""

    parents: dict[int, int | None] = field(default_factory=dict)
    closed: set[int] = field(default_factory=set)
    people: dict[int, Someone] = field(default_factory=dict)
    matrix: set[Row] = field(default_factory=set)
    cases: dict[int, int] = field(default_factory=dict)
    notes: dict[int, tuple[int, bool]] = field(default_factory=dict)
    staff: set[int] = field(default_factory=set)
    shares: set[Share] = field(default_factory=set)

    def above(self, account: int) -> list[int]:
        """The accounts above, nearest first."""
        found: list[int] = []
        while (parent := self.parents[account]) is not None:
            found.append(parent)
            account = parent
        return found

    def depth(self, account: int) -> int:
        return len(self.above(account)) + 1

    def height(self, account: int) -> int:
        below = [child for child, parent in self.parents.items() if parent == account]
        return 1 + max((self.height(child) for child in below), default=0)

    def _is(self, relation: str, mine: int, other: int) -> bool:
        if relation == "own":
            return mine == other
        if relation == "descendant":
            return mine in self.above(other)
        return mine != other and self.parents[mine] is not None and self.parents[mine] == self.parents[other]

    def _kinds(self, account: int) -> set[str]:
        is_parent, is_sub = account in self.parents.values(), self.parents[account] is not None
        return _named(is_parent, is_sub)

    def may_sign_in(self, person: int) -> bool:
        return self.people[person].home not in self.closed

    def reach(self, person: int, act: str) -> set[int]:
        """The accounts for which the person may do it."""
        someone = self.people[person]
        if not self.may_sign_in(person):
            return set()
        mine = {account for account in {someone.home, *someone.others} if account not in self.closed}
        return {
            other
            for other in self.parents
            for account in mine
            for role, kind, relation, what in self.matrix
            if role in someone.roles and kind in self._kinds(account) and what == act
            if self._is(relation, account, other)
        }

    def accounts_of(self, person: int) -> set[int]:
        return self.reach(person, "account.view")

    def people_of(self, person: int) -> set[int]:
        if not self.may_sign_in(person):
            return set()
        contacts = self.reach(person, "contact.view")
        return {person} | self.staff | {id_ for id_, one in self.people.items() if one.home in contacts}

    def cases_of(self, person: int) -> set[int]:
        reach = self.reach(person, "case.view")
        shared = {case for case, kind, id_ in self.shares if id_ in self._mine(person)[kind]}
        return {case for case, account in self.cases.items() if account in reach or case in shared}

    def _mine(self, person: int) -> dict[str, set[int]]:
        """What a share can name to reach this person."""
        if not self.may_sign_in(person):
            return {"person": set(), "account": set()}
        someone = self.people[person]
        return {"person": {person}, "account": {someone.home, *someone.others} - self.closed}

    def notes_of(self, person: int) -> set[int]:
        cases, internal = self.cases_of(person), self.reach(person, "note.internal")
        return {
            id_
            for id_, (case, hidden) in self.notes.items()
            if case in cases and (not hidden or self.cases[case] in internal)
        }


def _named(is_parent: bool, is_sub: bool) -> set[str]:
    found = {name for name, is_it in (("parent", is_parent), ("sub", is_sub)) if is_it}
    return found or {"standard"}
