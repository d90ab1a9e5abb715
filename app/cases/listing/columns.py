"""The columns of a list of cases, defined once: pages, own views and exports all read them here."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import func
from sqlalchemy.orm import aliased

from app.access.viewer import Viewer
from app.content.texts import pick
from app.request_types.published import RequestTypes
from app.setup.scales import Scales
from models.account import Account
from models.case import BEGINNING, Case
from models.person import Person

START: Final = 160  # characters of a description
_MARKS: Final = re.compile(r"\*+|`+|^[#>]+ ", re.MULTILINE)  # of Markdown: no matter in a list
owner: Final = aliased(Person, name="owner")
assignee: Final = aliased(Person, name="assignee")


class Words(NamedTuple):
    """What a value needs to be put into words."""

    scales: Scales
    types: RequestTypes
    language: str


@dataclass(frozen=True, eq=False)
class Column:
    """`fields` are selected under their labels; `value` makes text, a number or a time of such a row.

    `order` is the sort key, without the number that settles ties; empty when nobody sorts by it. What
    `needs` names is joined: account, owner, assignee. Values of rows that are hidden come as words.
    """

    name: str
    label: Any
    fields: tuple[Any, ...]
    value: Callable[[Any, Words], Any]
    order: tuple[Any, ...] = ()
    needs: str = ""
    is_for_staff: bool = False
    newest_first: bool = False  # the order that the first click on its heading gives


def kind_word(kind: str) -> str:
    """What a question or issue is, as people call it; of another request type, nothing."""
    words = {"how_to": _("Question"), "issue": _("Issue")}
    return str(words.get(kind, kind))


def _kind(row: Any, words: Words) -> str:
    return kind_word(row.kind)


def _type(row: Any, words: Words) -> str:
    return pick(words.types.name(row.request_type), words.language)[0]


def _priority(row: Any, words: Words) -> str:
    return pick(words.scales.priorities[row.priority_id].name, words.language)[0]


def _status(row: Any, words: Words) -> str:
    return pick(words.scales.statuses[row.status_id].name, words.language)[0]


def _account(row: Any, words: Words) -> str:
    return str(row.account if row.account is not None else _("Another account of your organisation"))


def _owner(row: Any, words: Words) -> str:
    return (
        f"{row.first_name} {row.last_name}" if row.last_name is not None else _("Somebody at another account")
    )


def _assignee(row: Any, words: Words) -> str:
    return f"{row.assignee_first} {row.assignee_last}" if row.assignee_last is not None else ""


def start_of(text: str) -> str:
    """The beginning of a description, on one line."""
    line = " ".join(_MARKS.sub("", text).split())
    return line if len(line) < START else line[: START - 1].rstrip() + "…"


_COLUMNS: Final = (
    Column("number", _l("Number"), (Case.number,), lambda row, words: row.number, (Case.number,)),
    Column("subject", _l("Subject"), (Case.subject,), lambda row, words: row.subject, (Case.subject,)),
    Column(
        "description",
        _l("Description"),
        (func.substr(Case.description, 1, START).label("description"),),
        lambda row, words: start_of(row.description),
        (BEGINNING,),
    ),
    Column(
        "account",
        _l("Account"),
        (Account.name.label("account"),),
        _account,
        (Account.name,),
        needs="account",
    ),
    Column("type", _l("Type"), (Case.request_type,), _type, (Case.request_type,)),
    Column(
        "kind", _l("Question or issue"), (Case.kind,), lambda row, words: kind_word(row.kind), (Case.kind,)
    ),
    Column(
        "priority",
        _l("Priority"),
        (Case.priority_id, Case.priority_rank),
        _priority,
        (Case.priority_rank,),
        newest_first=True,
    ),
    Column("status", _l("Status"), (Case.status_id, Case.status_rank), _status, (Case.status_rank,)),
    Column(
        "owner",
        _l("Owner"),
        (owner.first_name.label("first_name"), owner.last_name.label("last_name")),
        _owner,
        (owner.last_name, owner.first_name),
        needs="owner",
    ),
    Column(
        "assignee",
        _l("Assigned to"),
        (assignee.first_name.label("assignee_first"), assignee.last_name.label("assignee_last")),
        _assignee,
        (assignee.last_name, assignee.first_name),
        needs="assignee",
        is_for_staff=True,
    ),
    Column(
        "created",
        _l("Created"),
        (Case.created_at,),
        lambda row, words: row.created_at,
        (Case.created_at,),
        newest_first=True,
    ),
    Column(
        "updated",
        _l("Last update"),
        (Case.updated_at,),
        lambda row, words: row.updated_at,
        (Case.updated_at,),
        newest_first=True,
    ),
)
_BY_NAME: Final = {column.name: column for column in _COLUMNS}
_FOR_CUSTOMERS: Final = {name: column for name, column in _BY_NAME.items() if not column.is_for_staff}
USUAL: Final = ("number", "subject", "account", "type", "priority", "status", "owner", "created", "updated")


def columns_for(by: Viewer) -> dict[str, Column]:
    """The columns that this viewer may see, sort by and export, by name, in their order."""
    return _BY_NAME if by.is_staff else _FOR_CUSTOMERS


def chosen(by: Viewer, names: tuple[str, ...]) -> list[Column]:
    """Those of `names` that this viewer may see; a name that is not known or not theirs is left out."""
    return [column for name, column in columns_for(by).items() if name in names]
