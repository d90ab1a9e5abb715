"""Contacts from a file: told apart by mail address."""

from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.importing.fields import CONTACT
from app.accounts.importing.known import Known
from app.accounts.importing.match import Match
from app.accounts.importing.plan import Plan, Planned, Problem, Tick
from app.accounts.importing.rows import cells_of, changed, read_rows, refuse_twice, require
from app.sheets.read import Sheet
from models.person import Person
from models.role import RoleText

LABELS: Final = {field.name: field.label for field in CONTACT}
NEEDED: Final = {"email": _l("Enter the mail address.")}
NAMES: Final = {"first_name": _l("Enter the first name."), "last_name": _l("Enter the last name.")}
NEEDED_TO_ADD: Final = NEEDED | NAMES | {"account": _l("Enter the customer ID of the account.")}


def plan_contacts(
    session: Session, sheet: Sheet, match: Match, *, for_change: bool = False, tick: Tick | None = None
) -> Plan:
    """What the file would do now. With `for_change` the rows that it names are locked. Writes nothing."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        known = Known(session, for_change=for_change)
        known.learn_accounts(filter(None, cells_of(sheet, match.get("account"))))
        known.learn_people(mail.lower() for mail in cells_of(sheet, match.get("email")))
        rows = []
        for planned in read_rows(sheet, match, CONTACT, known):
            _check(planned, known)
            rows.append(planned)
            if tick is not None:
                tick(len(rows))
        refuse_twice(rows, LABELS["email"])
    return Plan(rows, known)


def _check(planned: Planned, known: Known) -> None:
    planned.key = planned.values.get("email", "")
    planned.now = known.people.get(planned.key)
    given = {name: sentence for name, sentence in NAMES.items() if name in planned.values}
    require(planned, LABELS, NEEDED_TO_ADD if planned.now is None else NEEDED | given)
    if planned.problems:
        return
    reason = _why_not(planned, known)
    if reason is not None:
        planned.problems.append(reason)
    elif planned.now is not None:
        plain = {name: value for name, value in planned.values.items() if name not in ("account", "email")}
        planned.changes = changed(plain, planned.now)


def _why_not(planned: Planned, known: Known) -> Problem | None:
    """Who belongs where is not changed by a file: the page of the contact first shows what follows."""
    now, wanted = planned.now, planned.values.get("account")
    if now is not None and (now.is_staff or now.email.lower() != planned.key):
        return Problem(LABELS["email"], _l("Somebody has this mail address already."))
    if wanted is None:
        return None
    account = known.accounts.get(wanted)
    if account is None:
        return Problem(LABELS["account"], _l("There is no such account."))
    if now is None and not account.is_active:
        return Problem(LABELS["account"], _l("This account is not active. Make it active first."))
    if now is not None and account.id != now.home_account_id:
        return Problem(LABELS["account"], _ELSEWHERE)
    return None


_ELSEWHERE: Final[Any] = _l(
    "The contact belongs to another account. Move the contact on its page: it first shows who then sees what."
)


def write_contacts(session: Session, plan: Plan) -> None:
    """Do what the plan says, in this transaction. The session looks as the system.

    New ones are customers without a password, as when they are added one by one.
    """
    role = session.scalars(select(RoleText).where(RoleText.code == "customer")).one().role
    for row in plan.of("added"):
        values = {name: value for name, value in row.values.items() if name != "account"}
        person = Person(**values, username=row.key, active=True, is_staff=False, roles=[role])
        person.home_account_id = plan.known.accounts[row.values["account"]].id
        session.add(person)
    for row in plan.of("changed"):
        for name in row.changes:
            setattr(row.now, name, row.values[name])
    session.flush()
