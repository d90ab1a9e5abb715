"""Accounts from a file: told apart by customer ID, hung below each other in any order."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from flask_babel import lazy_gettext as _l
from sqlalchemy import String, cast, func, insert, update
from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.accounts.fit import fitting
from app.accounts.importing.fields import ACCOUNT
from app.accounts.importing.known import Known, in_parts
from app.accounts.importing.match import Match
from app.accounts.importing.plan import Plan, Planned, Problem, Tick
from app.accounts.importing.rows import cells_of, changed, read_rows, refuse_twice, require
from app.refused import Refused
from app.sheets.read import Sheet
from models.account import DEEPEST, Account
from models.product_line import AccountProductLine


class _Place(NamedTuple):
    """Where an account stands; of none, what is above the top."""

    id: int | None
    root_id: int | None
    path: str


TOP: Final = _Place(None, None, "/")
LABELS: Final = {field.name: field.label for field in ACCOUNT}
NEEDED: Final = {"customer_id": _l("Enter the customer ID.")}
NEEDED_TO_ADD: Final = NEEDED | {"name": _l("Enter the name.")}
FITTED: Final = ("country", "classification", "region_id", "sub_region_id")
APART: Final = ("parent", "product_lines", "is_active")  # not simply written to the row


def plan_accounts(
    session: Session, sheet: Sheet, match: Match, *, for_change: bool = False, tick: Tick | None = None
) -> Plan:
    """What the file would do now. With `for_change` the rows that it changes are locked. Writes nothing."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        known = Known(session, for_change=for_change)
        for name in ("customer_id", "parent"):
            known.learn_accounts(filter(None, cells_of(sheet, match.get(name))))
        known.learn_product_lines()
        rows = []
        for planned in read_rows(sheet, match, ACCOUNT, known):
            _check(planned, known)
            rows.append(planned)
            if tick is not None:
                tick(len(rows))
        refuse_twice(rows, LABELS["customer_id"])
        _check_places(rows, known)
    return Plan(rows, known)


def _check(planned: Planned, known: Known) -> None:
    planned.key = planned.values.get("customer_id", "")
    planned.now = known.accounts.get(planned.key)
    keeps_name = planned.now is not None and "name" not in planned.values
    require(planned, LABELS, NEEDED if keeps_name else NEEDED_TO_ADD)
    _check_lines(planned, known)
    if planned.problems:
        return
    plain = {name: value for name, value in planned.values.items() if name not in APART}
    try:
        fitted = _fitting(known, planned.now or Account(), plain)
    except Refused as why:
        planned.problems.append(Problem(LABELS.get(why.field or "", ""), why.reason))
        return
    planned.values |= fitted
    if planned.now is not None:
        _compare(planned, known, fitted)


def _fitting(known: Known, account: Account, values: dict[str, Any]) -> dict[str, Any]:
    """As for a form. Rows that say the same of the same are asked once; the manager was found already."""
    said: dict[str, Any] = {name: values[name] for name in FITTED if name in values}
    case = (tuple(said.items()), *(getattr(account, name) for name in FITTED))
    if case not in known.fits:
        try:
            known.fits[case] = fitting(known.session, account, said)
        except Refused as why:
            known.fits[case] = why
    found = known.fits[case]
    if isinstance(found, Refused):
        raise found
    return values | found


def _compare(planned: Planned, known: Known, fitted: Mapping[str, Any]) -> None:
    now, found = planned.now, list(changed(fitted, planned.now))
    if planned.values.get("is_active") not in (None, now.is_active):
        sentence = _l("Change this on the page of the account: it first shows what follows from it.")
        planned.problems.append(Problem(LABELS["is_active"], sentence))
    lines = planned.values.get("product_lines")
    if lines is not None and lines != known.product_lines.get(now.id, set()):
        found.append("product_lines")
    planned.changes = tuple(found)


def _check_lines(planned: Planned, known: Known) -> None:
    """One that is not offered any more may stay, and not come in."""
    has = known.product_lines.get(planned.now.id, set()) if planned.now is not None else set()
    added, offered = (planned.values.get("product_lines") or set()) - has, known.lookups.product_lines
    if any(not offered[one].is_active for one in added):
        sentence = _l("There is no such product line.")
        planned.problems.append(Problem(LABELS["product_lines"], sentence))


def _check_places(rows: list[Planned], known: Known) -> None:
    """New accounts hang below any that is there or comes along; one that is there stays where it is."""
    new = {row.key: row for row in rows if row.now is None and row.key}
    for row in rows:
        if "parent" in row.values and not row.problems:
            reason = _moves(row, known) if row.now is not None else _why_not_there(row, new, known)
            if reason is not None:
                row.problems.append(Problem(LABELS["parent"], reason))


def _moves(row: Planned, known: Known) -> Any:
    above = known.accounts.get(row.values["parent"])
    if row.values["parent"] and above is None:
        return _l("There is no such account, and none in this file.")
    if (above.id if above else None) != row.now.parent_id:
        return _l("The account hangs elsewhere. Move it on its page: it first shows who then sees what.")
    return None


def _why_not_there(row: Planned, new: Mapping[str, Planned], known: Known) -> Any:
    """Follows the accounts above a new one up to one that is there, or to the top."""
    depth, above = 1, row.values["parent"]
    while above:
        if depth > DEEPEST:
            return _too_deep_or_circle(row, new)
        if above in known.accounts:
            depth += known.accounts[above].depth
            break
        if above not in new:
            return _l("There is no such account, and none in this file.")
        depth, above = depth + 1, new[above].values.get("parent", "")
    return None if depth <= DEEPEST else _l("A tree of accounts can be five deep at most.")


def _too_deep_or_circle(row: Planned, new: Mapping[str, Planned]) -> Any:
    seen, above = set[str](), row.key
    while above in new and above not in seen:
        seen.add(above)
        above = new[above].values.get("parent", "")
    if above in seen:
        return _l("An account cannot hang below itself.")
    return _l("A tree of accounts can be five deep at most.")


def write_accounts(session: Session, plan: Plan) -> None:
    """Do what the plan says, in this transaction. The session looks as the system."""
    _add(session, plan)
    for row in plan.of("changed"):
        for name in row.changes:
            if name not in APART:
                setattr(row.now, name, row.values[name])
        row.now.version += 1
        if "product_lines" in row.changes:
            _keep_lines(session, plan.known, row)
    session.flush()


def _add(session: Session, plan: Plan) -> None:
    """New accounts, whoever stands higher first; a level at a time, for their paths hold their ids."""
    places = {key: _Place(row.id, row.root_id, row.path) for key, row in plan.known.accounts.items()}
    waiting = {row.key: row for row in plan.of("added")}
    while waiting:
        level = [row for row in waiting.values() if row.values.get("parent", "") not in waiting]
        ids = _insert(session, level, [places.get(row.values.get("parent", ""), TOP) for row in level])
        for row, id_ in zip(level, ids, strict=True):
            above = places.get(row.values.get("parent", ""), TOP)
            places[row.key] = _Place(id_, above.root_id or id_, f"{above.path}{id_}/")
            del waiting[row.key]
        _add_lines(session, level, ids)


def _insert(session: Session, rows: list[Planned], above: list[_Place]) -> list[int]:
    names = sorted({name for row in rows for name in row.values} - {*APART})
    now = clock.now()
    values = [
        {name: row.values.get(name) for name in names}
        | {"is_active": row.values.get("is_active") is not False, "created_at": now}
        | {"parent_id": place.id, "root_id": place.root_id, "path": place.path}
        for row, place in zip(rows, above, strict=True)
    ]
    ids = list(session.scalars(insert(Account).returning(Account.id, sort_by_parameter_order=True), values))
    root_id = func.coalesce(Account.root_id, Account.id)
    path = Account.path + cast(Account.id, String) + "/"
    for some in in_parts(ids):
        added = update(Account).where(Account.id.in_(some)).values(root_id=root_id, path=path)
        session.execute(added.execution_options(synchronize_session=False))
    return ids


def _add_lines(session: Session, rows: list[Planned], ids: list[int]) -> None:
    lines = [
        {"account_id": id_, "product_line_id": line}
        for row, id_ in zip(rows, ids, strict=True)
        for line in sorted(row.values.get("product_lines") or ())
    ]
    if lines:
        session.execute(insert(AccountProductLine), lines)


def _keep_lines(session: Session, known: Known, row: Planned) -> None:
    wanted, has = row.values["product_lines"], known.product_lines.get(row.now.id, set())
    for line in sorted(wanted - has):
        session.add(AccountProductLine(account_id=row.now.id, product_line_id=line))
    for line in sorted(has - wanted):
        session.delete(session.get(AccountProductLine, (row.now.id, line)))
