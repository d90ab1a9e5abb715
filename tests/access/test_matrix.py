"""A2, exactly: who may write which row, tried by writing it (T27, T28, T31)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy.orm import Session

from app import clock
from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.access.writing.by_verbs import put
from app.refused import Refused
from models.account import Account
from models.case import Case
from models.conversation import Attachment, Note
from models.event import CaseEvent
from models.person import Person
from tests.access.seeding import Rows, seed
from tests.access.who_sees import ACCOUNTS, ALL, CASES, CUSTOMERS, DESK, OPENS
from tests.worlds import World

Act = Callable[[Session, Rows, int], None]


@contextmanager
def _as_system(session: Session) -> Iterator[None]:
    """To lay hands on a row that the writer could never fetch: the write itself is to be judged."""
    with session.no_autoflush, seeing_as(session, SYSTEM):
        yield


def _open_case(session: Session, rows: Rows, me: int) -> None:
    with _as_system(session):
        account = session.get_one(Account, rows.account)
    with session.no_autoflush:
        session.add(_unsaved(session, account, me))


def _unsaved(session: Session, account: Account, me: int) -> Case:
    with _as_system(session):
        twin = session.query(Case).first()
    assert twin is not None
    case = Case(
        number=80_000_000, account_id=account.id, root_id=account.root_id, subject="x", description="x"
    )
    case.kind, case.is_open, case.owner_id, case.opened_by_id = "issue", True, me, me
    case.priority_id, case.priority_rank = twin.priority_id, twin.priority_rank
    case.status_id, case.status_rank = twin.status_id, twin.status_rank
    case.created_at = case.updated_at = clock.now()
    return case


def _edit_case(session: Session, rows: Rows, me: int) -> None:
    with _as_system(session):
        session.get_one(Case, rows.case).subject = "Changed"


def _write_note(session: Session, rows: Rows, me: int) -> None:
    side = "desk" if session.info["viewer"].is_staff else "customer"
    session.add(Note(case_id=rows.case, author_id=me, side=side, body="x", created_at=clock.now()))


def _send_file(session: Session, rows: Rows, me: int) -> None:
    file = Attachment(case_id=rows.case, person_id=me, name="x", created_at=clock.now())
    put(file, session, media_type="text/plain", size=1, key="x")
    session.add(file)


def _record_event(session: Session, rows: Rows, me: int) -> None:
    event = CaseEvent(case_id=rows.case, actor_id=me)
    put(event, session, kind="noted", changes={}, at=clock.now())
    session.add(event)


def _edit_account(session: Session, rows: Rows, me: int) -> None:
    with _as_system(session):
        session.get_one(Account, rows.account).phone = "+31 10 000 00 00"


def _edit_contact(session: Session, rows: Rows, me: int) -> None:
    with _as_system(session):
        session.get_one(Person, rows.person).mobile = "+31 6 000 00 00"


KEEPERS = (*CUSTOMERS, "chris", "ada")
WORKERS = (*CUSTOMERS, *DESK)


def _only(table: dict[str, set[str]], people: tuple[str, ...]) -> dict[str, set[str]]:
    return {who: accounts if who in people else set() for who, accounts in table.items()}


def test_cases_are_opened_for_exactly_the_accounts_of_the_matrix(world: World) -> None:
    _holds(world, seed(world), _open_case, OPENS)


def test_cases_are_edited_exactly_as_the_matrix_says(world: World) -> None:
    _holds(world, seed(world), _edit_case, _only(CASES, WORKERS))


def test_notes_files_and_events_follow_the_right_to_edit_the_case(sqlite_world: World) -> None:
    rows = seed(sqlite_world)
    for act in (_write_note, _send_file, _record_event):
        _holds(sqlite_world, rows, act, _only(CASES, WORKERS))


def test_accounts_are_edited_exactly_as_the_matrix_says(world: World) -> None:
    _holds(world, seed(world), _edit_account, _only(ACCOUNTS, KEEPERS))


def test_contacts_are_edited_exactly_as_the_matrix_says(world: World) -> None:
    _holds(world, seed(world), _edit_contact, _only(ACCOUNTS, KEEPERS))


def _holds(world: World, rows: dict[str, Rows], act: Act, right: dict[str, set[str]]) -> None:
    """Everybody tries it on every account; nothing is kept."""
    for who, accounts in right.items():
        me = world.person_id(who)
        with world.session(who) as session:
            done = {name for name in ALL if _tried(session, act, rows[name], me)}
        assert done == accounts, who


def _tried(session: Session, act: Act, rows: Rows, me: int) -> bool:
    try:
        act(session, rows, me)
        session.flush()
    except Refused:
        return False
    finally:
        session.rollback()
    return True
