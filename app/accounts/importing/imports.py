"""Imports, from the file that was sent to what stands in the database. All of a file, or nothing."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.accounts.importing.fields import ACCOUNT, CONTACT, Field
from app.accounts.importing.match import Match, guess, sound
from app.accounts.importing.of_accounts import plan_accounts, write_accounts
from app.accounts.importing.of_contacts import plan_contacts, write_contacts
from app.accounts.importing.plan import Plan
from app.accounts.keep_contact import may_keep_contacts
from app.accounts.rearrange.write import lock_trees
from app.background.ask import prepare
from app.background.run import GivenUp, Made, Run, eyes_of
from app.background.table import file_name
from app.files.name import clean_name
from app.files.store import file_store, new_key
from app.refused import NotAllowed, Refused
from app.sheets.read import LARGEST, Sheet, meant, read_sheet
from app.sheets.write import CSV, write_table
from models.background_work import BackgroundWork


@dataclass(frozen=True)
class Import:
    """What is brought in; the first of `fields` is the key that tells rows apart."""

    kind: str
    list_name: Any
    fields: Sequence[Field]
    may: Callable[[Viewer], bool]
    plan: Callable[..., Plan]
    write: Callable[[Session, Plan], None]

    @property
    def key(self) -> Field:
        return self.fields[0]


def _may_import_accounts(by: Viewer) -> bool:
    return by.may("can_create", "Accounts") and by.reach("account.create").every


ACCOUNTS: Final = Import(
    "import_accounts", _l("Accounts"), ACCOUNT, _may_import_accounts, plan_accounts, write_accounts
)
CONTACTS: Final = Import(
    "import_contacts", _l("Contacts"), CONTACT, may_keep_contacts, plan_contacts, write_contacts
)


def take_in(
    session: Session, what: Import, data: bytes, *, by: Viewer, name: str, separator: str, encoding: str
) -> BackgroundWork:
    """Keep a file that was sent, with its columns as they seem to be. Raises Refused, NotAllowed.

    The file is complete before the row can be; a crash leaves a file without a row, which the sweeper finds.
    """
    if not what.may(by):
        raise NotAllowed()
    sheet = read_sheet(data, separator=separator, encoding=encoding)
    key = new_key()
    file_store().write(key, [data])
    asked = {"separator": sheet.separator, "encoding": sheet.encoding}
    match = guess(sheet.header, what.fields)
    return prepare(
        session,
        by=by,
        kind=what.kind,
        asked={**asked, "columns": match},
        source_key=key,
        source_name=clean_name(name),
    )


def sheet_of(source_key: str | None, asked: Any) -> Sheet:
    """The file as it was understood when it came in. Raises Refused."""
    if source_key is None:
        raise Refused(_l("The file can no longer be read as it was checked. Please send it again."))
    with file_store().open(source_key) as opened:
        data = opened.read(LARGEST + 1)
    return read_sheet(data, separator=asked["separator"], encoding=asked["encoding"])


def match_of(what: Import, sheet: Sheet, asked: Any) -> Match:
    return sound(asked.get("columns", {}), what.fields, len(sheet.header))


def do_import(what: Import, session: Session, run: Run) -> Made:
    """Checked once while others may write, and once more when nobody can come between. Raises GivenUp."""
    sheet = _sheet(run)
    match, total = match_of(what, sheet, run.asked), len(sheet.rows)
    with eyes_of(run) as (eyes, by):
        if not what.may(by):
            raise GivenUp("no_right")
        plan = what.plan(eyes, sheet, match, tick=lambda done: run.tell(done, total))
    if plan.is_good:
        lock_trees(session)
        plan = what.plan(session, sheet, match, for_change=True)
    if not plan.is_good:
        raise GivenUp("bad_rows", _list_of_problems(what, sheet, plan, run))
    what.write(session, plan)
    return Made({name: number for name, number in plan.counts.items() if name != "bad"})


def _sheet(run: Run) -> Sheet:
    try:
        return sheet_of(run.source_key, run.asked)
    except Refused as why:
        if why.status == 503:  # the store does not answer now; later it may
            raise
        raise GivenUp("unreadable") from why


def _list_of_problems(what: Import, sheet: Sheet, plan: Plan, run: Run) -> Made:
    file = write_table(CSV, *problem_table(sheet, plan), language=run.language, zone=run.zone)
    counts = {"bad": plan.counts["bad"]}
    return Made(counts, file, file_name(_("%(list)s with problems", list=what.list_name), CSV, run.zone))


def problem_table(sheet: Sheet, plan: Plan) -> tuple[list[str], Iterable[list[Any]]]:
    """Headings and rows of the file that names what is wrong: the rows as they came, and why not.

    Mended, it can be sent again as it is.
    """
    header = [_("Line"), _("Why not"), *sheet.header]
    return header, ([row.line, in_words(row.problems), *map(meant, row.cells)] for row in plan.of("bad"))


def in_words(problems: Iterable[Any]) -> str:
    """ "Customer ID: Enter the customer ID." """
    return " ".join(f"{one.label}: {one.reason}" if one.label else str(one.reason) for one in problems)
