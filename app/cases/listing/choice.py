"""What a person asked of the case list: view, scope, filters, order and place. All of it lives in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import urlencode

VIEWS: Final = ("all_mine", "account_open", "my_open", "my_closed")
SCOPES: Final = ("all", "account", "tree")
SORTS: Final = ("number", "subject", "kind", "priority", "status", "owner", "created", "updated")
SIZES: Final = (25, 50, 100)
LARGEST_ID: Final = 2**31 - 1


@dataclass(frozen=True)
class Choice:
    """Everything is valid: what is not known falls back to the default, so that no URL makes an error."""

    view: str = "account_open"
    scope: str = "all"
    account: int | None = None
    status: str = ""
    priority: str = ""
    kind: str = ""
    q: str = ""
    sort: str = "updated"
    descending: bool = True
    size: int = SIZES[0]
    after: str = ""
    before: str = ""

    @classmethod
    def read(cls, args: Mapping[str, str], view: str | None = None) -> "Choice":
        """From the query string; `view` is the one to open when the URL names none."""
        sort = args.get("sort", "-updated")
        known = sort.lstrip("-") in SORTS
        return cls(
            view=one_of(VIEWS, args.get("view"), one_of(VIEWS, view, cls.view)),
            scope=one_of(SCOPES, args.get("scope"), cls.scope),
            account=whole(args.get("account")),
            status=args.get("status", "")[:40],
            priority=args.get("priority", "")[:40],
            kind=args.get("kind", "")[:20],
            q=args.get("q", "").replace("\0", "").strip()[:100],
            sort=sort.lstrip("-") if known else cls.sort,
            descending=sort.startswith("-") if known else True,
            size=whole(args.get("size")) if whole(args.get("size")) in SIZES else cls.size,  # type: ignore[arg-type]
            after=args.get("after", "")[:400],
            before=args.get("before", "")[:400],
        )

    @property
    def is_filtered(self) -> bool:
        return bool(self.status or self.priority or self.kind or self.q or self.account)

    def url(self, **changes: Any) -> str:
        """The list with these changes; a change of anything but the place starts at the first page again."""
        other = replace(self, **{"after": "", "before": "", **changes})
        base = Choice()
        fields = ("scope", "account", "status", "priority", "kind", "q", "size", "after", "before")
        values = {"view": other.view} | {
            name: getattr(other, name) for name in fields if getattr(other, name) != getattr(base, name)
        }
        if (other.sort, other.descending) != (base.sort, base.descending):
            values["sort"] = ("-" if other.descending else "") + other.sort
        return "/cases/?" + urlencode(values)

    def sorted_by(self, sort: str) -> str:
        """The URL that sorts by a column, or turns the order when it already does."""
        turn = not self.descending if sort == self.sort else sort in ("priority", "created", "updated")
        return self.url(sort=sort, descending=turn)


def one_of(known: tuple[str, ...], wanted: str | None, default: str) -> str:
    return wanted if wanted in known else default


def whole(text: object) -> int | None:
    """A whole number that the database can hold; None for anything else."""
    text = str(text)
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        return None
    return int(text) if int(text) <= LARGEST_ID else None
