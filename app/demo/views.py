"""Views of the case list that some of the cast have built."""

from typing import Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from models.list_view import ListView
from models.person import Person


class Built(NamedTuple):
    """Who built it, its name, whether it is shared, and what it keeps."""

    mail: str
    name: str
    is_shared: bool
    settings: dict[str, str]


VIEWS = (
    Built(
        "noor@rijnmond.example",
        "Wacht op ons antwoord",
        True,
        {
            "status": "pending_response",
            "columns": "number,subject,account,priority,owner,updated",
            "sort": "updated",
        },
    ),
    Built(
        "noor@rijnmond.example",
        "Storingen, dringendste eerst",
        False,
        {
            "kind": "issue",
            "scope": "tree",
            "columns": "number,subject,description,account,priority,status,created",
            "sort": "-priority",
            "size": "50",
        },
    ),
    Built(
        "bo@desk.example",
        "Hoog, langst open",
        False,
        {
            "priority": "high",
            "columns": "number,subject,account,status,owner,assignee,created",
            "sort": "created",
        },
    ),
    Built(
        "mia@desk.example",
        "Hoog en nog bij niemand",
        True,
        {"priority": "high", "assignee": "nobody", "columns": "number,subject,account,status,created"},
    ),
)


def add_views(session: Session) -> None:
    """Only for people who have none yet."""
    mails = {view.mail for view in VIEWS}
    found = session.scalars(select(Person).where(Person.email.in_(mails)))
    people = {person.email: person for person in found}
    busy = set(session.scalars(select(ListView.person_id)))
    for view in VIEWS:
        person = people.get(view.mail)
        if person is not None and person.id not in busy:
            session.add(_row(view, person))
    session.flush()


def _row(view: Built, person: Person) -> ListView:
    place: dict[str, Any] = {"audience": "me"}
    if view.is_shared:
        home = person.home_account_id
        place = {"audience": "account", "account_id": home} if home else {"audience": "staff"}
    return ListView(
        person_id=person.id, name=view.name, settings=view.settings, created_at=clock.now(), **place
    )
