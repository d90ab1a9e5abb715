"""A definition that makes no sense is turned down, in words and with the place (C1, I1)."""

import time
from dataclasses import replace
from typing import Any

import pytest
from flask_babel import force_locale
from hypothesis import given
from hypothesis import strategies as st

from app.request_types.conditions import holds
from app.request_types.definition import (
    Choice,
    Condition,
    Definition,
    Row,
    Section,
    Step,
)
from app.request_types.examine import SetUp, problems
from app.request_types.examine.possible import can_hold
from app.request_types.examine.reach import never_shown
from app.request_types.fill import fill
from app.request_types.install import SHIPPED, shipped
from app.request_types.order import asks, circle
from tests.request_types.definitions import CHOICES, CODES, WORDS, ask, conditions, definitions, when
from tests.request_types.flaws import BOTH, COLOUR, FLAWS, NUMBER, of
from tests.request_types.world import Shop
from tests.worlds import World

KNOWN = SetUp(
    frozenset({"partner", "international_partner", "sales_company", "oem", "development_partner"}),
    frozenset({"certified_technician", "certified_consultant"}),
    frozenset({"low", "medium"}),
    {"seven": frozenset({"planning", "moderate"})},
)


def said(definition: Definition) -> list[str]:
    return [problem.sentence for problem in problems(definition, KNOWN)]


@pytest.mark.parametrize("code", SHIPPED)
def test_what_ships_has_no_problems(code: str) -> None:
    assert problems(shipped(code), KNOWN) == ()


def both(*rows: Row) -> Condition:
    return Condition(rows=rows)


@pytest.mark.parametrize(("definition", "sentence"), FLAWS)
def test_each_flaw_has_a_sentence_of_its_own(definition: Definition, sentence: str) -> None:
    assert sentence in said(definition)


def test_the_sentences_are_in_the_readers_language_and_know_the_place(sqlite_world: World) -> None:
    with sqlite_world.app.test_request_context(), force_locale("nl"):
        found = problems(of(ask("a", shown_when=when("gone", "is_filled"))), KNOWN)
    assert [str(one) for one in found] == [
        "Proef › Proef › A (nl): Een voorwaarde vraagt naar “gone”, en dat is er niet."
    ]
    assert found[0].place.path == ("step", "section", "a")


def test_fields_that_wait_for_each_other_are_named() -> None:
    a, b = ask("a", shown_when=when("b", "is_filled")), ask("b", shown_when=when("a", "is_filled"))
    assert said(of(a, b)) == ["These fields wait for each other: “a” → “b” → “a”."]
    assert said(of(a, ask("b"))) == []
    own = of(ask("a"), skip_when=when("a", "is_filled"))
    assert said(own) == ["These fields wait for each other: “a” → “a”."]


NEVER = "The rows of this condition contradict each other: it can never hold."
RED, BLUE = Row("colour", "is", "red"), Row("colour", "is", "blue")
CONTRADICTIONS = [
    both(RED, BLUE),
    both(RED, Row("colour", "is_not", "red")),
    both(RED, Row("colour", "is_empty")),
    both(Row("n", "is_more_than", "5"), Row("n", "is_less_than", "3")),
    both(Row("n", "is", "5"), Row("n", "is_more_than", "5")),
    both(Row("t", "is_filled"), Row("t", "is_empty")),
    both(Row("colour", "is_not", "red"), Row("colour", "is_not", "blue"), Row("colour", "is_filled")),
]


@pytest.mark.parametrize("condition", CONTRADICTIONS)
def test_rows_that_contradict_each_other_are_found(condition: Condition) -> None:
    asked = (COLOUR, NUMBER, ask("t"), ask("a", required_when=condition))
    assert said(of(*asked)) == [NEVER]
    assert said(of(*asked[:3], replace(asked[3], required_when=replace(condition, match="any")))) == []


POSSIBLE = [
    both(Row("n", "is_more_than", "3"), Row("n", "is_less_than", "5")),
    both(Row("t", "contains", "a"), Row("t", "contains", "b"), Row("t", "is_not", "ab")),
    both(Row("many", "is", "red"), Row("many", "is", "blue")),
    both(Row("d", "is_more_than", "2026-01-01"), Row("d", "is_less_than", "2026-02-01")),
]


@pytest.mark.parametrize("condition", POSSIBLE)
def test_rows_that_can_hold_together_are_left_alone(condition: Condition) -> None:
    others = ask("t"), ask("many", "choices", choices=CHOICES), ask("d", "date"), NUMBER
    assert said(of(*others, ask("a", required_when=condition))) == []


FIELD_NEVER = "This field can never show: its conditions contradict each other."


def test_a_required_field_that_can_never_show_is_found_through_section_and_step() -> None:
    asked = ask("a", is_required=True, shown_when=both(RED))
    hidden = Section("hidden", BOTH, shown_when=both(BLUE), fields=(asked, ask("b")))
    first = Section("first", BOTH, fields=(COLOUR,))
    start = Step("start", BOTH, sections=(first,))
    definition = Definition(BOTH, steps=(start, Step("next", BOTH, sections=(hidden,))))
    found = problems(definition, KNOWN)
    assert [(one.place.path[-1], one.sentence) for one in found] == [("a", FIELD_NEVER)]
    skipped = Step("next", BOTH, skip_when=both(BLUE), sections=(hidden,))
    assert said(Definition(BOTH, steps=(start, skipped))) == [
        "This step can never show: its conditions contradict each other."
    ]


def test_a_step_that_is_skipped_whatever_one_answers_is_found() -> None:
    start = Step("start", BOTH, sections=(Section("first", BOTH, fields=(COLOUR,)),))
    always = Condition("any", (RED, Row("colour", "is_not", "red")))
    after = Step("next", BOTH, skip_when=always, sections=(Section("all", BOTH, fields=(ask("a"),)),))
    never = "This step can never show: its conditions contradict each other."
    assert said(Definition(BOTH, steps=(start, after))) == [never]
    assert said(Definition(BOTH, steps=(start, replace(after, skip_when=both(RED))))) == []


def test_what_waits_for_an_answer_that_nobody_can_give_never_shows() -> None:
    first = ask("first", shown_when=both(RED, Row("colour", "is_not", "red")))
    second, third = ask("second", shown_when=when("first", "is_filled")), ask("third")
    found = problems(of(COLOUR, first, second, third), KNOWN)
    assert {one.place.path[-1] for one in found if one.sentence == FIELD_NEVER} == {"first", "second"}


def test_five_hundred_fields_are_examined_and_filled_in_quickly() -> None:
    asked = [COLOUR, *(ask(f"f{n}", shown_when=both(RED), is_required=n % 2 == 0) for n in range(499))]
    definition, started = of(*asked), time.process_time()
    assert problems(definition, KNOWN) == ()
    assert len(fill(definition, {"colour": "red"}, Shop()).errors) == 250
    assert time.process_time() - started < 1
    assert said(of(*asked, ask("more"))) == ["It has more than 500 fields. Split it up."]


@given(definitions())
def test_whatever_somebody_builds_is_examined_without_breaking(one: Definition) -> None:
    assert all(problem.sentence for problem in problems(one, KNOWN))


answers = st.dictionaries(st.sampled_from(CODES), st.sampled_from([*WORDS, "0042", "kx", "high", "1"]))


@given(definitions(), answers)
def test_what_is_said_never_to_show_never_shows(one: Definition, raw: dict[str, Any]) -> None:
    if not circle(asks(one)):
        found = fill(one, raw, Shop())
        shown = {field.code for step in found.steps for section in step.sections for field in section.fields}
        assert not shown & never_shown(one)


@given(conditions, answers)
def test_a_condition_that_some_answers_make_hold_is_not_called_a_contradiction(
    condition: Condition, known: dict[str, Any]
) -> None:
    if holds(condition, known):
        assert can_hold(condition, {})


def test_many_choices_and_many_rows_take_no_time() -> None:
    many = ask("many", "choices", choices=tuple(Choice(f"c{n}", BOTH) for n in range(200)))
    rows = tuple(Row("many", "is", f"c{n}") for n in range(100))
    asked = [ask(f"a{n}", shown_when=Condition("any", rows)) for n in range(50)]
    started = time.process_time()
    assert said(of(many, *asked)) == []
    assert time.process_time() - started < 2
