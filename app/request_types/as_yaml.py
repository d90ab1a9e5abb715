"""One request type as a file that people can read, compare and bring to another portal."""

import re
from typing import Any

import yaml
from flask_babel import gettext as _

from app.request_types.definition import Definition
from app.request_types.problem import Flawed, Place, Problem
from app.request_types.read import definition as read_definition
from app.request_types.write import data

LARGEST = 1_000_000  # characters
CODE = "request_type"
FIT = re.compile(r"[a-z][a-z0-9_]{0,39}")
WIDTH = 100


class _Loader(yaml.BaseLoader):
    """Everything is text ("no" stays "no"), and nothing is said by reference: a small file stays small."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("alias")
        return super().compose_node(parent, index)

    def construct_scalar(self, node: Any) -> Any:
        """Halves of a sign, as JSON writes them, come together; one that is left alone is no text."""
        text = super().construct_scalar(node)
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def to_yaml(code: str, definition: Definition) -> str:
    """The file for one request type."""
    kept = {CODE: code, **data(definition)}
    written: str = yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=WIDTH)
    return written


def from_yaml(text: str) -> tuple[str, Definition]:
    """The code and the definition that the file holds. Raises Flawed with every problem."""
    try:
        found = yaml.load(text, _Loader) if len(text) <= LARGEST else None  # noqa: S506  texts only
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise Flawed([Problem(Place(), _not_yaml(error))]) from None
    if not isinstance(found, dict) or not FIT.fullmatch(str(found.get(CODE, ""))):
        raise Flawed([Problem(Place(), _("This is no file of a request type: it does not say which one."))])
    return found.pop(CODE), read_definition(found)


def _not_yaml(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    sentence: str = _("This is no YAML that can be read.")
    if mark is not None:
        sentence = _("This is no YAML that can be read: look at line %(line)s.", line=mark.line + 1)
    return sentence
