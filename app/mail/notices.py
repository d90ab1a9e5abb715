"""What a person wants to be told of, and how: a mail at once, the mail of the day, or the portal alone."""

from collections.abc import Collection, Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import OutOfReach
from models.person import Preference

MAIL, DIGEST, PORTAL = "mail", "digest", "portal"
WAYS: Final = (MAIL, DIGEST, PORTAL)
KINDS: Final = (
    "registered",
    "note",
    "status",
    "priority",
    "assignment",
    "escalation",
    "task",
    "closing",
    "messages",
)
# The kind of notice that a letter (app/templates/mail/) is; one that is not here is always sent.
_OF_LETTERS: Final = {
    "registered": "registered",
    "note": "note",
    "files": "note",
    "status": "status",
    "priority": "priority",
    "assigned": "assignment",
    "team": "assignment",
    "reminder": "closing",
    "closed": "closing",
    "answered": "escalation",
    "withdrawn": "escalation",
    "news": "messages",
}
_BEGINNINGS: Final = (("escalat", "escalation"), ("task", "task"), ("clos", "closing"))
_NAME: Final = "notice:"  # of the preference


def kind_of(letter: str) -> str:
    """Empty for a letter that nobody can do without."""
    found = (kind for start, kind in _BEGINNINGS if letter.startswith(start))
    return _OF_LETTERS.get(letter) or next(found, "")


def ways_of(session: Session, people: Collection[int], kind: str) -> Mapping[int, str]:
    """How these people want to be told of a kind; who said nothing gets a mail. One query."""
    if not kind or not people:
        return {}
    columns = Preference.person_id, Preference.value
    chosen = select(*columns).where(Preference.person_id.in_(people), Preference.name == _NAME + kind)
    return {person: way for person, way in session.execute(chosen) if way in WAYS}


def notices(session: Session, *, by: Viewer) -> dict[str, str]:
    """One's own choice for each kind."""
    mine = Preference.person_id == by.person_id, Preference.name.startswith(_NAME, autoescape=True)
    rows = session.execute(select(Preference.name, Preference.value).where(*mine))
    said = {name.removeprefix(_NAME): way for name, way in rows}
    return {kind: said[kind] if said.get(kind) in WAYS else MAIL for kind in KINDS}


def keep_notices(session: Session, *, by: Viewer, choices: Mapping[str, str]) -> None:
    """Keep one's own choices; what is no kind or no way stays as it is. Raises OutOfReach."""
    if by.person_id is None:
        raise OutOfReach()
    for kind in KINDS:
        if choices.get(kind) in WAYS:
            session.merge(Preference(person_id=by.person_id, name=_NAME + kind, value=choices[kind]))
    session.flush()
