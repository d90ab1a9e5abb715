"""What the form of one part sends, as plain data that a definition is read from. It checks nothing itself."""

from collections.abc import Callable, Mapping
from itertools import zip_longest
from typing import Any, Final

from config import LANGUAGES

Data = dict[str, Any]
MOST_ROWS: Final = 50  # of a condition
MOST_CHOICES: Final = 300
LISTS: Final = ("is_one_of",)


def definition_data(form: Mapping[str, str]) -> Data:
    """Name, to whom it is offered, and the like; the steps stay as they are."""
    offer = {
        "classifications": _chosen(form, "classifications"),
        "qualifications": _chosen(form, "qualifications"),
        "needs_agreement": _flag(form, "needs_agreement"),
    }
    plain = {name: _text(form, name) for name in ("icon", "scale", "priority")}
    return {"name": texts(form, "name"), "description": texts(form, "description"), "offer": offer, **plain}


def step_data(form: Mapping[str, str]) -> Data:
    return {**_heading(form), "skip_when": condition(form, "skip_when")}


def section_data(form: Mapping[str, str]) -> Data:
    return {**_heading(form), "shown_when": condition(form, "shown_when")}


def field_data(form: Mapping[str, str]) -> Data:
    said = {name: texts(form, name) for name in ("label", "help", "placeholder", "when_missing")}
    plain = {name: _text(form, name) for name in ("kind", "depends_on", "column", "file_kind")}
    flags = {name: _flag(form, name) for name in ("is_required", "is_recommended", "is_retired")}
    rules = {name: condition(form, name) for name in ("required_when", "shown_when")}
    kept = {"check_list": _check_list(form), "choices": _choices(form), "check": _check(form)}
    return {**said, **plain, **flags, **rules, **kept, "default": _default(form)}


READERS: Final[tuple[Callable[[Mapping[str, str]], Data], ...]] = (
    definition_data,
    step_data,
    section_data,
    field_data,
)


def texts(form: Mapping[str, str], name: str) -> Data:
    found = {language: _text(form, f"{name}_{language}") for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def condition(form: Mapping[str, str], name: str) -> Data:
    """Lines without a field are not there. A list of values is written with commas."""
    rows: list[Data] = []
    for number in range(MOST_ROWS):
        field = form.get(f"{name}-{number}-field", "")
        if field:
            operator = form.get(f"{name}-{number}-operator", "is")
            value = _text(form, f"{name}-{number}-value")
            rows.append({"field": field, "operator": operator, "value": _value(operator, value)})
    return {"match": form.get(f"{name}-match", "all"), "rows": rows}


def _value(operator: str, value: str) -> str | list[str]:
    return [one.strip() for one in value.split(",") if one.strip()] if operator in LISTS else value


def _heading(form: Mapping[str, str]) -> Data:
    return {"name": texts(form, "name"), "explanation": texts(form, "explanation")}


def _check_list(form: Mapping[str, str]) -> list[Data]:
    """One item on each line, the lines of both languages beside each other."""
    lines = zip_longest(*(_text(form, f"check_list_{language}").splitlines() for language in LANGUAGES))
    items = [
        {language: (text or "").strip() for language, text in zip(LANGUAGES, line, strict=True)}
        for line in lines
    ]
    return [item for item in items if any(item.values())]


def _choices(form: Mapping[str, str]) -> list[Data]:
    """In the order of their numbers; one without words is not there."""
    found: list[Data] = []
    for number in range(MOST_CHOICES):
        label, code = texts(form, f"choice-{number}-label"), _text(form, f"choice-{number}-code")
        if label or code:
            is_retired = _flag(form, f"choice-{number}-is_retired")
            found.append({"code": code, "label": label, "is_retired": is_retired})
    return found


def _check(form: Mapping[str, str]) -> Data:
    names = ("shortest", "longest", "lowest", "highest", "pattern", "largest_file")
    kept = {name: _text(form, f"check-{name}") for name in names}
    extensions = [
        one.strip(" .").lower() for one in _text(form, "check-extensions").replace(",", " ").split()
    ]
    return {**kept, "extensions": extensions, "sentence": texts(form, "check-sentence")}


def _default(form: Mapping[str, str]) -> str | list[str]:
    value = _text(form, "default")
    several = [one.strip() for one in value.split(",") if one.strip()]
    return several if form.get("kind") == "choices" else value


def _chosen(form: Any, name: str) -> list[str]:
    return list(form.getlist(name))


def _text(form: Mapping[str, str], name: str) -> str:
    return form.get(name, "").strip()


def _flag(form: Mapping[str, str], name: str) -> bool:
    return bool(form.get(name))
