"""A change of what a person may do, or of how the person signs in, ends the person's sign-ins."""

from collections.abc import Iterable

from flask_appbuilder.security.sqla.models import User
from sqlalchemy import event
from sqlalchemy.orm import Session, UOWTransaction

from app.access.guard import changes
from app.access.session import PortalSession
from app.access.sign_in import end_sign_ins
from app.access.writing.change import CHANGE, Change
from models.account import AccountAccess

ENDING = ("roles", "home_account_id", "is_staff", "active", "password", "email")


@event.listens_for(PortalSession, "after_flush")
def end_sign_ins_of_whom_it_concerns(session: Session, context: UOWTransaction) -> None:
    with session.no_autoflush:
        for person_id in set(_concerned(changes(session))):
            end_sign_ins(session, person_id, "ended")


def _concerned(written: Iterable[Change]) -> Iterable[int]:
    """Ids of people. Somebody new has no sign-in yet, and somebody removed takes them along."""
    for change in written:
        if isinstance(change.row, User) and change.kind == CHANGE and change.touches(*ENDING):
            yield change.row.id
        elif isinstance(change.row, AccountAccess) and change.row.person_id:
            yield change.row.person_id
