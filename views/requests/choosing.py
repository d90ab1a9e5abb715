"""Choosing what is looked up for a question: the lookup leads back to the step that it was asked from."""

import re
from typing import Final, NamedTuple
from urllib.parse import urlencode

from flask import request

from app.content.printable import printable
from app.request_types.definition import Field, Step
from app.requests.look_up import KINDS
from app.requests.open_request import OpenRequest, fields_of
from views.requests.devices import devices_page
from views.requests.questions import id_of

_PLACE: Final = re.compile(r"([\w-]{20,64})\.(\w{1,40})\.(\w{1,40})", re.ASCII)


class Choosing(NamedTuple):
    """For the page of devices. `place` is what its address says; it is carried along."""

    place: str
    step: str
    field: str

    def chosen(self, serial_number: str) -> str:
        return chosen(self.step, self.field, serial_number)


def chosen(step: str, name: str, code: str) -> str:
    """Where a choice leads: to the step, with the answer filled in."""
    return f"{step}?{urlencode({name: code})}#{name}"


def lookup(opened: OpenRequest, step: str, field: str) -> str:
    """The address of the lookup for this question, with what was typed."""
    asked = opened.definition.field(field)
    if asked is not None and asked.kind in KINDS:
        return _choices(opened, step, asked, search_typed(asked))
    place = f"{opened.key}.{step}.{field}"
    return devices_page(opened, str(opened.typed.get(field, "")), **{"for": place})


def searched(opened: OpenRequest, step: Step) -> str | None:
    """Where to go when somebody's name was typed and nobody is chosen yet."""
    for one in fields_of(step):
        typed = search_typed(one) if one.kind in KINDS else ""
        if typed:
            return _choices(opened, step.code, one, typed)
    return None


def search_typed(field: Field) -> str:
    return printable(request.form.get(f"{id_of(field.code)}-search", "")).strip()[:200]


def _choices(opened: OpenRequest, step: str, field: Field, typed: str) -> str:
    asked = {"q": typed, "at": "once"} if typed else {}
    address = f"/cases/drafts/{opened.key}/steps/{step}/choices/{field.code}"
    return f"{address}?{urlencode(asked)}" if asked else address


def choosing() -> Choosing | None:
    """The question for which this page was opened."""
    asked = _PLACE.fullmatch(request.args.get("for", ""))
    if asked is None:
        return None
    return Choosing(asked[0], f"/cases/drafts/{asked[1]}/steps/{asked[2]}", id_of(asked[3]))


def take_chosen(opened: OpenRequest) -> None:
    """What the lookup chose stands in the field; nothing is kept before the step is sent."""
    for one in opened.definition.fields:
        given = request.args.get(id_of(one.code)) or request.args.get(one.code)
        if one.kind in ("serial_number", "contact") and given:
            opened.typed[one.code] = given[:100]
        elif one.kind == "account" and request.args.get(id_of(one.code)):
            opened.typed[one.code] = request.args[id_of(one.code)][:100]
