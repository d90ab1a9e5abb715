"""What the rules ask the database: in columns only, with the system's eyes, each thing once per flush."""

from typing import Any

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import Session

from app.access.fields import ALONG, OPENABLE
from app.access.place import Place
from app.access.writing.places import NOWHERE, Standing, place_of_account, written_cases
from models.conversation import Note
from models.customer_field import CustomerField
from models.message import Message
from models.person import Person
from models.product import Product, ProductModel
from models.role import RoleText
from models.scale import Status, StatusChange
from models.task import Task


class Look:
    """Lives as long as one flush: the rows that it answers about do not change meanwhile."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._accounts: dict[int | None, Place] = {}
        self._cases: dict[int | None, tuple[Place, Standing | None]] = {}
        self._fields: dict[str, frozenset[str]] = {}
        self._steps: dict[tuple[frozenset[int], int, int], bool] = {}

    def customer_fields(self, table: str) -> frozenset[str]:
        """The columns of accounts or people that customers may change, as the set-up says."""
        if table not in self._fields:
            kind = "contact" if table == "ab_user" else table
            said = select(CustomerField.field).where(CustomerField.kind == kind, CustomerField.may_edit)
            self._fields[table] = (OPENABLE[kind] & set(self._session.scalars(said))) | ALONG[table]
        return self._fields[table]

    def account(self, account_id: int | None) -> Place:
        """The place of an account; NOWHERE when there is none."""
        if account_id not in self._accounts:
            self._accounts[account_id] = place_of_account(self._session, account_id)
        return self._accounts[account_id]

    def case(self, case_id: int | None) -> Place:
        """The place of the account that a case has now; NOWHERE when there is no such case."""
        return self._case(case_id)[0]

    def standing(self, case_id: int) -> Standing | None:
        """What the case should repeat of its priority and status; None when there is no such case."""
        return self._case(case_id)[1]

    def _case(self, case_id: int | None) -> tuple[Place, Standing | None]:
        if case_id not in self._cases:
            found = written_cases(self._session, {case_id})
            self._cases[case_id] = found.get(case_id, (NOWHERE, None))
        return self._cases[case_id]

    def ahead(self, case_ids: set[int]) -> None:
        """Look up many cases in one question."""
        self._cases |= written_cases(self._session, case_ids)

    def people(self, ids: set[int], condition: ColumnElement[bool]) -> set[int]:
        """Those of `ids` for whom the condition holds."""
        return set(self._session.scalars(select(Person.id).where(Person.id.in_(ids), condition)))

    def is_there(self, key: Any, value: int, condition: ColumnElement[bool]) -> bool:
        """Whether the row with this key is one for which the condition holds."""
        return self._session.scalar(select(key).where(key == value, condition)) is not None

    def person(self, person_id: int) -> tuple[bool, int | None]:
        """(works for us, home account) as they stand now; as staff when there is no such person."""
        found = self._session.execute(
            select(Person.is_staff, Person.home_account_id).where(Person.id == person_id)
        ).one_or_none()
        return (bool(found[0]), found[1]) if found else (True, None)

    def note(self, note_id: int) -> tuple[int, int, bool]:
        """(case, author, is it internal) of a note; zeros when there is none."""
        found = self._session.execute(
            select(Note.case_id, Note.author_id, Note.is_internal).where(Note.id == note_id)
        ).one_or_none()
        return (found[0], found[1], found[2]) if found else (0, 0, True)

    def task(self, task_id: int) -> tuple[int, str, bool] | None:
        """(case, title, is it internal) of a task; None when there is none."""
        found = self._session.execute(
            select(Task.case_id, Task.title, Task.is_internal).where(Task.id == task_id)
        ).one_or_none()
        return (found[0], found[1], found[2]) if found else None

    def task_of_note(self, note_id: int) -> int | None:
        return self._session.scalar(select(Note.task_id).where(Note.id == note_id))

    def sees_message(self, condition: ColumnElement[bool], message_id: int) -> bool:
        """Whether there is such a message and the condition holds for it."""
        found = select(Message.id).where(Message.id == message_id, condition)
        return self._session.scalar(found) is not None

    def is_still_of(self, person_id: int, account_id: int | None) -> bool:
        """Whether this person belongs to the account, or without one to our own people, and may sign in."""
        group = Person.is_staff.is_(True) if account_id is None else Person.home_account_id == account_id
        return bool(self.people({person_id}, and_(group, Person.active.is_(True))))

    def line_of_model(self, model_id: int) -> int | None:
        """The product line of a model; None when there is no such model."""
        of_model = select(Product.product_line_id).join(ProductModel, ProductModel.product_id == Product.id)
        return self._session.scalar(of_model.where(ProductModel.id == model_id))

    def role_codes(self, ids: list[int]) -> list[str]:
        return list(self._session.scalars(select(RoleText.code).where(RoleText.role_id.in_(ids))))

    def allows(self, roles: frozenset[int], from_id: int, to_id: int) -> bool:
        """Whether a role may make this change of status, or it is what an answer of the customer does."""
        key = roles, from_id, to_id
        if key not in self._steps:
            self._steps[key] = self._reads_as_allowed(roles, from_id, to_id)
        return self._steps[key]

    def _reads_as_allowed(self, roles: frozenset[int], from_id: int, to_id: int) -> bool:
        listed = select(StatusChange.id).where(
            StatusChange.role_id.in_(roles), StatusChange.from_id == from_id, StatusChange.to_id == to_id
        )
        return self._session.scalar(listed.limit(1)) is not None or self._is_answer(from_id, to_id)

    def _is_answer(self, from_id: int, to_id: int) -> bool:
        waits = select(Status.awaits_customer).where(Status.id == from_id, Status.is_open.is_(True))
        goes_on = select(Status.code).where(Status.id == to_id)
        return bool(self._session.scalar(waits)) and self._session.scalar(goes_on) == "in_progress"
