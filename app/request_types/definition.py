"""What a request type asks, as data: steps, sections and fields, and when each of them counts.

A definition is immutable and knows nothing of database, reader or actor. Wizard, edit page, desk, studio and
mail all read this one shape; `read.py` makes it from JSON or YAML and `write.py` gives it back.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from models.base import TextMap

Value = str | int | float | list[str]
"""One answer as it is kept with a case: text or a code, a number, or several codes. Dates are ISO 8601."""
Answers = Mapping[str, Value]

KINDS = (
    "text",
    "long_text",
    "number",
    "date",
    "date_time",
    "choice",
    "choices",
    "yes_no",
    "mail",
    "url",
    "version",
    "account",
    "contact",
    "product_line",
    "product",
    "model",
    "serial_number",
    "files",
    "secret",
    "explanation",
)
FILE_KINDS = (
    "usb_log",
    "maintenance_report",
    "software_log",
    "operating_system_log",
    "screenshot",
    "other",
)
# What a condition asks of one field. `is_one_of` takes a list, `is_filled` and `is_empty` nothing.
OPERATORS = (
    "is",
    "is_not",
    "is_one_of",
    "contains",
    "is_more_than",
    "is_less_than",
    "is_filled",
    "is_empty",
)
# Columns of a case that a field may write; one that names none keeps its value with the case, by its code.
COLUMNS = ("account", "owner", "subject", "description", "priority", "kind", "external_number")


@dataclass(frozen=True)
class Row:
    """One line of a condition: this field, this operator, this value."""

    field: str
    operator: str = "is"
    value: str | tuple[str, ...] = ""


@dataclass(frozen=True)
class Condition:
    """All of its rows, or any of them. Without rows there is no condition: see `Field.shown_when`."""

    match: str = "all"
    rows: tuple[Row, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows)


ALWAYS = Condition()


@dataclass(frozen=True)
class Choice:
    """One answer of a `choice` or `choices` field. A retired one keeps old values readable."""

    code: str
    label: TextMap
    is_retired: bool = False


@dataclass(frozen=True)
class Check:
    """Limits of one field. `lowest` and `highest` are numbers, ISO dates, or `today`.

    Lengths count characters, or the answers of a field that takes several (choices, files).
    `sentence` is what a reader is told instead of the general words, above all for a `pattern`
    (a regular expression that the whole value must fit). `largest_file` is in MB.
    """

    shortest: int | None = None
    longest: int | None = None
    lowest: str | None = None
    highest: str | None = None
    pattern: str = ""
    extensions: tuple[str, ...] = ()
    largest_file: int | None = None
    sentence: TextMap = field(default_factory=dict)


@dataclass(frozen=True)
class Field:
    """One question. `code` is fixed and unique within the definition; labels may change."""

    code: str
    kind: str
    label: TextMap
    help: TextMap = field(default_factory=dict)
    placeholder: TextMap = field(default_factory=dict)
    check_list: tuple[TextMap, ...] = ()
    default: str | tuple[str, ...] = ""
    is_required: bool = False
    is_recommended: bool = False
    when_missing: TextMap = field(default_factory=dict)
    """What a reader is told, instead of the general words, who left a required field empty."""
    required_when: Condition = ALWAYS
    shown_when: Condition = ALWAYS
    choices: tuple[Choice, ...] = ()
    depends_on: str = ""
    """A field whose answer narrows this one: product line -> product -> model -> version."""
    check: Check = Check()
    column: str = ""
    file_kind: str = ""
    is_retired: bool = False


@dataclass(frozen=True)
class Section:
    """Fields under one heading."""

    code: str
    name: TextMap
    explanation: TextMap = field(default_factory=dict)
    shown_when: Condition = ALWAYS
    fields: tuple[Field, ...] = ()


@dataclass(frozen=True)
class Step:
    """One page of the wizard. It is skipped when its condition holds, or when nothing in it shows."""

    code: str
    name: TextMap
    explanation: TextMap = field(default_factory=dict)
    skip_when: Condition = ALWAYS
    sections: tuple[Section, ...] = ()


@dataclass(frozen=True)
class Offer:
    """To whom it is offered. Empty means everyone; the codes are those of the set-up tables."""

    classifications: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    needs_agreement: bool = True


@dataclass(frozen=True)
class Definition:
    """A whole request type, as one version of it says."""

    name: TextMap
    description: TextMap = field(default_factory=dict)
    icon: str = "file-earmark"
    offer: Offer = Offer()
    priority: str = ""
    """Code of the priority that is chosen when nobody chose; empty for the default of the scale."""
    steps: tuple[Step, ...] = ()
    scale: str = ""
    """Code of the scale of priorities that it offers; empty for the first one."""

    @property
    def fields(self) -> Iterator[Field]:
        """All fields, in the order in which they are asked."""
        for step in self.steps:
            for section in step.sections:
                yield from section.fields

    def field(self, code: str) -> Field | None:
        return next((one for one in self.fields if one.code == code), None)
