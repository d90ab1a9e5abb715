"""Steps that the tests of the studio share."""

import re
from typing import Any

from flask.testing import FlaskClient

from tests.worlds import World

BASE = "/setup/request-types"


class Studio:
    """An administrator at work on one request type; each form brings the version that its page showed."""

    def __init__(self, world: World, code: str, who: str = "ada") -> None:
        self.world, self.code, self.client = world, code, world.sign_in(who)

    @property
    def address(self) -> str:
        return f"{BASE}/{self.code}/"

    def version(self, path: str = "") -> str:
        found = re.search(r'name="version" value="(\d+)"', self.client.get(self.address + path).text)
        assert found
        return found[1]

    def post(self, path: str, data: dict[str, Any] | None = None, version: str = "") -> Any:
        values = {"version": version or self.version(), **(data or {})}
        return self.world.post(self.client, self.address + path, values)

    def add(self, parent: str, english: str, kind: str = "") -> None:
        name = "label" if kind else "name"
        words = {f"{name}_en": english, f"{name}_nl": f"{english} (nl)"}
        assert self.post(f"additions/{parent}", {**words, "kind": kind}).status_code == 303

    def change(self, path: str, **values: str) -> Any:
        return self.post(f"parts/{path}", {key.replace("__", "-"): value for key, value in values.items()})


def added(world: World, english: str = "Loan device") -> Studio:
    """A new request type, not published yet."""
    ada = world.sign_in("ada")
    names = {"name_en": english, "name_nl": "Leenapparaat"}
    code = world.post(ada, f"{BASE}/", names).location.rstrip("/").rpartition("/")[2]
    return Studio(world, code)


def small(world: World) -> Studio:
    """One step, one section, a subject and a colour to choose; nothing stands in the way of publishing."""
    studio = added(world)
    studio.add("", "Start")
    studio.add("start", "What")
    studio.add("start/what", "Subject", "text")
    studio.change(
        "start/what/subject", label_en="Subject", label_nl="Onderwerp", kind="text", column="subject"
    )
    studio.add("start/what", "Colour", "choice")
    words = {"choice-0-label_en": "Red", "choice-0-label_nl": "Rood", "choice-1-label_en": "Blue"}
    studio.change(
        "start/what/colour",
        label_en="Colour",
        label_nl="Kleur",
        kind="choice",
        **words,
        **{"choice-1-label_nl": "Blauw"},
    )
    return studio


def texts_of(client: FlaskClient, path: str) -> str:
    """What a page says, without its tags."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", client.get(path).text))
