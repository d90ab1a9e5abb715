"""The request types as they count now, read once and kept until the set-up stamp moves."""

from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.kept import Kept
from app.refused import OutOfReach
from app.request_types.definition import Definition
from app.request_types.offer import Reason, Standing, why_not
from app.request_types.read import stored
from models.base import TextMap
from models.request_type import RequestType, RequestTypeVersion

DRAFT, PUBLISHED, RETIRED = "draft", "published", "retired"


@dataclass(frozen=True)
class Published:
    """A request type with the version that counts."""

    id: int
    code: str
    is_offered: bool
    version_id: int
    number: int
    definition: Definition


@dataclass(frozen=True, eq=False)
class RequestTypes:
    """All that were ever published, by code, in their order. Equal to itself alone: fit to be a key."""

    by_code: dict[str, Published]
    earlier: dict[int, Definition] = field(default_factory=dict)
    """Versions that cases were filled in with, by id, as they are asked for."""

    @property
    def offered(self) -> list[Published]:
        """Those that may be chosen for new cases, if they fit the customer."""
        return [one for one in self.by_code.values() if one.is_offered]

    def name(self, code: str) -> TextMap:
        """For lists; a request type that was never published shows its code."""
        known = self.by_code.get(code)
        return known.definition.name if known else {"en": code}

    def offered_to(self, standing: Standing) -> list[tuple[Published, Reason | None]]:
        """Those that belong to such a customer, with what is still lacking: at most an agreement."""
        found = [(one, why_not(one.definition.offer, standing)) for one in self.offered]
        return [(one, reason) for one, reason in found if reason in (None, "agreement")]


def _read(session: Session) -> RequestTypes:
    version = RequestTypeVersion
    columns = (RequestType.id, RequestType.code, RequestType.is_offered, version.id, version.number)
    rows = session.execute(
        select(*columns, version.definition)
        .join(RequestType, RequestType.id == version.request_type_id)
        .where(version.state == PUBLISHED)
        .order_by(RequestType.rank, RequestType.id)
    )
    return RequestTypes(
        {
            code: Published(id_, code, is_offered, version_id, number, stored(asks))
            for id_, code, is_offered, version_id, number, asks in rows
        }
    )


# The request types as they are now: `request_types(session)`. Costs a query only after a change of set-up.
request_types: Kept[RequestTypes] = Kept(_read)


def definition_of(session: Session, version_id: int) -> Definition:
    """What a version asks: that of a case, or of the draft that somebody edits. Raises OutOfReach.

    What was published never changes and is read once; a draft is read every time.
    """
    known = request_types(session)
    for one in known.by_code.values():
        if one.version_id == version_id:
            return one.definition
    if version_id in known.earlier:
        return known.earlier[version_id]
    version = session.get(RequestTypeVersion, version_id)
    if version is None:
        raise OutOfReach()
    found = stored(version.definition)
    if version.state == RETIRED:
        known.earlier[version_id] = found
    return found
