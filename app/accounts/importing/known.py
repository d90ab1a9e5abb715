"""What the database knows of a file's accounts and people: asked for all rows together, never row by row."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import Session

from app.refused import Refused
from app.setup.lookups import Lookups, lookups
from models.account import Account
from models.person import Person
from models.product_line import AccountProductLine

AT_ONCE: Final = 2_000


class Known:
    """Looks as the system: who has a customer ID or a mail address already counts, whoever asks."""

    def __init__(self, session: Session, *, for_change: bool) -> None:
        self.session = session
        self._for_change = for_change
        self.accounts: dict[str, Account] = {}
        self.people: dict[str, Person] = {}
        self.product_lines: dict[int, set[int]] = {}
        self.fits: dict[Any, dict[str, Any] | Refused] = {}

    def learn_accounts(self, customer_ids: Iterable[str]) -> None:
        for some in in_parts({*customer_ids} - self.accounts.keys()):
            rows = self._rows(select(Account).where(Account.customer_id.in_(some)))
            self.accounts.update((row.customer_id, row) for row in rows)

    def learn_product_lines(self) -> None:
        """Of the accounts that are known by now."""
        for some in in_parts(row.id for row in self.accounts.values()):
            columns = (AccountProductLine.account_id, AccountProductLine.product_line_id)
            for account_id, line_id in self.session.execute(select(*columns).where(columns[0].in_(some))):
                self.product_lines.setdefault(account_id, set()).add(line_id)

    def learn_people(self, addresses: Iterable[str]) -> None:
        """By mail address and by sign-in name, which is the mail address that somebody had at first."""
        for some in in_parts(addresses):
            mail, name = func.lower(Person.email), func.lower(Person.username)
            for row in self._rows(select(Person).where(or_(mail.in_(some), name.in_(some)))):
                self.people.setdefault(row.username.lower(), row)
                self.people[row.email.lower()] = row

    def _rows(self, query: Select[Any]) -> Iterable[Any]:
        if self._for_change:
            query = query.with_for_update()
        return self.session.scalars(query.execution_options(populate_existing=True)).unique()

    @cached_property
    def staff(self) -> dict[str, int]:
        """Our own people by mail address."""
        own = select(Person.email, Person.id).where(Person.is_staff.is_(True))
        return {mail.lower(): person_id for mail, person_id in self.session.execute(own)}

    @cached_property
    def lookups(self) -> Lookups:
        return lookups(self.session)

    @cached_property
    def _words(self) -> dict[str, dict[str, Any]]:
        """By table, what a file may call a row: its code, or its name in any language."""
        found: dict[str, dict[str, Any]] = {}
        known = self.lookups
        tables: tuple[tuple[str, Iterable[Any]], ...] = (
            ("region", known.regions.values()),
            ("classification", known.classifications.values()),
            ("product_line", known.product_lines.values()),
        )
        for table, rows in tables:
            for row in rows:
                for word in (*row.name.values(), row.code):
                    found.setdefault(table, {})[word.casefold()] = row
        return found

    def id_of(self, table: str, text: str, missing: Any) -> int:
        row = self._words.get(table, {}).get(text.casefold())
        if row is None:
            raise Refused(missing)
        return int(row.id)

    def code_of(self, table: str, text: str) -> str | None:
        row = self._words.get(table, {}).get(text.casefold())
        return row.code if row is not None else None

    def part_of(self, region_id: int | None, text: str) -> int:
        """The sub-region of this name, in the region if there is one. Raises Refused for none, or several."""
        named = [
            part
            for part in self.lookups.sub_regions.values()
            if text.casefold() in {word.casefold() for word in (*part.name.values(), part.code)}
        ]
        inside = [part for part in named if part.region_id == region_id] or named
        if not inside:
            raise Refused(_l("There is no such sub-region."))
        if len(inside) > 1:
            raise Refused(_l("More than one region has this sub-region. Say which region."))
        return inside[0].id


def in_parts(keys: Iterable[Any]) -> Iterator[list[Any]]:
    """No database takes twenty thousand values in one question."""
    every = sorted(set(keys))
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]
