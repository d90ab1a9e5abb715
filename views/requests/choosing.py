"""Choosing a device for a question: the lookup of devices leads back to the step that it was asked from."""

import re
from typing import Final, NamedTuple
from urllib.parse import urlencode

from flask import request

from app.requests.open_request import OpenRequest
from views.requests.questions import id_of

_PLACE: Final = re.compile(r"([\w-]{20,64})\.(\w{1,40})\.(\w{1,40})", re.ASCII)


class Choosing(NamedTuple):
    """For the page of devices. `place` is what its address says; it is carried along."""

    place: str
    step: str
    field: str

    def chosen(self, serial_number: str) -> str:
        """Where a choice leads: to the step, with the number filled in."""
        return f"{self.step}?{urlencode({self.field: serial_number})}#{self.field}"


def lookup(opened: OpenRequest, step: str, field: str) -> str:
    """The address of the lookup for this question, with what was typed."""
    serial = str(opened.typed.get(field, ""))[:60]
    return "/devices/?" + urlencode({"serial": serial, "for": f"{opened.key}.{step}.{field}"})


def choosing() -> Choosing | None:
    """The question for which this page was opened."""
    asked = _PLACE.fullmatch(request.args.get("for", ""))
    if asked is None:
        return None
    return Choosing(asked[0], f"/cases/drafts/{asked[1]}/steps/{asked[2]}", id_of(asked[3]))


def take_chosen(opened: OpenRequest) -> None:
    """What the lookup chose stands in the field; nothing is kept before the step is sent."""
    for one in opened.definition.fields:
        chosen = request.args.get(id_of(one.code)) or request.args.get(one.code)
        if one.kind == "serial_number" and chosen:
            opened.typed[one.code] = chosen[:100]
