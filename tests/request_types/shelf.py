"""Request types in the database, put there as the system."""

from sqlalchemy.orm import Session

from app import clock
from app.request_types.definition import Definition
from app.request_types.write import data
from models.request_type import RequestType, RequestTypeVersion


def shelve(
    session: Session, code: str, *versions: tuple[str, Definition], is_offered: bool = True
) -> RequestType:
    """A request type with versions 1, 2, 3, each in its state."""
    kind = RequestType(code=code, rank=900, is_offered=is_offered)
    session.add(kind)
    for number, (state, definition) in enumerate(versions, start=1):
        kept = {"definition": data(definition), "edited_at": clock.now()}
        session.add(RequestTypeVersion(request_type=kind, number=number, state=state, **kept))
    session.commit()
    return kind
