"""What the menus of a part's form offer."""

from typing import Any

from app.content.texts import to_reader
from app.database import db
from app.request_types.change import HOLDS, Path
from app.request_types.definition import Check, Definition, Step
from app.setup.lookups import lookups
from app.setup.scales import scales
from config import LANGUAGES
from views.studio.values import choices_of, in_menus
from views.studio.words import COLUMNS, FILE_KINDS, KINDS, OPERATORS, PROPERTIES

ICONS = """file-earmark question-circle exclamation-triangle gear key shield-check people building headset
life-preserver list-check flag""".split()
LENGTHS, LIMITS = ("shortest", "longest", "pattern"), ("lowest", "highest")
CHECKS = {
    **dict.fromkeys(("text", "long_text", "version", "serial_number"), LENGTHS),
    **dict.fromkeys(("number", "date", "date_time"), LIMITS),
    **dict.fromkeys(("choices",), ("shortest", "longest")),
    "files": ("shortest", "longest", "largest_file"),
}


def menus(definition: Definition, path: Path, shown: dict[str, Any]) -> dict[str, Any]:
    """What the menus of the form offer."""
    fields = [one for one in definition.fields if not path or one.code != path[-1]]
    words, known = lookups(db.session()), scales(db.session())
    names = CHECKS.get(shown.get("kind", ""), ())
    check = shown.get("check", {})
    return {
        "languages": LANGUAGES,
        "kinds": list(KINDS.items()),
        "operators": list(OPERATORS.items()),
        "columns": list(COLUMNS.items()),
        "file_kinds": list(FILE_KINDS.items()),
        "icons": [(one, one) for one in ICONS],
        "scales": [(one.code, to_reader(one.name)) for one in known.priority_scales],
        "priorities": [
            (one.code, f"{to_reader(scale.name)}: {to_reader(one.name)}")
            for scale in known.priority_scales
            for one in known.offered_on(scale.code)
        ],
        "classifications": [(code, to_reader(one.name)) for code, one in words.classifications.items()],
        "qualifications": [(one.code, to_reader(one.name)) for one in words.qualifications.values()],
        "fields_to_ask": [(one.code, to_reader(one.label) or one.code) for one in fields],
        "values": in_menus(choices_of(definition)),
        **_parents(definition, path),
        "checks": [(name, PROPERTIES[name]) for name in names],
        "has_check": any(check.get(name) for name in Check.__dataclass_fields__),
        "check_list": {
            code: "\n".join(item.get(code, "") for item in shown.get("check_list", [])) for code in LANGUAGES
        },
    }


def _parents(definition: Definition, path: Path) -> dict[str, Any]:
    """Where a section or a field stands, and where it may, by path."""
    steps = [(step, to_reader(step.name) or step.code) for step in definition.steps]
    parents = [(step.code, words) for step, words in steps]
    if len(path) == len(HOLDS):
        parents = _sections(steps)
    return {"stands_in": "/".join(path[:-1]), "parents": parents}


def _sections(steps: list[tuple[Step, str]]) -> list[tuple[str, str]]:
    return [
        (f"{step.code}/{section.code}", f"{words} › {to_reader(section.name) or section.code}")
        for step, words in steps
        for section in step.sections
    ]
