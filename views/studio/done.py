"""What was just done to a part: said on the outline, where the focus goes back to that part."""

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.content.texts import to_reader
from app.refused import OutOfReach
from app.request_types.change import HOLDS, Path, part
from app.request_types.definition import Definition, Field

BASE = "/setup/request-types"
SAID: dict[str, Any] = {
    "up": _l("“%(name)s” is now number %(place)s of %(all)s."),
    "down": _l("“%(name)s” is now number %(place)s of %(all)s."),
    "copy": _l("This is the copy: “%(name)s”, number %(place)s of %(all)s."),
    "put_back": _l("“%(name)s” is back where it stood."),
    "added": _l("“%(name)s” is added."),
    "saved": _l("“%(name)s” is saved in the draft."),
}


class Done(NamedTuple):
    """`button` of the part at `path` gets the focus, and is described by `words`."""

    path: str
    button: str
    words: str


def step_address(code: str, path: Path, did: str = "") -> str:
    """The outline with the step that `path` leads through; with `did` it says so and goes to that part."""
    said = {"at": "/".join(path), "did": did} if did else {}
    return f"{BASE}/{code}/" + (f"?{urlencode({'step': path[0], **said})}" if path else "")


def path_of(path: str) -> Path:
    return tuple(one for one in path.split("/") if one)


def done(args: Mapping[str, str], definition: Definition) -> Done | None:
    """What the address says was done; None when it names no part that is there."""
    path, did = path_of(args.get("at", "")), args.get("did", "")
    try:
        one = part(definition, path)
        if not path or did not in SAID:
            return None
    except OutOfReach:
        return None
    line = getattr(part(definition, path[:-1]), HOLDS[len(path) - 1])
    said = str(SAID[did]) % {"name": called(one), "place": line.index(one) + 1, "all": len(line)}
    return Done("/".join(path), did if did in ("up", "down") else "change", said)


def undone(name: str, what: Any) -> str:
    return _("%(what)s “%(name)s” is removed from the draft.", what=what, name=name)


def called(one: Any) -> str:
    """What people call a part; its code while it has no name."""
    return to_reader(one.label if isinstance(one, Field) else one.name) or str(one.code)
