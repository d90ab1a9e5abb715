"""Which questions fit, which answers are kept, and what is still to be said (C1, C3)."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.request_types.definition import Condition, Definition, Field, Row, Section, Step
from app.request_types.fill import Filled, defaults, fill, fill_step
from app.request_types.order import asks, circle
from tests.request_types.definitions import CODES, WORDS, ask, definitions, one_step, when
from tests.request_types.world import Shop

SHOP = Shop()


def filled(*asked: Field, **raw: object) -> Filled:
    return fill(one_step(*asked), raw, SHOP)


def test_an_answer_to_a_question_that_does_not_show_is_not_kept() -> None:
    asked = ask("product"), ask("serial", shown_when=when("product", value="printer"))
    assert filled(*asked, product="printer", serial="1").values == {"product": "printer", "serial": "1"}
    assert filled(*asked, product="software", serial="1").values == {"product": "software"}


def test_a_condition_sees_a_hidden_answer_as_empty_whatever_the_order_of_the_questions() -> None:
    third = ask("third", shown_when=when("second", "is_filled"))
    second = ask("second", shown_when=when("first", value="yes"))
    raw = {"first": "no", "second": "x", "third": "y"}
    for asked in ((ask("first"), second, third), (third, second, ask("first"))):
        assert fill(one_step(*asked), raw, SHOP).values == {"first": "no"}


def test_a_step_is_skipped_by_its_condition_or_because_nothing_in_it_shows() -> None:
    start = Step("start", {}, sections=(Section("s", {}, fields=(ask("kind"),)),))
    device = Section("d", {}, fields=(ask("serial"),))
    skipped = Step("device", {}, skip_when=when("kind", value="software"), sections=(device,))
    hidden = Section("l", {}, shown_when=when("kind", value="software"), fields=(ask("log"),))
    definition = Definition({}, steps=(start, skipped, Step("logs", {}, sections=(hidden,))))
    raw = {"serial": "1", "log": "2"}
    software, device_too = (fill(definition, raw | {"kind": kind}, SHOP) for kind in ("software", "device"))
    assert [step.code for step in software.steps] == ["start", "logs"] and "serial" not in software.values
    assert [step.code for step in device_too.steps] == ["start", "device"] and "log" not in device_too.values


def test_a_question_is_required_always_or_when_its_condition_holds() -> None:
    asked = (
        ask("impact"),
        ask("users", required_when=when("impact", value="high")),
        ask("a", is_required=True),
    )
    low, high = filled(*asked, impact="low", a="x"), filled(*asked, impact="high")
    assert low.errors == {} and low.required == {"a"}
    assert high.errors == {"users": "Fill in “Users”.", "a": "Fill in “A”."}


def test_one_of_two_is_enough() -> None:
    serial = ask("serial", "serial_number")
    model = ask(
        "model", "model", required_when=when("serial", "is_empty"), when_missing={"en": "One of both."}
    )
    assert filled(serial, model).errors == {"model": "One of both."}
    assert filled(serial, model, serial="0042").errors == {}
    assert filled(serial, model, model="kx").errors == {}


def test_a_serial_number_fills_in_the_model_whatever_was_chosen_before() -> None:
    asked = ask("model", "model", depends_on="serial"), ask("serial", "serial_number")
    assert filled(*asked, serial="0042").values == {"serial": "0042", "model": "kx"}
    assert filled(*asked, serial="0042", model="kz").values["model"] == "kx"
    assert filled(*asked, model="kz").values == {"model": "kz"}


def test_what_may_be_chosen_depends_on_the_answer_before() -> None:
    asked = ask("line", "product_line"), ask("product", "product", depends_on="line")
    assert filled(*asked, line="software", product="print").errors == {}
    assert filled(*asked, line="devices", product="print").errors.keys() == {"product"}


def test_what_is_recommended_and_empty_is_named_and_stops_nobody() -> None:
    asked = ask("log", "files", is_recommended=True), ask("note", is_recommended=True)
    found = filled(*asked, note="x")
    assert [one.code for one in found.missing] == ["log"] and found.errors == {}


def test_defaults_stand_in_the_form_and_an_emptied_field_stays_empty() -> None:
    definition = one_step(ask("impact", default="low"), ask("who", "contact"), ask("a"))
    assert defaults(definition, SHOP) == {"impact": "low", "who": "noor"}
    assert fill(definition, {"impact": ""}, SHOP).values == {}


def test_a_secret_is_never_among_the_values_and_one_that_is_kept_counts_as_an_answer() -> None:
    asked = ask("password", "secret", is_required=True), ask("user", shown_when=when("password", "is_filled"))
    typed = filled(*asked, password="sesame", user="noor")
    assert (typed.values, typed.secrets, typed.kept) == (
        {"user": "noor"},
        {"password": "sesame"},
        frozenset(),
    )
    before = fill(one_step(*asked), {"user": "noor"}, Shop(frozenset({"password"})))
    assert (before.values, before.secrets, before.errors) == ({"user": "noor"}, {}, {})
    assert before.kept == {"password"} and filled(*asked).errors.keys() == {"password"}


def test_a_step_tells_of_its_own_errors_only() -> None:
    steps = [
        Step(code, {}, sections=(Section("s", {}, fields=(ask(code, is_required=True),)),)) for code in "ab"
    ]
    definition = Definition({}, steps=tuple(steps))
    assert fill_step(definition, "a", {}, SHOP).errors.keys() == {"a"}
    assert fill_step(definition, "nowhere", {}, SHOP).errors == {}


def test_an_answer_with_a_column_is_told_by_that_name_too() -> None:
    assert filled(ask("what", column="subject"), what="Smoke").columns == {"subject": "Smoke"}


def test_a_retired_question_is_not_asked() -> None:
    assert filled(ask("a", is_retired=True, is_required=True), a="x") == Filled()


answers = st.dictionaries(
    st.sampled_from(CODES),
    st.sampled_from([*WORDS, "0042", "kx", "devices", "high", "1"]) | st.text(max_size=4) | st.integers(),
)


@given(definitions(), answers)
def test_no_value_belongs_to_a_question_that_does_not_show(one: Definition, raw: dict[str, Any]) -> None:
    found = fill(one, raw, SHOP)
    shown = {field.code for step in found.steps for section in step.sections for field in section.fields}
    assert {*found.values, *found.secrets, *found.errors, *found.required, *found.kept} <= shown
    assert shown <= {field.code for field in one.fields if not field.is_retired}


@given(definitions(), answers)
def test_filling_with_its_own_values_gives_the_same(one: Definition, raw: dict[str, Any]) -> None:
    first = fill(one, raw, SHOP)
    second = fill(one, first.values, Shop(frozenset(first.secrets)))
    assert second.values == first.values and second.steps == first.steps
    assert second.kept == first.secrets.keys()


@given(definitions(), answers, st.randoms())
def test_the_order_of_what_comes_in_does_not_matter(
    one: Definition, raw: dict[str, Any], chance: Any
) -> None:
    mixed = list(raw.items())
    chance.shuffle(mixed)
    assert fill(one, dict(mixed), SHOP) == fill(one, raw, SHOP)


@given(definitions(), answers)
def test_without_a_circle_every_question_shows_exactly_when_its_conditions_hold(
    one: Definition, raw: dict[str, Any]
) -> None:
    if circle(asks(one)):
        return
    found = fill(one, raw, SHOP)
    known = found.values | found.secrets
    assert shown_by_the_rules(one, known) == {
        field.code for step in found.steps for section in step.sections for field in section.fields
    }


def shown_by_the_rules(one: Definition, known: dict[str, Any]) -> set[str]:
    """The rules in other words: every condition asked of the end result."""
    from app.request_types.conditions import holds

    return {
        field.code
        for step in one.steps
        for section in step.sections
        for field in section.fields
        if not (step.skip_when.rows and holds(step.skip_when, known))
        and holds(section.shown_when, known)
        and holds(field.shown_when, known)
        and not field.is_retired
    }


@pytest.mark.parametrize("is_reversed", [False, True])
def test_a_thousand_questions_that_each_ask_about_the_one_before(is_reversed: bool) -> None:
    asked = [
        ask(f"f{n}", shown_when=when(f"f{n - 1}", "is_filled") if n else Condition()) for n in range(1000)
    ]
    definition = one_step(*(reversed(asked) if is_reversed else asked))
    raw = {field.code: "x" for field in asked}
    assert fill(definition, raw, SHOP).values == raw
    assert fill(definition, raw | {"f500": ""}, SHOP).values.keys() == {f"f{n}" for n in range(500)}


def test_questions_in_a_circle_are_found() -> None:
    a = ask("a", shown_when=Condition(rows=(Row("x"), Row("c", "is_filled"))))
    b, c = ask("b", shown_when=when("a", "is_filled")), ask("c", depends_on="b")
    assert set(circle(asks(one_step(ask("x"), a, b, c)))) == {"a", "b", "c"}
    assert circle(asks(one_step(ask("x"), ask("y", shown_when=when("x"))))) == ()
