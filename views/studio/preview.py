"""A request type as a customer would be asked: nothing that is typed here is kept."""

import json
from functools import partial
from typing import Any

from flask import render_template, request, session
from flask_appbuilder import expose
from flask_babel import force_locale
from flask_babel import gettext as _
from markupsafe import Markup

from app.access.manager import current_viewer
from app.access.viewer import Viewer
from app.content.printable import printable
from app.database import db
from app.request_types.definition import Step
from app.request_types.fill import defaults, fill_step
from app.requests.drafts import cleaned
from app.requests.known import KnownRows
from app.requests.open_request import OpenRequest
from app.requests.preview import as_asked, customer_at
from app.setup.rights import CONFIGURE
from config import LANGUAGES
from views.base import PortalView, needs
from views.cases.words import said
from views.parts.language import current_language
from views.requests.pages import step_context
from views.requests.typed import typed_in
from views.studio.done import BASE
from views.studio.fetch import Edited, edited_or_404

CHOSEN = "previewed_as"  # in the session: mail address and language
LONGEST_ADDRESS = 320
LARGEST = 500_000  # characters of what was typed in earlier steps


class PreviewView(PortalView):
    """What a chosen customer would see."""

    route_base = BASE
    default_view = "preview"

    @expose("/<string:code>/preview", methods=["GET", "POST"])
    @needs(*CONFIGURE)
    def preview(self, code: str) -> Any:
        """As the draft is now. Whom one looks as, and in which language, is remembered while signed in."""
        edited, (address, language) = edited_or_404(code), _chosen()
        customer = customer_at(db.session(), address)
        wrong = _("No customer has this mail address.") if address and customer is None else ""
        context: dict[str, Any] = {"address": address, "language": language, "wrong": wrong}
        if customer is None or not edited.definition.steps:
            return self._page(edited, **context)
        session[CHOSEN] = [address, language]
        with force_locale(language):
            look = partial(_asked, edited, customer)
            asked = as_asked(db.session(), by=current_viewer(), customer=customer, look=look)
            drawn = render_template("studio/asked.html", kind=edited.kind, **context, **asked)
        return self._page(edited, drawn=Markup(drawn), problems=asked.get("problems"), **context)  # noqa: S704  ours

    def _page(self, edited: Edited, *, drawn: str = "", problems: Any = None, **context: Any) -> Any:
        return self.page(
            "studio/preview.html",
            status=422 if problems or context["wrong"] else 200,
            kind=edited.kind,
            called=said(edited.definition.name),
            has_steps=bool(edited.definition.steps),
            has_errors=bool(problems or context["wrong"]),
            languages=LANGUAGES,
            drawn=drawn,
            **context,
        )


def _chosen() -> tuple[str, str]:
    """The mail address and the language: as the form says, else as last time, else one's own."""
    before = session.get(CHOSEN)
    address, language = before if isinstance(before, list) and len(before) == 2 else ("", current_language())
    address = printable(request.values.get("as", address)).strip()[:LONGEST_ADDRESS]
    wanted = request.values.get("in", language)
    return address, wanted if wanted in LANGUAGES else current_language()


def _asked(edited: Edited, customer: Viewer) -> dict[str, Any]:
    """The step to show, looked up with the customer's eyes; the page around it is the administrator's."""
    opened = _opened(edited, customer)
    step, errors = _step(opened), {}
    if step is not None and request.form.get("go") == "next":
        errors = fill_step(opened.definition, step.code, opened.raw, opened.known).errors
        step = step if errors else opened.step_after(step.code)
    elif step is not None and request.form.get("go") == "back":
        step = opened.step_before(step.code) or step
    asked = step_context(opened, step, errors, "") if step is not None else {}
    return {**asked, "typed": json.dumps(opened.typed), "at_end": step is None}


def _opened(edited: Edited, customer: Viewer) -> OpenRequest:
    """What was typed so far comes along with the form, and goes when the page is closed."""
    definition = edited.definition
    known = KnownRows(db.session(), customer, definition)
    typed: dict[str, Any] = dict(defaults(definition, known))
    typed.update(_earlier(request.form.get("typed", "")))
    step = next((one for one in definition.steps if one.code == request.form.get("step")), None)
    if step is not None:
        typed.update(typed_in(step, request.form))
    return OpenRequest("preview", edited.kind.code, 0, definition, known, typed)


def _earlier(text: str) -> dict[str, Any]:
    """What the form brought along; anything else than answers is as good as nothing."""
    try:
        found = json.loads(text[:LARGEST]) if text else {}
    except (ValueError, RecursionError):
        return {}
    answers = found.items() if isinstance(found, dict) else ()
    return cleaned({code: value for code, value in answers if _is_answer(value)})


def _is_answer(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _step(opened: OpenRequest) -> Step | None:
    steps = opened.filled.steps
    code = request.values.get("step", "")
    return next((one for one in steps if one.code == code), steps[0] if steps else None)
