"""Taking a part out of a definition in such a way that one click brings it back where it stood."""

import json
from typing import Any, Final, NamedTuple

from flask_babel import gettext as _

from app.refused import OutOfReach, Refused
from app.request_types.change import HOLDS, Path, codes, part
from app.request_types.definition import Definition
from app.request_types.read import definition as read_definition
from app.request_types.write import data, part_data

LONGEST: Final = 1_000_000  # characters


class TakenOut(NamedTuple):
    """What the button "Undo" carries: the part as JSON, and which of its like it was."""

    path: Path
    place: int
    written: str


def taken_out(definition: Definition, path: Path) -> TakenOut:
    """Of a part that is about to go. Raises OutOfReach."""
    _require_part(path)
    one = part(definition, path)
    line = getattr(part(definition, path[:-1]), HOLDS[len(path) - 1])
    return TakenOut(path, line.index(one), json.dumps(part_data(one)))


def put_back(definition: Definition, gone: TakenOut) -> Definition:
    """With the part where it stood. It is read like everything else. Raises Refused, OutOfReach, Flawed."""
    _require_part(gone.path)
    part(definition, gone.path[:-1])
    whole_data = data(definition)
    at: dict[str, Any] = whole_data
    for depth, code in enumerate(gone.path[:-1]):
        at = next(one for one in at[HOLDS[depth]] if one["code"] == code)
    at.setdefault(HOLDS[len(gone.path) - 1], []).insert(max(0, gone.place), _read(gone.written))
    found = read_definition(whole_data)
    used = list(codes(found))
    if len(set(used)) < len(used):
        raise Refused(_("Something with the same code was added meanwhile. It cannot be brought back."))
    return found


def _require_part(path: Path) -> None:
    if not 0 < len(path) <= len(HOLDS):
        raise OutOfReach()


def _read(written: str) -> object:
    try:
        return json.loads(written[:LONGEST])
    except (ValueError, RecursionError):
        raise Refused(_("What was removed cannot be read. It cannot be brought back.")) from None
