"""A request that one of the cast has begun and not sent yet."""

from datetime import timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.request_types.published import request_types
from models.account import Account
from models.person import Person
from models.request_draft import RequestDraft

MAIL: Final = "sam@haven.rijnmond.example"
KEY: Final = "begonnen-door-sam-de-boer"
DAYS: Final = 30
TYPED: Final = {
    "subject": "Etikettenprinter in loods 2 trekt scheef",
    "product_kind": "hardware",
    "external_number": "HV-2217",
}


def add_draft(session: Session) -> None:
    """An incident of Sam's that waits at its second step; only for who has none yet."""
    sam = session.scalars(select(Person).where(Person.email == MAIL)).one_or_none()
    known = request_types(session).by_code.get("incident")
    if sam is None or known is None or session.get(RequestDraft, KEY) is not None:
        return
    account = session.scalars(select(Account).where(Account.id == sam.home_account_id)).one()
    begun = clock.now() - timedelta(hours=3)
    typed = {**TYPED, "account": str(account.id), "contact": str(sam.id)}
    session.add(
        RequestDraft(
            key=KEY,
            person_id=sam.id,
            request_type=known.code,
            request_type_version_id=known.version_id,
            values=typed,
            step="product",
            created_at=begun,
            updated_at=begun,
            expires_at=begun + timedelta(days=DAYS),
        )
    )
