"""What the form of a step holds: answers as typed, credentials apart, one text to be looked at."""

from typing import Any, Final

from flask import request
from markupsafe import Markup

from app.request_types.definition import Step
from app.requests.open_request import fields_of
from views.parts.text import markdown
from views.requests.questions import LONGEST_PREVIEW, id_of

NEVER_TYPED: Final = ("files", "explanation", "secret")
MOST_ANSWERS: Final = 500


def typed_in(step: Step, form: Any) -> dict[str, Any]:
    """What the form says to each question that it asked; others keep what was said before."""
    asked = form.get("asked", "").split()
    found: dict[str, Any] = {}
    for one in fields_of(step):
        if one.code not in asked or one.kind in NEVER_TYPED:
            continue
        name = id_of(one.code)
        found[one.code] = form.getlist(name)[:MOST_ANSWERS] if one.kind == "choices" else form.get(name, "")
    return found


def secrets_in(step: Step, form: Any) -> dict[str, str]:
    """What was typed to questions whose answer is kept encrypted, and never comes back to a page."""
    asked = form.get("asked", "").split()
    codes = [one.code for one in fields_of(step) if one.kind == "secret" and one.code in asked]
    return {code: form[id_of(code)] for code in codes if form.get(id_of(code))}


def only_previewed() -> bool:
    """Whether the script wants to see one text as Markdown makes it, and nothing kept."""
    return request.headers.get("X-Requested-With") == "preview"


def preview() -> Markup:
    """That text, below which the script puts it."""
    code = request.form.get("go", "").partition(":")[2]
    return markdown(request.form.get(id_of(code), "")[:LONGEST_PREVIEW], 3)
