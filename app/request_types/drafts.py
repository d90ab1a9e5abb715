"""The draft of a request type: the one version that may change, seen by administrators only.

Whoever changes it brings the `version` that their page showed: that of the draft, or of what is published
where there is none. It counts on through drafts and publications, so that none of them is taken for another.
"""

from collections.abc import Sequence

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import Viewer
from app.refused import Refused, Stale
from app.request_types.definition import Definition
from app.request_types.difference import Difference, differences
from app.request_types.published import DRAFT, PUBLISHED
from app.request_types.read import stored
from app.request_types.write import data
from app.setup.codes import free_code
from app.setup.rights import require_configuring
from models.request_type import RequestType, RequestTypeVersion

STEP = 10  # between the ranks


class StaleDraft(Stale):
    """Somebody else saved first; `between` tells how what is there now differs from what was to be saved."""

    def __init__(self, between: Sequence[Difference]) -> None:
        super().__init__([(f"{one.place} {one.name}", str(one.before), str(one.after)) for one in between])
        self.between = tuple(between)


def add_request_type(
    session: Session, *, by: Viewer, definition: Definition, code: str = ""
) -> RequestTypeVersion:
    """A new request type, as a draft. Without a code it gets one from its English name. Raises Refused."""
    require_configuring(by)
    name = next(iter(definition.name.values()), "")
    code = code or free_code(session, RequestType, name)
    if session.scalar(select(RequestType.id).where(RequestType.code == code)) is not None:
        raise Refused(_("There is a request type with this code already."), "code")
    last = session.scalar(select(func.max(RequestType.rank))) or 0
    kind = RequestType(code=code, rank=last + STEP, is_offered=True)
    session.add(kind)
    session.flush()
    return _new_draft(session, by, kind, definition)


def start_draft(session: Session, *, by: Viewer, request_type: RequestType) -> RequestTypeVersion:
    """The draft that is there already, or a copy of what is published."""
    require_configuring(by)
    versions = locked_versions(session, request_type)
    by_state = {version.state: version for version in versions}
    if DRAFT in by_state:
        return by_state[DRAFT]
    copied = by_state.get(PUBLISHED)
    if copied is None:
        return _new_draft(session, by, request_type, Definition({}))
    return _new_draft(session, by, request_type, stored(copied.definition), copied.version)


def save_draft(
    session: Session, *, by: Viewer, draft: RequestTypeVersion, version: int, definition: Definition
) -> None:
    """Keep the draft as it is now, finished or not. `version` is the one that the editor's page showed.

    Raises StaleDraft when somebody saved something else in between.
    """
    require_configuring(by)
    _require_draft(draft)
    kept = data(definition)
    if draft.version != version and draft.definition != kept:
        raise StaleDraft(differences(stored(draft.definition), definition))
    if draft.definition != kept:
        draft.definition = kept
        touch(draft, by)
        session.flush()


def discard_draft(session: Session, *, by: Viewer, draft: RequestTypeVersion, version: int) -> None:
    """What is published stays as it is; a request type that never was published goes altogether.

    Raises Stale when somebody saved something since: that would be lost unseen.
    """
    require_configuring(by)
    kind = draft.request_type
    others = [one for one in locked_versions(session, kind) if one is not draft]
    _require_draft(draft)
    if draft.version != version:
        raise Stale([])
    for one in others:
        if one.state == PUBLISHED:
            one.version = draft.version + 1  # the next draft counts on from here
    session.delete(draft)
    session.flush()
    if not others:
        session.delete(kind)
        session.flush()


def locked_versions(session: Session, request_type: RequestType) -> list[RequestTypeVersion]:
    """All its versions, the newest first. Nobody else starts or publishes one until the end of the act."""
    session.scalars(select(RequestType).where(RequestType.id == request_type.id).with_for_update()).one()
    wanted = select(RequestTypeVersion).where(RequestTypeVersion.request_type_id == request_type.id)
    found = wanted.order_by(RequestTypeVersion.number.desc())
    return list(session.scalars(found.execution_options(populate_existing=True)))


def next_number(versions: Sequence[RequestTypeVersion]) -> int:
    return max((one.number for one in versions), default=0) + 1


def touch(version: RequestTypeVersion, by: Viewer) -> None:
    """Who did something with it last, and when."""
    version.edited_by_id, version.edited_at = by.person_id, clock.now()
    version.version = (version.version or 0) + 1


def _require_draft(version: RequestTypeVersion) -> None:
    if version.state != DRAFT:
        raise Refused(_("Only a draft can be changed. Start a new one."))


def _new_draft(
    session: Session, by: Viewer, kind: RequestType, definition: Definition, version: int = 1
) -> RequestTypeVersion:
    number = next_number(locked_versions(session, kind))
    draft = RequestTypeVersion(request_type=kind, number=number, state=DRAFT, definition=data(definition))
    draft.edited_by_id, draft.edited_at, draft.version = by.person_id, clock.now(), version
    session.add(draft)
    session.flush()
    return draft
