"""The questions of a step as its page asks them: what was typed, what may be chosen, what is wrong."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from flask import current_app
from flask_babel import gettext as _
from markupsafe import Markup

from app.content.texts import pick
from app.request_types.answers.text import LONGEST, longest
from app.request_types.answers.words import written
from app.request_types.definition import Field, Section, Step
from app.requests.look_up import KINDS as LOOKED_UP
from app.requests.look_up import MOST_IN_MENU, Choice
from app.requests.open_request import OpenRequest, fields_of
from models.base import TextMap
from models.conversation import Attachment
from views.cases.words import said
from views.parts.language import current_language
from views.parts.text import markdown
from views.requests.devices import devices_page
from views.requests.options import Option, options_of

MOST_IN_VIEW: Final = 6  # choices that stand on the page themselves; more go into a menu
MENUS: Final = ("contact", "product_line", "product")
INPUT_TYPES: Final = {"date": "date", "date_time": "datetime-local", "mail": "email", "url": "url"}
LONGEST_PREVIEW: Final = 50_000
CHOSEN: Final = ("choice", "choices", "yes_no", "account", *MENUS, "model")


@dataclass(frozen=True)
class Question:
    """One field on its page."""

    asked: Field
    value: str = ""
    values: list[str] = field(default_factory=list)
    options: list[Option] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    is_required: bool = False
    is_watched: bool = False
    shows: str = ""
    filled_in: str = ""
    is_kept: bool = False
    preview: Markup | None = None
    sealed: str = ""
    chosen: str = ""
    devices: str = ""
    found: list[Option] = field(default_factory=list)
    is_sought: bool = False

    @property
    def code(self) -> str:
        return self.asked.code

    @property
    def kind(self) -> str:
        return self.asked.kind

    @property
    def id(self) -> str:
        return id_of(self.asked.code)

    @property
    def is_recommended(self) -> bool:
        return self.asked.is_recommended and not self.is_required

    @property
    def is_menu(self) -> bool:
        many = self.kind in ("choice", "account") and len(self.options) > MOST_IN_VIEW
        return self.kind in MENUS or many

    @property
    def is_looked_up(self) -> bool:
        """There are more than a menu holds."""
        return self.kind in LOOKED_UP and len(self.options) > MOST_IN_MENU

    @property
    def is_settled(self) -> bool:
        """Nobody is asked to choose among one account."""
        return self.kind == "account" and [one.code for one in self.options] == [self.value]

    @cached_property
    def label(self) -> str | Markup:
        return said(self.asked.label)

    @cached_property
    def help(self) -> Markup:
        return in_its_language(self.asked.help)

    @property
    def check_list(self) -> list[str | Markup]:
        return [said(item) for item in self.asked.check_list]

    @property
    def placeholder(self) -> str:
        return pick(self.asked.placeholder, current_language())[0]

    @property
    def described(self) -> str:
        parts = [(self.asked.help, "hint"), (self.asked.check_list, "list"), (self.errors, "error")]
        return " ".join(f"{self.id}-{name}" for there, name in parts if there)

    @property
    def input_type(self) -> str:
        return INPUT_TYPES.get(self.kind, "text")

    @property
    def limits(self) -> dict[str, str | int]:
        """What the browser may help with; the server decides."""
        if self.kind == "number":
            return {"inputmode": "decimal"}
        return {"maxlength": longest(self.asked)} if self.kind in LONGEST else {}

    @property
    def largest_file(self) -> int:
        most: int = current_app.config["LARGEST_FILE"]
        own = self.asked.check.largest_file
        return min(most, own * 1024**2) if own else most

    @property
    def accept(self) -> str:
        return ",".join(f".{one}" for one in self.asked.check.extensions)


def id_of(code: str) -> str:
    """Of the field on the page: no code of a definition is mistaken for a part of the form."""
    return f"f-{code}"


def in_its_language(texts: TextMap) -> Markup:
    """Markdown as HTML, marked when it is not in the reader's language."""
    text, language = pick(texts, current_language())
    if not text:
        return Markup("")
    drawn = markdown(text, 3)
    return drawn if language == current_language() else Markup('<div lang="%s">%s</div>') % (language, drawn)


@dataclass(frozen=True)
class Asking:
    """Makes questions for one page. `errors` are sentences by field code; `previewed` names one text.

    `sealed` are credentials that were typed in a form that comes back (app/secrets/carry.py), `found` who
    fits a name that was typed there.
    """

    request: OpenRequest
    errors: Mapping[str, str] = field(default_factory=dict)
    previewed: str = ""
    sealed: Mapping[str, str] = field(default_factory=dict)
    found: Mapping[str, Sequence[Choice]] = field(default_factory=dict)

    def sections(self, step: Step) -> list[tuple[Section, list[Question]]]:
        beside = {one.code for one in fields_of(step)}
        return [
            (section, [self.question(one, beside) for one in section.fields]) for section in step.sections
        ]

    def question(self, one: Field, beside: Collection[str]) -> Question:
        value, options = self._value(one), options_of(self.request, one)
        return Question(
            one,
            value if isinstance(value, str) else "",
            value if isinstance(value, list) else [],
            options,
            [self.errors[one.code]] if one.code in self.errors else [],
            self.request.files_of(one.code),
            one.code in self.request.filled.required,
            one.code in self._watched,
            self._shows(one, beside),
            self._filled_in(one),
            self.request.known.keeps(one),
            markdown(str(value)[:LONGEST_PREVIEW], 3) if one.code == self.previewed else None,
            self.sealed.get(one.code, ""),
            self._chosen(one, value, options),
            devices_page(self.request, "") if one.kind == "serial_number" and not self.request.key else "",
            [Option(fit.code, fit.words, fit.hint) for fit in self.found.get(one.code, ())],
            one.code in self.found,
        )

    def _value(self, one: Field) -> Any:
        """As it was typed; what is chosen or follows from another answer, as it counts."""
        values = self.request.filled.values
        if one.code in values and (one.kind in CHOSEN or one.code not in self.request.typed):
            return written(one, values[one.code])
        typed = self.request.typed.get(one.code, "")
        return typed if isinstance(typed, str | list) else written(one, typed)

    def _chosen(self, one: Field, value: Any, options: list[Option]) -> str:
        """Who was chosen, in words, where the choices do not stand on the page."""
        if one.kind not in LOOKED_UP or len(options) <= MOST_IN_MENU or not isinstance(value, str):
            return ""
        is_known = self.request.known.knows(one, value, self.request.filled.values)
        return self.request.known.label(one, value) if is_known else ""

    def _shows(self, one: Field, beside: Collection[str]) -> str:
        """The words on the button that shows the choices below an answer of this page, without a script."""
        above = self.request.definition.field(one.depends_on) if one.depends_on in beside else None
        if above is None or one.kind not in MENUS:
            return ""
        return _("Show what fits “%(label)s”", label=pick(above.label, current_language())[0])

    def _filled_in(self, one: Field) -> str:
        """A serial number says its model beside itself: one sees at once whether it is the right one."""
        below = next((f for f in self.request.definition.fields if f.depends_on == one.code), None)
        if one.kind != "serial_number" or below is None or one.code not in self.request.filled.values:
            return ""
        model = self.request.known.implied(below, self.request.filled.values)
        return _("Model: %(model)s", model=model) if model else ""

    @cached_property
    def _watched(self) -> frozenset[str]:
        """Fields whose answer changes what the form asks."""
        definition = self.request.definition
        conditions = [step.skip_when for step in definition.steps]
        conditions += [section.shown_when for step in definition.steps for section in step.sections]
        conditions += [c for one in definition.fields for c in (one.shown_when, one.required_when)]
        asked = {row.field for condition in conditions for row in condition.rows}
        return frozenset(asked | {one.depends_on for one in definition.fields} | {"account"})
