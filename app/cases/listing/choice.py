"""What a person asked of the case list: view, filters, columns, order, place. All of it lives in the URL."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, ClassVar, Final
from urllib.parse import urlencode

from app.access.viewer import Viewer
from app.cases.listing.columns import USUAL, Column, columns_for

VIEWS: Final = ("all_mine", "account_open", "my_open", "my_closed")
SCOPES: Final = ("all", "account", "tree")
SIZES: Final = (10, 25, 50, 100)
LARGEST_ID: Final = 2**31 - 1
NO_SUCH: Final = 0  # no row has this id
OWN: Final = "own-"  # and the id of a view that somebody built

# Attribute and name in the URL, of what a view keeps; the place in the list is not among it.
FILTERS: Final = {
    "account": "account",
    "status": "status",
    "state": "state",
    "request_type": "type",
    "kind": "kind",
    "priority": "priority",
    "since": "from",
    "until": "to",
    "owner": "owner",
    "assignee": "assignee",
    "team": "team",
    "q": "q",
}
FOR_STAFF: Final = frozenset({"assignee", "team"})  # filters that customers have not
_LONGEST: Final = {
    "status": 40,
    "state": 10,
    "priority": 40,
    "request_type": 40,
    "kind": 20,
    "since": 20,
    "until": 20,
    "owner": 100,
    "assignee": 20,
    "team": 40,
    "q": 100,
}
_KEPT: Final = {"which": "which", "scope": "scope", **FILTERS, "columns": "columns", "size": "size"}


@dataclass(frozen=True)
class Choice:
    """Safe to be used: what is not known falls back to the default and is named in `wrong`.

    A filter that is wrong stays as it is, and then finds nothing: no URL shows more than was meant. `base` is
    the view as it opens; the URL says what differs from it.
    """

    path: ClassVar[str] = "/cases/"

    view: str = "account_open"
    which: str = "account_open"  # of the ready-made views, the one whose cases it lists
    scope: str = "all"
    account: int | None = None
    status: str = ""
    state: str = ""  # open, closed or all, whatever the view says
    priority: str = ""
    request_type: str = ""
    kind: str = ""
    since: str = ""
    until: str = ""
    assignee: str = ""  # the id of an agent, me or nobody
    team: str = ""  # the code of a team, mine or none
    owner: str = ""  # the id of a person, or a part of the name
    q: str = ""
    columns: tuple[str, ...] = USUAL
    sort: str = "updated"
    descending: bool = True
    size: int = 25
    after: str = ""
    before: str = ""
    wrong: tuple[str, ...] = field(default=(), compare=False)
    base: "Choice | None" = field(default=None, compare=False, repr=False)

    @classmethod
    def read(
        cls,
        args: Mapping[str, str],
        by: Viewer,
        own: Mapping[str, Mapping[str, str]] | None = None,
        opens: str | None = None,
    ) -> "Choice":
        """From the query string; `own` is what own views keep, `opens` the view when the URL names none."""
        asked, own = args.get("view"), own or {}
        view = next((name for name in (asked, opens) if name and (name in VIEWS or name in own)), cls.view)
        base = cls(view=view, which=view if view in VIEWS else cls.which)
        if view in own:
            base = base.with_fields(own[view], by)
        base = replace(base, wrong=(), base=None)
        found = replace(base.with_fields(args, by), base=base)
        return found if asked in (None, view) else replace(found, wrong=(*found.wrong, "view"))

    def with_fields(self, args: Mapping[str, str], by: Viewer) -> "Choice":
        """The same with what `args` names; what it does not name stays."""
        wrong: list[str] = []
        values: dict[str, Any] = {
            name: args[url].replace("\0", "").strip()[: _LONGEST[name]]
            for name, url in FILTERS.items()
            if name in _LONGEST and url in args and (by.is_staff or name not in FOR_STAFF)
        }
        for name, known in (("scope", SCOPES), ("which", VIEWS)):
            if args.get(name, "") in known:
                values[name] = args[name]
            elif name in args:
                wrong.append(name)
        values |= self._numbers(args, wrong) | self._shown(args, by, wrong)
        values |= {name: args[name][:1_000] for name in ("after", "before") if name in args}
        return replace(self, **values, wrong=tuple(wrong))

    def _numbers(self, args: Mapping[str, str], wrong: list[str]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if "account" in args:
            account = whole(args["account"])
            values["account"] = account if args["account"] == "" or account is not None else NO_SUCH
        if "size" in args:
            size = whole(args["size"])
            if size in SIZES:
                values["size"] = size
            elif args["size"]:
                wrong.append("size")
        return values

    def _shown(self, args: Mapping[str, str], by: Viewer, wrong: list[str]) -> dict[str, Any]:
        """Columns and order, of those that this viewer may see: an order tells what is hidden."""
        values: dict[str, Any] = {}
        known = columns_for(by)
        if args.get("sort"):
            sort = args["sort"].removeprefix("-")
            if sort in known and known[sort].order:
                values |= {"sort": sort, "descending": args["sort"].startswith("-")}
            else:
                wrong.append("sort")
        if args.get("columns"):
            names = args["columns"].split(",")
            values["columns"] = in_order(names, by) or self.columns
            if not set(names) <= known.keys():
                wrong.append("columns")
        return values

    @property
    def is_own(self) -> bool:
        return self.view.startswith(OWN)

    @property
    def is_changed(self) -> bool:
        """Whether it differs from the view as it opens, wherever in the list one is."""
        return self.base is not None and self.kept() != self.base.kept()

    @property
    def is_filtered(self) -> bool:
        return any(getattr(self, name) not in ("", None) for name in FILTERS)

    @property
    def narrows_view(self) -> bool:
        """Whether a filter differs from the view as it opens, apart from words and account."""
        base = self.base or Choice()
        return any(getattr(self, name) != getattr(base, name) for name in {*FILTERS} - {"q", "account"})

    def kept(self) -> dict[str, str]:
        """What a view keeps, by its names in the URL, without what is as usual."""
        return self._differs_from(Choice())

    def _differs_from(self, base: "Choice") -> dict[str, str]:
        found = {
            url: _text(getattr(self, name))
            for name, url in _KEPT.items()
            if getattr(self, name) != getattr(base, name)
        }
        if (self.sort, self.descending) != (base.sort, base.descending):
            found["sort"] = ("-" if self.descending else "") + self.sort
        return found

    def fields(self, **changes: Any) -> dict[str, str]:
        """The query string with these changes; a change of anything but the place starts at the first page.

        What a view keeps is left out: its name says it.
        """
        if not changes:
            return dict(self._unplaced)
        other = replace(self, **{"after": "", "before": "", **changes})
        base = self.base or Choice(view=self.view, which=self.which)
        place = {name: value for name in ("after", "before") if (value := getattr(other, name))}
        return {"view": other.view, **other._differs_from(base), **place}

    @cached_property
    def _unplaced(self) -> dict[str, str]:
        """A page asks for them twenty times."""
        return self.fields(after="")

    def url(self, **changes: Any) -> str:
        return f"{self.path}?" + urlencode(self.fields(**changes))

    def hidden(self, *shown: str) -> list[tuple[str, str]]:
        """What a form has to carry along beside the fields that it shows."""
        return [(name, value) for name, value in self.fields().items() if name not in shown]

    @property
    def without_filters(self) -> str:
        return self.url(**{name: None if name == "account" else "" for name in FILTERS})

    def sorted_by(self, columns: Iterable[Column]) -> dict[str, str]:
        """For each column its URL that sorts by it, or turns the order when it already does."""
        base = self.base or Choice()
        rest = {name: value for name, value in self.fields().items() if name != "sort"}
        stem = f"{self.path}?" + urlencode(rest)
        found = {}
        for column in columns:
            down = not self.descending if column.name == self.sort else column.newest_first
            is_usual = (column.name, down) == (base.sort, base.descending)
            found[column.name] = stem if is_usual else f"{stem}&sort={'-' if down else ''}{column.name}"
        return found


def in_order(names: Iterable[str], by: Viewer) -> tuple[str, ...]:
    """The columns in the order of the list; the number, which leads to the case, is always among them."""
    wanted = {*names}
    found = tuple(name for name in columns_for(by) if name in wanted)
    return found if not found or "number" in found else ("number", *found)


def _text(value: Any) -> str:
    if isinstance(value, tuple):
        return ",".join(value)
    return "" if value is None else str(value)


def one_of(known: tuple[str, ...], wanted: str | None, default: str) -> str:
    return wanted if wanted in known else default


def whole(text: object) -> int | None:
    """A whole number that the database can hold; None for anything else."""
    text = str(text)
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        return None
    return int(text) if int(text) <= LARGEST_ID else None
