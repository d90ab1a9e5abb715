"""Accounts and contacts as a file, in the columns in which a file is taken in again."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session, aliased

from app.access.viewer import Viewer
from app.accounts.choose import in_list
from app.accounts.countries import country_names
from app.accounts.find import matches
from app.accounts.importing.fields import ACCOUNT, CONTACT, LINES, Field
from app.accounts.read import belong_to
from app.background.run import GivenUp, Made, Run, eyes_of, sight_of
from app.background.table import counted, file_name, in_order
from app.content.texts import pick
from app.keyset import Part
from app.setup.lookups import Lookups, lookups
from app.sheets.write import write_table
from models.account import Account
from models.person import Person
from models.product_line import AccountProductLine

Conditions = Sequence[ColumnElement[bool]]
Asked = dict[str, str]
Cell = Callable[[Any, Any, Lookups, str], Any]
_parent = aliased(Account, name="above")
_manager = aliased(Person, name="manager")
_home = aliased(Account, name="home")


class Export(NamedTuple):
    """`query` selects the rows that were asked for; `order` is unique in its last column."""

    kind: str
    fields: Sequence[Field]
    query: Callable[[Viewer, Asked], Select[Any]]
    order: Sequence[Any]
    values: Callable[[Session, Iterator[Any], str], Iterator[list[Any]]]


def header_of(what: Export) -> list[str]:
    return [str(field.label) for field in what.fields]


def rows_of(session: Session, what: Export, by: Viewer, asked: Asked, language: str) -> Iterator[list[Any]]:
    """Through the eyes of the session: what is hidden of a row stays empty."""
    rows = in_order(session, [Part(what.query(by, asked), what.order)], descending=False)
    return what.values(session, rows, language)


def count_of(session: Session, what: Export, by: Viewer, asked: Asked, most: int | None = None) -> int:
    some = what.query(by, asked).limit(most).subquery()
    return session.scalar(select(func.count()).select_from(some)) or 0


def export_list(session: Session, run: Run) -> Made:
    """The file, made in the background with the eyes of its person. Raises GivenUp, Stopped."""
    what = EXPORTS[run.kind]
    with eyes_of(run) as (eyes, by):
        if not by.may("can_read", "Accounts"):
            raise GivenUp("no_right")
        total, kind = count_of(eyes, what, by, run.asked["list"]), run.asked["format"]
        rows = counted(rows_of(eyes, what, by, run.asked["list"], run.language), run, total)
        file = write_table(kind, header_of(what), rows, language=run.language, zone=run.zone)
        return Made({"rows": total}, file, file_name(name_of(run.kind), kind, run.zone), sight_of(by))


def name_of(kind: str) -> str:
    return str(_("Accounts") if kind == "export_accounts" else _("Contacts"))


def _accounts(by: Viewer, asked: Asked) -> Select[Any]:
    """As the list of accounts: `view`, `q`, and `below`, the path of the account they hang below."""
    query = (
        select(Account, _parent.customer_id.label("parent"), _manager.email.label("manager"))
        .outerjoin(_parent, _parent.id == Account.parent_id)
        .outerjoin(_manager, _manager.id == Account.manager_id)
    )
    if asked.get("below"):
        query = query.where(
            Account.path.startswith(asked["below"], autoescape=True), Account.path != asked["below"]
        )
    else:
        query = query.where(in_list(by, asked.get("view", "")))
    return query.where(matches(asked["q"])) if asked.get("q") else query


def _account_values(session: Session, rows: Iterator[Any], language: str) -> Iterator[list[Any]]:
    known, countries, lines = lookups(session), country_names(language), _lines(session)
    for account, parent, manager in rows:
        special = {
            "parent": parent,
            "manager_id": manager,
            "classification": pick(known.classification(account.classification), language)[0]
            if account.classification
            else "",
            "product_lines": f"{LINES} ".join(
                pick(line.name, language)[0] for line in known.lines(lines.get(account.id, ()))
            ),
            "country": countries.get(account.country, account.country),
            "region_id": _word(known.regions, account.region_id, language),
            "sub_region_id": _word(known.sub_regions, account.sub_region_id, language),
            "is_active": _("Yes") if account.is_active else _("No"),
        }
        yield [special.get(field.name, getattr(account, field.name, None)) for field in ACCOUNT]


def _lines(session: Session) -> dict[int, list[int]]:
    """Small numbers only, and each account has few."""
    found: dict[int, list[int]] = {}
    pairs = select(AccountProductLine.account_id, AccountProductLine.product_line_id)
    for account_id, line_id in session.execute(pairs):
        found.setdefault(account_id, []).append(line_id)
    return found


def _word(words: Any, id_: int | None, language: str) -> str:
    return pick(words[id_].name, language)[0] if id_ in words else ""


def _contacts(by: Viewer, asked: Asked) -> Select[Any]:
    """Those who take part: of one account, or all that the viewer sees."""
    plain = [field.name for field in CONTACT if field.name != "account"]
    query = (
        select(Person.id, *(getattr(Person, name) for name in plain), _home.customer_id.label("account"))
        .outerjoin(_home, _home.id == Person.home_account_id)
        .where(Person.is_staff.is_not(True), Person.active.is_(True))
    )
    return query.where(belong_to(int(asked["account"]))) if asked.get("account") else query


def _contact_values(session: Session, rows: Iterator[Any], language: str) -> Iterator[list[Any]]:
    for row in rows:
        yield [getattr(row, field.name) for field in CONTACT]


ACCOUNTS: Final = Export("export_accounts", ACCOUNT, _accounts, (Account.name, Account.id), _account_values)
CONTACTS: Final = Export(
    "export_contacts",
    CONTACT,
    _contacts,
    (Person.last_name, Person.first_name, Person.id),
    _contact_values,
)
EXPORTS: Final = {one.kind: one for one in (ACCOUNTS, CONTACTS)}
