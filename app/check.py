"""What must always be true of the data. `loket check` tells what is not."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, func, or_, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from app import clock
from app.files.store import file_store
from app.search.sound import flaws as flaws_of_search
from app.secrets.care import flaws_of_secrets
from models.account import Account
from models.background_work import BackgroundWork
from models.case import Case
from models.conversation import Attachment
from models.device import Device
from models.event import OutgoingMail, PendingEvent
from models.person import Person
from models.product import Product, ProductModel
from models.scale import Priority, Status
from models.task import Task

LATE = timedelta(hours=1)


def flaws(session: Session) -> Iterator[str]:
    """One sentence for each thing that is wrong, through the eyes of the session's viewer (the system)."""
    trees = (misplaced_accounts, rows_in_another_tree, cases_of_merged_contacts)
    looks = (*trees, ranks_out_of_step, miscounted_tasks, lost_files, late_work)
    for look in (*looks, flaws_of_search, flaws_of_secrets):
        yield from look(session)


def misplaced_accounts(session: Session) -> Iterator[str]:
    """`path` is the parent's path and the own id, `root_id` the first id of it."""
    parent = aliased(Account)
    rows = session.execute(
        select(Account.id, Account.name, Account.path, Account.root_id, parent.path).outerjoin(
            parent, Account.parent_id == parent.id
        )
    )
    for account_id, name, path, root_id, above in rows:
        if path != f"{above or '/'}{account_id}/" or str(root_id) != path.split("/")[1]:
            yield f"Account {account_id} ({name}) has the path {path} and the root {root_id}, below {above}."


def rows_in_another_tree(session: Session) -> Iterator[str]:
    """A case and a device stand in the tree of their account."""
    numbers = select(Case.number).join(Case.account).where(Case.root_id != Account.root_id)
    for number in session.scalars(numbers):
        yield f"Case {number} stands in another tree than its account."
    serials = select(Device.serial_number).join(Device.account).where(Device.root_id != Account.root_id)
    for serial in session.scalars(serials):
        yield f"Device {serial} stands in another tree than its account."
    lines = select(Device.serial_number).join(Device.model).join(ProductModel.product)
    for serial in session.scalars(lines.where(Device.product_line_id != Product.product_line_id)):
        yield f"Device {serial} repeats another product line than that of its model."


def cases_of_merged_contacts(session: Session) -> Iterator[str]:
    """What was theirs went to the contact into whom they were merged."""
    numbers = select(Case.number).join(Case.owner).where(Person.merged_into_id.is_not(None))
    for number in session.scalars(numbers):
        yield f"Case {number} belongs to a contact who was merged into another."


def ranks_out_of_step(session: Session) -> Iterator[str]:
    """What a case repeats of its priority and status is what those say."""
    numbers = (
        select(Case.number)
        .join(Case.priority)
        .join(Case.status)
        .where(
            or_(
                Case.priority_rank != Priority.rank,
                Case.status_rank != Status.rank,
                Case.is_open != Status.is_open,
            )
        )
    )
    for number in session.scalars(numbers):
        yield f"Case {number} repeats its priority or status wrongly."


def miscounted_tasks(session: Session) -> Iterator[str]:
    """A case repeats how many of its tasks are open."""
    is_open = Task.case_id == Case.id, Task.state == "open"
    counted = select(func.count(Task.id)).where(*is_open).correlate(Case).scalar_subquery()
    rows = session.execute(select(Case.number, Case.open_tasks, counted).where(Case.open_tasks != counted))
    for number, said, there in rows:
        yield f"Case {number} says that {said} tasks are open, and {there} are."


def lost_files(session: Session) -> Iterator[str]:
    """What a file row names lies in the file store."""
    store, day, kept = file_store(), "", set[str]()
    for key, name in session.execute(_files().order_by("key")):
        if not key.startswith(f"{day}/"):
            day = key.partition("/")[0]
            kept = store.keys(date.fromisoformat(day))
        if key not in kept:
            yield f"The file {name!r} ({key}) is not in the file store."


def _files() -> CompoundSelect[Any]:
    """(key, name) of what was sent with cases and texts, and of what background work reads or made."""
    work = BackgroundWork
    return union_all(
        select(Attachment.key.label("key"), Attachment.name).where(Attachment.withdrawn_at.is_(None)),
        select(work.source_key, work.source_name).where(work.source_key.is_not(None)),
        select(work.result_key, work.result_name).where(work.result_key.is_not(None)),
    )


def late_work(session: Session) -> Iterator[str]:
    """Nothing waits for the worker for long."""
    mails = _late(session, OutgoingMail.not_before, OutgoingMail.state == "waiting")
    if mails:
        yield f"{mails} mails wait for over an hour: does the worker run, and does the mail server answer?"
    events = _late(session, PendingEvent.not_before)
    if events:
        yield f"{events} events wait for over an hour for their reactions: does the worker run?"
    steps = _late(session, Case.next_step_at)
    if steps:
        yield f"{steps} cases wait for over an hour for their next step by the clock: does the worker run?"
    waiting = _late(session, BackgroundWork.not_before, BackgroundWork.state == "waiting")
    if waiting:
        yield f"{waiting} pieces of background work wait for over an hour: does the worker run?"
    running = _late(session, BackgroundWork.started_at, BackgroundWork.state == "running")
    if running:
        yield f"{running} pieces of background work have been running for over an hour: what says the log?"


def _late(session: Session, since: InstrumentedAttribute[Any], *conditions: ColumnElement[bool]) -> int:
    late = since < clock.now() - LATE
    return session.scalar(select(func.count(since)).where(late, *conditions)) or 0
