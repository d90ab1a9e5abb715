"""Filing, checking and editing a request with plain values, for whoever has no page: an API, a mail, a rule.

Values stand by field code, as JSON or a mail says them: text, numbers, yes and no as true and false,
several answers as a list. Files are kept before (app/files/keep.py) under the same `key`, each for its field.
The pages ask the same two verbs, `send_request` and `save_edit`; here is only where the answers come from.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.nonce import made_with, require_sound
from app.cases.rights import openable, require_edit
from app.content.printable import printable
from app.events import through
from app.files.attach import waiting
from app.refused import OutOfReach, Refused
from app.request_types.definition import Definition
from app.requests.of_case import request_of
from app.requests.offered import find_offered
from app.requests.open_request import OpenRequest, fresh_request
from app.requests.save import Unfinished, send_request
from app.requests.save_edit import save_edit
from models.case import Case

Plain = Mapping[str, object]
LONGEST_NAME: Final = 60  # characters of a name that nobody asked for, as it is said again


def file_request(
    session: Session, *, by: Viewer, request_type: str, values: Plain, key: str, door: str
) -> Case:
    """The case, or the one that this `key` made before. `door` is one of DOORS; the history names it.

    Raises Unfinished with a sentence for each answer that is not right, Refused, OutOfReach. Of two at once
    with the same key the second fails with an IntegrityError, and finds the case when it tries again.
    """
    require_sound(key)
    made = made_with(session, by=by, nonce=key)
    if made is not None:
        return made
    opened = _asked(session, by, request_type, values, key)
    _refuse_strange(opened.definition, values)
    with through(session, door):
        return send_request(session, by=by, opened=opened)


def wrong_in(
    session: Session, *, by: Viewer, request_type: str, values: Plain, key: str = ""
) -> dict[str, str]:
    """What filing it would be refused for, by field code; nothing is written. Raises Refused."""
    opened = _asked(session, by, request_type, values, key)
    return {**opened.filled.errors, **_strange(opened.definition, values)}


def edit_request(
    session: Session, *, by: Viewer, case: Case, version: int, values: Plain, door: str, key: str = ""
) -> None:
    """Change these answers; all others stay. `version` is the one that the editor saw.

    Raises Unfinished as above, Stale, Refused, OutOfReach.
    """
    require_edit(session, by, case)
    opened = request_of(session, by, case, to_edit=True)
    if opened is None:
        raise OutOfReach()
    opened = opened.with_typed(dict(values), waiting(session, by=by, nonce=key) if key else ())
    _refuse_strange(opened.definition, values)
    with through(session, door):
        save_edit(session, by=by, case=case, version=version, opened=opened)


def _asked(session: Session, by: Viewer, code: str, values: Plain, key: str) -> OpenRequest:
    """A new request with these answers over the usual ones."""
    accounts = openable(session, by)
    offered = find_offered(session, by, code, accounts)
    if offered is None:
        raise Refused(_("This kind of request is not offered any more."))
    fresh = fresh_request(session, by, code, offered.version_id, accounts=accounts)
    files = waiting(session, by=by, nonce=key) if key else ()
    return replace(fresh, key=key).with_typed(dict(values), files)


def _refuse_strange(definition: Definition, values: Plain) -> None:
    strange = _strange(definition, values)
    if strange:
        raise Unfinished(strange)


def _strange(definition: Definition, values: Plain) -> dict[str, str]:
    """What nobody asked is told: it would be lost."""
    asked = {one.code for one in definition.fields}
    said = {code: printable(str(code))[:LONGEST_NAME] for code in values if code not in asked}
    return {
        code: _("Nothing is asked here under the name “%(name)s”.", name=name) for code, name in said.items()
    }
