"""Publishing a version, going back to an earlier one, and back to how a request type shipped.

It counts from the next request on. Cases and drafts of customers keep the version they were begun with.
"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.refused import Stale
from app.request_types.definition import Definition
from app.request_types.drafts import STEP, locked_versions, next_number, touch
from app.request_types.examine import SetUp, problems
from app.request_types.install import SHIPPED, shipped
from app.request_types.problem import Flawed
from app.request_types.published import DRAFT, PUBLISHED, RETIRED
from app.request_types.read import stored
from app.request_types.write import data
from app.setup.lookups import lookups
from app.setup.rights import require_configuring
from app.setup.scales import scales
from models.request_type import RequestType, RequestTypeVersion


def publish(session: Session, *, by: Viewer, draft: RequestTypeVersion, version: int) -> None:
    """Let the draft count. Raises Flawed with its problems, Stale when somebody saved it in between."""
    require_configuring(by)
    versions = locked_versions(session, draft.request_type)
    if draft.version != version or draft.state != DRAFT:
        raise Stale([])
    _refuse_flawed(session, stored(draft.definition))
    _retire(session, versions)
    draft.number = next_number([one for one in versions if one is not draft])
    _let_count(session, by, draft)


def roll_back(session: Session, *, by: Viewer, to: RequestTypeVersion) -> RequestTypeVersion:
    """What an earlier version asked, as a new version; no version is lost. Raises Flawed."""
    require_configuring(by)
    return _put_out(session, by, to.request_type, stored(to.definition))


def reset(session: Session, *, by: Viewer, code: str) -> RequestTypeVersion:
    """A request type as it ships, as a new version. Raises KeyError for one that does not ship, Flawed."""
    require_configuring(by)
    definition, kind = shipped(code), session.scalar(select(RequestType).where(RequestType.code == code))
    if kind is None:
        kind = RequestType(code=code, rank=(SHIPPED.index(code) + 1) * STEP, is_offered=True)
        session.add(kind)
        session.flush()
    return _put_out(session, by, kind, definition)


def keep_request_type(
    session: Session, request_type: RequestType, *, by: Viewer, rank: int, is_offered: bool
) -> None:
    """Where it stands among the others, and whether it may be chosen for new cases."""
    require_configuring(by)
    request_type.rank, request_type.is_offered = rank, is_offered
    session.flush()


def set_up(session: Session) -> SetUp:
    """What a definition may name now."""
    words, known = lookups(session), scales(session)
    return SetUp(
        classifications=frozenset(words.classifications),
        qualifications=frozenset(word.code for word in words.qualifications.values()),
        priorities=known.codes_of(""),
        scales={one.code: known.codes_of(one.code) for one in known.priority_scales},
    )


def _put_out(session: Session, by: Viewer, kind: RequestType, definition: Definition) -> RequestTypeVersion:
    _refuse_flawed(session, definition)
    versions = locked_versions(session, kind)
    _retire(session, versions)
    number = next_number(versions)
    version = RequestTypeVersion(request_type=kind, number=number, definition=data(definition))
    version.version = max((one.version for one in versions), default=0)
    session.add(version)
    _let_count(session, by, version)
    return version


def _refuse_flawed(session: Session, definition: Definition) -> None:
    found = problems(definition, set_up(session))
    if found:
        raise Flawed(found)


def _retire(session: Session, versions: list[RequestTypeVersion]) -> None:
    """First, and written at once: there is never more than one that is published."""
    for one in versions:
        if one.state == PUBLISHED:
            one.state = RETIRED
    session.flush()


def _let_count(session: Session, by: Viewer, version: RequestTypeVersion) -> None:
    touch(version, by)
    version.state, version.published_at = PUBLISHED, clock.now()
    session.flush()
