"""Filling in a definition: which questions fit the answers, which answers are kept, and what is wrong.

The one place where the rules of a definition are applied, whoever asks: wizard, edit page, desk, API or mail.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from flask_babel import gettext as _

from app.content.texts import to_reader
from app.request_types.answers.clean import clean, is_filled
from app.request_types.answers.wrong import Wrong, called
from app.request_types.conditions import holds
from app.request_types.definition import Answers, Condition, Definition, Field, Section, Step, Value
from app.request_types.known import Known
from app.request_types.order import asks, in_order, placed

CHOSEN = ("choice", "choices", "yes_no", "account", "contact", "product_line", "product", "model")


@dataclass(frozen=True)
class Filled:
    """What came of it. `steps` holds only what shows, and can be drawn as it is.

    `values` never holds a secret, nor an answer to a question that does not show: those that were typed now
    are in `secrets`, those that are kept elsewhere already and still count in `kept`. `errors` has one
    sentence for each field that is wrong, `missing` what is recommended and was left empty.
    """

    steps: tuple[Step, ...] = ()
    values: dict[str, Value] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    kept: frozenset[str] = frozenset()
    required: frozenset[str] = frozenset()
    errors: dict[str, str] = field(default_factory=dict)
    missing: tuple[Field, ...] = ()
    columns: dict[str, Value] = field(default_factory=dict)
    """Answers that are written to a column of the case, by its name; they stand in `values` too."""

    def step(self, code: str) -> Step | None:
        return next((one for one in self.steps if one.code == code), None)


def defaults(definition: Definition, known: Known) -> dict[str, Value]:
    """What stands in the fields before anybody answers; those who start with nothing start with this."""
    found: dict[str, Value] = {}
    for one in definition.fields:
        value = list(one.default) if isinstance(one.default, tuple) else one.default
        value = value or known.default(one)
        if is_filled(value):
            found[one.code] = value
    return found


def fill(definition: Definition, raw: Mapping[str, object], known: Known) -> Filled:
    """Whatever `raw` holds by field code, as answers. Filling with what comes out gives the same."""
    return _Filling(definition, raw, known).filled()


def fill_step(definition: Definition, code: str, raw: Mapping[str, object], known: Known) -> Filled:
    """The same, with the errors and gaps of one step only: the later ones were not asked yet."""
    filled = fill(definition, raw, known)
    step = filled.step(code)
    asked = {one.code for section in step.sections for one in section.fields} if step else set()
    return replace(
        filled,
        errors={one: sentence for one, sentence in filled.errors.items() if one in asked},
        missing=tuple(one for one in filled.missing if one.code in asked),
    )


class _Filling:
    """One pass over the fields, each behind those that it asks about."""

    def __init__(self, definition: Definition, raw: Mapping[str, object], known: Known) -> None:
        self.definition, self.raw, self.known = definition, raw, known
        self.answers: dict[str, Value] = {}
        self.errors: dict[str, str] = {}
        self.shown: set[str] = set()
        self.accounts = [one.code for one in definition.fields if one.column == "account"]
        self.asks = asks(definition)

    def filled(self) -> Filled:
        where = {one.code: (step, section, one) for step, section, one in placed(self.definition)}
        first = {code: self.asks[code] for code in self.accounts}
        for code in in_order({**first, **self.asks}):
            if self.fits(*where[code]):
                self.shown.add(code)
                self.take(where[code][2])
        asked = [one for one in self.definition.fields if one.code in self.shown]
        return self.told(asked, frozenset(one.code for one in asked if self.requires(one)))

    def fits(self, step: Step, section: Section, one: Field) -> bool:
        is_skipped = bool(step.skip_when) and holds(step.skip_when, self.answers)
        conditions = (section.shown_when, one.shown_when)
        return not (is_skipped or one.is_retired) and all(holds(asked, self.answers) for asked in conditions)

    def take(self, one: Field) -> None:
        told = self.told_before(one)
        try:
            value = (one.depends_on and self.known.implied(one, told)) or clean(
                one, self.raw.get(one.code, ""), self.known, told
            )
        except Wrong as wrong:
            self.errors[one.code] = wrong.sentence
            return
        if not is_filled(value) and one.kind == "secret" and self.known.keeps(one):
            value = KEPT
        if is_filled(value):
            self.answers[one.code] = value

    def told_before(self, one: Field) -> Answers:
        """What may narrow this one: the fields it depends on, and the account."""
        codes, at = [*self.accounts], one
        while at.depends_on and at.depends_on not in codes:
            codes.append(at.depends_on)
            at = self.definition.field(at.depends_on) or one
        return {code: self.answers[code] for code in codes if code in self.answers}

    def requires(self, one: Field) -> bool:
        return one.is_required or _counts(one.required_when, self.answers)

    def told(self, asked: list[Field], required: frozenset[str]) -> Filled:
        empty = [one for one in asked if one.code not in self.answers and one.code not in self.errors]
        for one in empty:
            if one.code in required and one.kind != "explanation":
                self.errors[one.code] = _missing(one)
        answered = [one for one in asked if one.code in self.answers]
        secrets = {one.code: str(self.answers[one.code]) for one in answered if one.kind == "secret"}
        values = {one.code: self.answers[one.code] for one in answered if one.kind != "secret"}
        return Filled(
            steps=_showing(self.definition, self.shown),
            values=values,
            secrets={code: text for code, text in secrets.items() if text != KEPT},
            kept=frozenset(code for code, text in secrets.items() if text == KEPT),
            required=required,
            errors={one.code: self.errors[one.code] for one in asked if one.code in self.errors},
            missing=tuple(one for one in empty if one.is_recommended),
            columns={one.column: values[one.code] for one in asked if one.column and one.code in values},
        )


KEPT = "\0kept"
"""Stands for a secret that was given before; no answer can hold this sign."""


def _counts(condition: Condition, answers: Answers) -> bool:
    return bool(condition) and holds(condition, answers)


def _showing(definition: Definition, shown: set[str]) -> tuple[Step, ...]:
    """Steps and sections without what does not show; those in which nothing shows are left out."""
    steps = []
    for step in definition.steps:
        pruned = [
            replace(section, fields=tuple(one for one in section.fields if one.code in shown))
            for section in step.sections
        ]
        sections = tuple(section for section in pruned if section.fields)
        if sections:
            steps.append(replace(step, sections=sections))
    return tuple(steps)


def _missing(one: Field) -> str:
    own = to_reader(one.when_missing)
    if own:
        return own
    if one.kind == "files":
        sentence: str = _("Add a file to “%(label)s”.", label=called(one))
    elif one.kind in CHOSEN:
        sentence = _("Choose an answer to “%(label)s”.", label=called(one))
    else:
        sentence = _("Fill in “%(label)s”.", label=called(one))
    return sentence
