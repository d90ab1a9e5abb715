"""The requests that somebody began and did not send, for the home page."""

from datetime import datetime
from typing import Any, Final, NamedTuple

from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.request_types.published import request_types
from app.requests.drafts import goes_soon, own_drafts
from views.cases.words import said

FEW: Final = 5


class Unsent(NamedTuple):
    """The title is the subject as it was typed, else the kind of request."""

    key: str
    title: Any
    name: Any
    updated_at: datetime
    expires_at: datetime
    goes_soon: bool


def unsent(session: Session, by: Viewer) -> list[Unsent]:
    """What goes soon, then the latest; one question, and none more for each."""
    types = request_types(session)
    found = []
    for draft in own_drafts(session, by, FEW):
        name, subject = said(types.name(draft.request_type)), draft.values.get("subject")
        title = subject if isinstance(subject, str) and subject.strip() else name
        when = draft.updated_at, draft.expires_at, goes_soon(draft)
        found.append(Unsent(draft.key, title, name, *when))
    return found
