"""What may be chosen in a question, as its page offers it."""

from dataclasses import dataclass

from flask_babel import gettext as _
from markupsafe import Markup

from app.content.texts import pick
from app.request_types.definition import Field
from app.requests.open_request import OpenRequest
from app.setup.scales import scales
from models.base import TextMap
from views.cases.words import said
from views.parts.language import current_language


@dataclass(frozen=True)
class Option:
    """One answer that may be chosen. `language` is set when the words are not in the reader's."""

    code: str
    words: str | Markup
    hint: str | Markup = ""
    language: str = ""


def options_of(request: OpenRequest, one: Field) -> list[Option]:
    if one.kind == "yes_no":
        return [Option("yes", _("Yes")), Option("no", _("No"))]
    if one.choices:
        return [_option(choice.code, choice.label) for choice in one.choices if not choice.is_retired]
    if one.column == "priority":
        return _priorities(request)
    return [Option(*pair) for pair in request.known.choices(one, request.filled.values)]


def _option(code: str, label: TextMap) -> Option:
    language = pick(label, current_language())[1]
    return Option(code, said(label), language="" if language == current_language() else language)


def _priorities(request: OpenRequest) -> list[Option]:
    """With their definitions beside them."""
    found = scales(request.known.session).offered_on(request.definition.scale)
    return [Option(one.code, said(one.name), said(one.definition)) for one in found]
