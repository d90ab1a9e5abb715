"""Every route with who may call it. `python -m tests.house.route_census` writes the list anew."""

import json
import re
import tempfile
import tomllib
from pathlib import Path
from typing import Any, NamedTuple

from flask import Flask
from werkzeug.routing import Rule

from app.factory import create_app
from tests.worlds import test_settings

LIST = Path(__file__).with_name("route_census.toml")
HEAD = "# Every route with who may call it, made by `python -m tests.house.route_census`; read each change.\n"
EVERYBODY = "everybody"
UNMARKED = "NOT MARKED"
OR = " or "


class Route(NamedTuple):
    """`methods` without HEAD and OPTIONS; `needs` as "can_read on Cases", "everybody" or "NOT MARKED".

    `path` is an address of the route, with 1 or "x" in the place of what varies.
    """

    rule: str
    methods: tuple[str, ...]
    needs: str
    endpoint: str
    path: str

    @property
    def line(self) -> str:
        return f"{'|'.join(self.methods)} {self.rule}"

    @property
    def permissions(self) -> set[tuple[str, str]]:
        """Any of these is enough; empty for what everybody may call."""
        pairs = (words.partition(" on ") for words in self.needs.split(OR))
        return {(permission, view) for permission, _on, view in pairs if view}


def routes(app: Flask) -> list[Route]:
    return sorted(_route(app, rule) for rule in app.url_map.iter_rules())


def listed() -> dict[str, str]:
    return tomllib.loads(LIST.read_text("utf-8")) if LIST.exists() else {}


def as_text(found: list[Route]) -> str:
    lines = (f"{json.dumps(route.line)} = {json.dumps(route.needs)}\n" for route in found)
    return HEAD + "".join(lines)


def _route(app: Flask, rule: Rule) -> Route:
    methods = tuple(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
    return Route(rule.rule, methods, needs(app, rule.endpoint), rule.endpoint, _path(rule))


def needs(app: Flask, endpoint: str) -> str:
    """From `@needs` or `@open_to_all`; of FAB's views from the permission of the class."""
    view: Any = app.view_functions[endpoint]
    if endpoint == "static" or getattr(view, "needed", UNMARKED) is None:
        return EVERYBODY
    if hasattr(view, "needed"):
        return in_words(view.needed)
    owner = getattr(view, "__self__", None)
    name = getattr(view, "_permission_name", None)
    if owner is None or name is None:
        return UNMARKED
    named = (owner.method_permission_name or {}).get(view.__name__, name)
    return f"can_{named} on {owner.class_permission_name}"


def in_words(needed: Any) -> str:
    """One pair, or several of which one is enough."""
    pairs = needed if isinstance(needed[0], tuple) else (needed,)
    return OR.join(" on ".join(pair) for pair in pairs)


def _path(rule: Rule) -> str:
    """Each argument as its converter would write a sample."""
    path = rule.rule
    for argument, converter in rule._converters.items():
        path = re.sub(rf"<([^<>:]*:)?{argument}>", str(_sample(converter)), path)
    return path


def _sample(converter: Any) -> Any:
    return 1 if hasattr(converter, "num_convert") else "x"


if __name__ == "__main__":
    app = create_app(test_settings(Path(tempfile.mkdtemp())))
    LIST.write_text(as_text(routes(app)), "utf-8")
    print(f"{len(routes(app))} routes written to {LIST.name}")
