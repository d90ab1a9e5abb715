"""The request type that an address names, and its definition: the draft, or else what is published."""

from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from app.database import db
from app.request_types.definition import Definition
from app.request_types.published import DRAFT, PUBLISHED
from app.request_types.read import stored
from models.request_type import RequestType, RequestTypeVersion


@dataclass(frozen=True)
class Edited:
    """A request type as the studio shows it."""

    kind: RequestType
    draft: RequestTypeVersion | None
    published: RequestTypeVersion | None
    definition: Definition

    @property
    def version(self) -> int:
        """Of what is shown: a change must not be made of anything else."""
        shown = self.draft or self.published
        return shown.version if shown else 0


def edited_or_404(code: str) -> Edited:
    kind = kind_or_404(code)
    draft, published = _version(kind, DRAFT), _version(kind, PUBLISHED)
    shown = draft or published or abort(404)
    return Edited(kind, draft, published, stored(shown.definition))


def kind_or_404(code: str) -> RequestType:
    found: RequestType | None = db.session.scalar(select(RequestType).where(RequestType.code == code))
    return found if found is not None else abort(404)


def version_or_404(kind: RequestType, number: int) -> RequestTypeVersion:
    found: RequestTypeVersion | None = db.session.scalar(
        select(RequestTypeVersion).where(
            RequestTypeVersion.request_type_id == kind.id, RequestTypeVersion.number == number
        )
    )
    return found if found is not None else abort(404)


def _version(kind: RequestType, state: str) -> RequestTypeVersion | None:
    wanted = select(RequestTypeVersion).where(
        RequestTypeVersion.request_type_id == kind.id, RequestTypeVersion.state == state
    )
    found: RequestTypeVersion | None = db.session.scalar(wanted)
    return found
