"""Looking contacts up by what people know of them: the name, or the mail address."""

from collections.abc import Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session

from app.refused import Refused
from models.person import Person

MOST_SUGGESTED: Final = 20
MOST_NAMED: Final = 5
_name: Final = Person.first_name + " " + Person.last_name
_label: Final = _name + " (" + Person.email + ")"


def suggest_contacts(session: Session, typed: str) -> Sequence[str]:
    """ "Sam de Boer (sam@…)" of the first that fit and take part, among those whom the viewer sees."""
    return session.scalars(_contacts(_label, fits(typed[:200])).limit(MOST_SUGGESTED)).all()


def contact_meant(session: Session, typed: str, field: str) -> int | None:
    """The id of the contact who was typed or picked; None for nothing. Raises Refused, with who it could be.

    Taken are a suggestion as it stands, a mail address, and a name or a part of it that only one has.
    """
    typed = typed.strip()[:400]
    if not typed:
        return None
    exact = or_(func.lower(Person.email) == typed.lower(), _name == typed, _label == typed)
    for condition in (exact, fits(typed)):
        labels = _contacts(_label.label("label"), condition).add_columns(Person.id)
        found = session.execute(labels.limit(MOST_NAMED + 1)).all()
        if len(found) == 1:
            return int(found[0].id)
        if found:
            names = "; ".join(row.label for row in found[:MOST_NAMED])
            raise Refused(_l("More than one contact fits. Who do you mean: %(names)s?", names=names), field)
    raise Refused(_l("No contact has this name or mail address."), field)


def _contacts(what: Any, condition: ColumnElement[bool]) -> Select[Any]:
    taking_part = and_(Person.is_staff.is_not(True), Person.active.is_(True))
    return select(what).where(taking_part, condition).order_by(Person.last_name, Person.first_name, Person.id)


def fits(typed: str) -> ColumnElement[bool]:
    """Every word is a part of name or mail address, whatever the case."""
    known = func.lower(_label)
    return and_(*(known.contains(word, autoescape=True) for word in typed.lower().split() or [""]))
