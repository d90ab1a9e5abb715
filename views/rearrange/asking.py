"""The way from a question to an act: form, preview, and the act only when it does what the preview showed."""

from collections.abc import Callable
from typing import Any

from flask import request
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from app.accounts.rearrange.plan import Plan
from app.accounts.rearrange.preview import Preview, preview
from app.database import db
from app.refused import Refused, Stale
from app.unit_of_work import unit_of_work
from views.crud.saving import tell
from views.rearrange.told import tell_effects, tell_kinds, tell_plan


def ask(
    form: Any, plan: Callable[[Session], Plan], act: Callable[[Session, str], None]
) -> tuple[bool, dict[str, Any]]:
    """Whether the act is done; else what the page shows: status, the preview, and what is wrong.

    A form that nobody filled in yet is shown alone. One without fields has nothing to fill in.
    """
    is_asked = request.method == "POST" or bool(request.args.keys() & set(form.data)) or not form.data
    if not is_asked:
        return False, {"status": 200, "look": None}
    if not form.validate():
        return False, {"status": 422, "look": None}
    try:
        if request.method == "POST" and _acts(act):
            return True, {}
        return False, _shown(preview(db.session(), plan(db.session())))
    except Refused as refused:
        return False, {"status": tell(form, refused), "look": None}


def _acts(act: Callable[[Session, str], None]) -> bool:
    """False when something else would follow by now: then it is shown anew."""
    try:
        with unit_of_work() as session:
            act(session, request.form.get("seen", ""))
    except Stale:
        return False
    return True


def _shown(look: Preview) -> dict[str, Any]:
    changed = request.method == "POST"
    return {
        "status": 409 if changed else 200,
        "look": look,
        "changed": _("Something changed in the meantime. Look once more, and confirm again.")
        if changed
        else "",
        "effects": tell_effects(look),
        "kinds": tell_kinds(look),
        "plan": tell_plan(look),
    }
