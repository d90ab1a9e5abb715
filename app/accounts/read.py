"""What the account pages show, in a settled number of questions however large the tree is."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, and_, exists, func, or_, select
from sqlalchemy.orm import Session, aliased

from app.access.place import Place, kinds
from models.account import Account, AccountAccess
from models.case import Case
from models.person import Person

MOST_COUNTED = 1_000
MOST_BELOW = 100
MOST_CONTACTS = 30

_child = aliased(Account)
HAS_CHILDREN = exists().where(_child.parent_id == Account.id)


class Line(NamedTuple):
    """An account in a list or tree; `depth` is 0 for the first level that is shown."""

    id: int
    name: str
    customer_id: str
    is_active: bool
    kinds: frozenset[str]
    parent_id: int | None
    depth: int = 0
    city: str = ""


class Counts(NamedTuple):
    """Open and closed cases of one account, each counted up to MOST_COUNTED + 1."""

    open: int
    closed: int


def lines() -> Any:
    """Columns of a Line, to be limited and ordered."""
    return select(
        Account.id,
        Account.name,
        Account.customer_id,
        Account.is_active,
        Account.parent_id,
        Account.root_id,
        Account.path,
        Account.city,
        HAS_CHILDREN.label("has_children"),
    )


def line_of(row: Any, above: int = 0) -> Line:
    """`above`: the depth, from 1, of the account that the tree is drawn from."""
    stands = Place(row.id, row.parent_id, row.root_id, row.path)
    depth = row.path.count("/") - 2 - above
    its_kinds = kinds(stands, row.has_children)
    known = (row.id, row.name, row.customer_id, row.is_active, its_kinds, row.parent_id)
    return Line(*known, max(depth, 0), row.city)


def kinds_of(session: Session, account: Account) -> frozenset[str]:
    """Parent, sub, or both; else standard."""
    has_children = (
        session.scalar(select(Account.id).where(Account.parent_id == account.id).limit(1)) is not None
    )
    return kinds(
        Place(account.id, account.parent_id, account.root_id or account.id, account.path), has_children
    )


def tree_below(session: Session, account: Account) -> tuple[list[Line], bool]:
    """What hangs below, each after its parent and by name, and whether there is more than MOST_BELOW."""
    below = and_(Account.path.startswith(account.path, autoescape=True), Account.id != account.id)
    slashes = func.length(Account.path) - func.length(func.replace(Account.path, "/", ""))
    rows = session.execute(
        lines().where(below).order_by(slashes, Account.name, Account.id).limit(MOST_BELOW + 1)
    ).all()
    found = [line_of(row, account.depth) for row in rows[:MOST_BELOW]]
    return _in_order(found, account.id), len(rows) > MOST_BELOW


def _in_order(found: list[Line], top_id: int) -> list[Line]:
    children: dict[int | None, list[Line]] = {}
    for line in found:
        children.setdefault(line.parent_id, []).append(line)
    ordered: list[Line] = []
    waiting = list(reversed(children.get(top_id, [])))
    while waiting:
        line = waiting.pop()
        ordered.append(line)
        waiting.extend(reversed(children.get(line.id, [])))
    return ordered


def belong_to(account_id: int) -> ColumnElement[bool]:
    """The condition on people: it is their home, or they act for it too."""
    acts_for = select(AccountAccess.person_id).where(AccountAccess.account_id == account_id)
    return or_(Person.home_account_id == account_id, Person.id.in_(acts_for))


def belong_below(path: str) -> ColumnElement[bool]:
    """The same of the account with this path and all that is below it."""
    inside = select(Account.id).where(Account.path.startswith(path, autoescape=True))
    acts_for = select(AccountAccess.person_id).where(AccountAccess.account_id.in_(inside))
    return or_(Person.home_account_id.in_(inside), Person.id.in_(acts_for))


def contacts(session: Session, account: Account) -> tuple[list[Person], bool]:
    """The first contacts by name, as far as the viewer sees them, and whether there are more."""
    people = session.scalars(
        select(Person)
        .where(belong_to(account.id), Person.is_staff.is_not(True), Person.active.is_(True))
        .order_by(Person.last_name, Person.first_name, Person.id)
        .limit(MOST_CONTACTS + 1)
    ).all()
    return list(people[:MOST_CONTACTS]), len(people) > MOST_CONTACTS


def case_counts(session: Session, account: Account) -> Counts:
    """How many open and closed cases of the account the viewer sees; counting stops at MOST_COUNTED + 1."""
    numbers = [
        select(func.count())
        .select_from(
            select(Case.id)
            .where(Case.account_id == account.id, Case.is_open.is_(is_open))
            .limit(MOST_COUNTED + 1)
            .subquery()
        )
        .scalar_subquery()
        for is_open in (True, False)
    ]
    return Counts(*session.execute(select(*numbers)).one())
