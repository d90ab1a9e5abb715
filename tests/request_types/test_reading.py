"""A definition survives every file, and what is wrong with a file is said with its place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.request_types.definition import Definition
from app.request_types.problem import Flawed
from app.request_types.read import definition, stored
from app.request_types.write import data
from tests.request_types.definitions import ask, definitions, one_step

KEYS = st.sampled_from(["name", "steps", "sections", "fields", "code", "kind", "label", "en", "check", "odd"])
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


@given(definitions())
def test_what_is_written_reads_back_exactly(one: Definition) -> None:
    assert definition(json.loads(json.dumps(data(one)))) == one


@given(json_like)
def test_whatever_a_file_holds_is_read_or_turned_down_in_words(one: object) -> None:
    try:
        definition(one)
    except Flawed as flawed:
        assert all(problem.sentence for problem in flawed.problems) and flawed.problems


def test_what_is_as_usual_is_left_out() -> None:
    assert data(Definition({"en": "Question"})) == {"name": {"en": "Question"}}


def broken() -> dict[str, object]:
    serial = {"code": "serial", "kind": "text", "label": {"en": "Serial number"}, "colour": "red"}
    device = {"code": "device", "name": {"en": "Device"}, "fields": [serial, {"kind": "text", "label": "x"}]}
    step = {"code": "product", "name": {"en": "Product"}, "sections": [device]}
    return {"name": {"en": "Trial", "fr": "Essai"}, "steps": [step]}


def test_every_problem_of_a_file_is_told_at_once_with_its_place() -> None:
    with pytest.raises(Flawed) as caught:
        definition(broken())
    assert [str(problem) for problem in caught.value.problems] == [
        "“name” must be a text in English (en) and in Dutch (nl).",
        "Product › Device › Serial number: “colour” is not known here.",
        "Product › Device › 2: “label” must be a text in English (en) and in Dutch (nl).",
        "Product › Device › 2: “code” is missing.",
    ]
    assert caught.value.problems[1].place.path == ("product", "device", "serial")


def test_numbers_and_flags_may_come_as_text_and_signs_that_no_database_takes_are_left_out() -> None:
    check = {"longest": "12", "lowest": 3}
    field = {"code": "a", "kind": "text", "label": {"en": "A\0\ud800"}, "is_required": "yes", "check": check}
    step = {"code": "s", "name": {}, "sections": [{"code": "c", "name": {}, "fields": [field]}]}
    whole = definition({"name": {}, "icon": "key\0", "steps": [step]})
    read = whole.field("a")
    assert whole.icon == "key"
    assert read is not None and read.is_required and read.label == {"en": "A"}
    assert (read.check.longest, read.check.lowest) == (12, "3")


def test_what_a_newer_release_kept_is_read_by_an_older_one() -> None:
    kept = data(one_step(ask("a")))
    kept["steps"][0]["sections"][0]["fields"][0]["melody"] = "la"
    assert stored(kept) == one_step(ask("a"))
    with pytest.raises(Flawed):
        definition(kept)
