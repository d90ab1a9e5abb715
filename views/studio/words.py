"""What the studio calls the parts and properties of a definition."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.content.texts import to_reader
from app.request_types.definition import Definition, Row

KINDS: dict[str, Any] = {
    "text": _l("Text on one line"),
    "long_text": _l("Long text"),
    "number": _l("Number"),
    "date": _l("Date"),
    "date_time": _l("Date and time"),
    "choice": _l("One choice"),
    "choices": _l("Several choices"),
    "yes_no": _l("Yes or no"),
    "mail": _l("Mail address"),
    "url": _l("Web address"),
    "version": _l("Version"),
    "account": _l("Account"),
    "contact": _l("Contact"),
    "product_line": _l("Product line"),
    "product": _l("Product"),
    "model": _l("Model"),
    "serial_number": _l("Serial number"),
    "files": _l("Files"),
    "secret": _l("Credential, kept encrypted"),
    "explanation": _l("Explanation, nothing to fill in"),
}
FILE_KINDS: dict[str, Any] = {
    "usb_log": _l("USB log"),
    "maintenance_report": _l("Maintenance report"),
    "software_log": _l("Software log"),
    "operating_system_log": _l("Log of the operating system"),
    "screenshot": _l("Screenshot"),
    "other": _l("Something else"),
}
OPERATORS: dict[str, Any] = {
    "is": _l("is"),
    "is_not": _l("is not"),
    "is_one_of": _l("is one of"),
    "contains": _l("contains"),
    "is_more_than": _l("is more than"),
    "is_less_than": _l("is less than"),
    "is_filled": _l("is filled in"),
    "is_empty": _l("is empty"),
}
COLUMNS: dict[str, Any] = {
    "account": _l("Account"),
    "owner": _l("Owner"),
    "subject": _l("Subject"),
    "description": _l("Description"),
    "priority": _l("Priority"),
    "kind": _l("Question or issue"),
    "external_number": _l("Number of the customer"),
}
PROPERTIES: dict[str, Any] = {
    "name": _l("Name"),
    "description": _l("Description"),
    "icon": _l("Icon"),
    "scale": _l("Scale of priorities"),
    "priority": _l("Priority"),
    "explanation": _l("Explanation"),
    "skip_when": _l("Skipped when"),
    "shown_when": _l("Shown when"),
    "required_when": _l("Required when"),
    "kind": _l("Kind of answer"),
    "label": _l("Label"),
    "help": _l("Help"),
    "placeholder": _l("Example in the field"),
    "check_list": _l("Check-list"),
    "default": _l("Filled in beforehand"),
    "is_required": _l("Required"),
    "is_recommended": _l("Recommended"),
    "when_missing": _l("Said when it is missing"),
    "choices": _l("Choices"),
    "depends_on": _l("Choices follow"),
    "column": _l("Kept as"),
    "file_kind": _l("Kind of file"),
    "is_retired": _l("Not asked any more"),
    "classifications": _l("Classifications"),
    "qualifications": _l("Qualifications"),
    "needs_agreement": _l("Needs an agreement"),
    "shortest": _l("At least so many characters or answers"),
    "longest": _l("At most so many characters or answers"),
    "lowest": _l("Lowest number or earliest date"),
    "highest": _l("Highest number or latest date"),
    "pattern": _l("Pattern"),
    "extensions": _l("Kinds of file by extension"),
    "largest_file": _l("Largest file in MB"),
    "sentence": _l("Said when it does not fit"),
}
PARTS: tuple[Any, ...] = (_l("Request type"), _l("Step"), _l("Section"), _l("Field"))
WHATS: dict[str, Any] = {
    "came": _l("Added"),
    "went": _l("Removed"),
    "moved": _l("Moved"),
    "changed": _l("Changed"),
}


Names = dict[tuple[str, str], str]  # (field, "") is called so, and (field, value) too


def names_of(*definitions: Definition) -> Names:
    """What fields and their choices are called, for conditions."""
    found: Names = {}
    for one in (field for definition in definitions for field in definition.fields):
        found[one.code, ""] = to_reader(one.label) or one.code
        found.update({(one.code, choice.code): to_reader(choice.label) for choice in one.choices})
        found.update({(one.code, "yes"): _("Yes"), (one.code, "no"): _("No")} if one.kind == "yes_no" else {})
    return found


def in_words(value: Any, names: Names) -> str:
    """A value of a definition as one line for people who compare."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("Yes") if value else _("No"))
    if isinstance(value, dict):
        return " / ".join(value.values())
    if isinstance(value, tuple):
        return ", ".join(in_words(one, names) for one in value)
    if hasattr(value, "rows"):
        between = _("and") if value.match == "all" else _("or")
        return f" {between} ".join(_row(row, names) for row in value.rows)
    return in_words(value.label, names) if hasattr(value, "label") else str(value)


def _row(row: Row, names: Names) -> str:
    said = f"{names.get((row.field, ''), row.field)} {OPERATORS.get(row.operator, row.operator)}"
    if row.operator in ("is_filled", "is_empty"):
        return said
    values = row.value if isinstance(row.value, tuple) else (row.value,)
    return f"{said} {', '.join(names.get((row.field, one), one) for one in values)}"
