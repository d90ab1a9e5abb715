"""Between a form and the database: who saved first, what differs, and how a refusal is told in the form."""

import hashlib
import json
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.exc import IntegrityError
from wtforms import Field, Form, HiddenField, PasswordField

from app.refused import Refused, Stale
from views.crud.listing import is_duplicate
from views.errors.database import is_away

SEEN = "seen"
CANNOT_BE_STORED = _l("One of the values cannot be stored. Check what you typed.")
NOT_NOW = _l("The portal could not reach its database for a moment. Nothing was saved yet. Send it again.")
Difference = tuple[object, str, str]


def with_seen(form: type[Form]) -> type[Form]:
    """The form with a hidden field that tells which state of the row it was filled from."""
    return type(form.__name__, (form,), {SEEN: HiddenField()})


def fingerprint(form: Any) -> str:
    """Of everything that the form shows of a row, so that any change by somebody else is noticed."""
    shown = {field.name: words(field) for field in _told(form)}
    return hashlib.sha256(json.dumps(shown, sort_keys=True).encode()).hexdigest()[:32]


def refuse_stale(mine: Any, now: Any) -> None:
    """Raise Stale when the row is no longer as it was when `mine` was filled. `now`: filled afresh."""
    if mine[SEEN].data == fingerprint(now):
        return
    mine[SEEN].data = fingerprint(now)
    mine[SEEN].raw_data = None
    pairs = [(field, mine[field.name]) for field in _told(now)]
    raise Stale([(a.label.text, words(a), words(b)) for a, b in pairs if words(a) != words(b)])


def tell(form: Any, refused: Refused) -> int:
    """Put the reason where the reader looks for it, and return the status of the answer."""
    if isinstance(refused, Stale):
        form.form_errors.append(_("%(reason)s Send again to keep yours.", reason=refused.reason))
        form.form_errors.extend(_sentence(one) for one in refused.differences)
    elif refused.field and refused.field in form:
        form[refused.field].errors = [*form[refused.field].errors, refused.reason]
    else:
        form.form_errors.append(refused.reason)
    return 422 if refused.status == 404 else refused.status


class NotNow(Refused):
    """The same form may go through a moment later."""

    status = 503


def turned_down(error: Exception, exists_already: object = CANNOT_BE_STORED) -> Refused:
    """What the database said, in a sentence for the form: never its own words."""
    if isinstance(error, IntegrityError):
        return Refused(exists_already if is_duplicate(error) else CANNOT_BE_STORED)
    return NotNow(NOT_NOW) if is_away(error) else Refused(CANNOT_BE_STORED)


def words(field: Field) -> str:
    """What a field holds, for people."""
    data = field.data
    if data is None or data == "" or data == []:
        return ""
    if isinstance(data, bool):
        return _("Yes") if data else _("No")
    if isinstance(data, dict):
        return " / ".join(f"{code}: {text}" for code, text in sorted(data.items()) if text)
    if hasattr(field, "iter_choices"):
        chosen = {str(one) for one in (data if isinstance(data, list | tuple | set) else [data])}
        return ", ".join(str(label) for value, label, *_rest in field.iter_choices() if str(value) in chosen)
    return str(data)


def _told(form: Any) -> list[Field]:
    return [field for field in form if not isinstance(field, HiddenField | PasswordField)]


def _sentence(difference: Difference) -> str:
    label, theirs, mine = difference
    return _(
        "%(field)s: saved is “%(theirs)s”, you wrote “%(mine)s”.",
        field=label,
        theirs=theirs or _("nothing"),
        mine=mine or _("nothing"),
    )
