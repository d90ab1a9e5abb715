"""Reading forms from pages, so that a test sends what a browser would send."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from flask.testing import FlaskClient

from tests.worlds import World

Fields = dict[str, list[str]]


class FormReader(HTMLParser):
    """The fields of the form that holds `seen` (or the last one) with their values."""

    def __init__(self) -> None:
        super().__init__()
        self.fields: Fields = {}
        self.chosen: str | None = None
        self.select = self.area = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        own = dict(attributes)
        name, kind = own.get("name") or "", own.get("type") or ""
        if tag == "input" and name and (kind not in ("checkbox", "radio") or "checked" in own):
            self.fields.setdefault(name, []).append(own.get("value") or "")
        elif tag == "select":
            self.select = name
        elif tag == "option" and self.select and "selected" in own:
            self.fields[self.select] = [own.get("value") or ""]
        elif tag == "textarea":
            self.area = name
            self.fields[name] = [""]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "textarea":
            self.fields[self.area] = [self.fields[self.area][0].lstrip("\r\n")]
            self.area = ""

    def handle_data(self, data: str) -> None:
        if self.area:
            self.fields[self.area][0] += data


def form_at(client: FlaskClient, path: str, marked: str = "model_form") -> Fields:
    """What a browser would send from the form on this page when nothing is touched."""
    page = client.get(path).get_data(as_text=True)
    forms = re.findall(r"<form\b[^>]*method=\"post\".*?</form>", page, re.DOTALL)
    found = [form for form in forms if marked in form] or forms[-1:]
    reader = FormReader()
    reader.feed(found[0])
    reader.fields.pop("csrf_token", None)
    return reader.fields


def send(world: World, client: FlaskClient, path: str, fields: Fields, /, **changed: Any) -> Any:
    """Send the fields with some changed; a value of None leaves the field out, as an unticked box does."""
    together: dict[str, Any] = {
        **fields,
        **{name.replace("__", "-"): value for name, value in changed.items()},
    }
    return world.post(client, path, {name: value for name, value in together.items() if value is not None})


def words_of(response: Any) -> str:
    """The page as one reads it."""
    return unescape(response.get_data(as_text=True))
