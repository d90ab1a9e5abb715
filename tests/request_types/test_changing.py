"""A definition is changed part by part; nothing else in it moves, and the difference tells what did."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.refused import OutOfReach
from app.request_types.change import (
    added,
    codes,
    duplicated,
    free_code,
    moved,
    part,
    put_into,
    removed,
    replaced,
)
from app.request_types.definition import Definition, Field, Section, Step
from app.request_types.difference import CAME, CHANGED, MOVED, WENT, differences
from tests.request_types.definitions import definitions


def field(code: str) -> Field:
    return Field(code, "text", {"en": code.title()})


WHO = Section("who", {"en": "Who"}, fields=(field("a"), field("b")))
WHAT = Section("what", {"en": "What"}, fields=(field("c"),))
TWO = Definition(
    {"en": "Test"},
    steps=(Step("start", {"en": "Start"}, sections=(WHO,)), Step("end", {"en": "End"}, sections=(WHAT,))),
)
A, B, C = ("start", "who", "a"), ("start", "who", "b"), ("end", "what", "c")


def asked(definition: Definition) -> str:
    return " ".join(one.code for one in definition.fields)


def test_a_field_moves_up_and_down_among_its_like() -> None:
    assert asked(moved(TWO, A, 1)) == "b a c"
    assert asked(moved(TWO, B, -1)) == "b a c"


@pytest.mark.parametrize(("path", "by"), [(A, -1), (B, 1), (("start",), -1), (("end", "what"), 1)])
def test_at_the_end_of_its_line_it_stays(path: tuple[str, ...], by: int) -> None:
    assert moved(TWO, path, by) == TWO


def test_a_field_goes_to_another_section() -> None:
    assert asked(put_into(TWO, A, ("end", "what"))) == "b c a"


def test_a_copy_stands_behind_and_shares_no_code() -> None:
    changed, copy = duplicated(TWO, ("start",))
    assert [step.code for step in changed.steps] == ["start", "start_2", "end"]
    assert copy == ("start_2",) and asked(changed) == "a b a_2 b_2 c"


def test_a_new_part_comes_last_with_a_code_of_its_own() -> None:
    code = free_code(TWO, "Who?")
    assert code == "who_2"
    assert asked(added(TWO, ("start", "who"), field("d"))) == "a b d c"


@pytest.mark.parametrize(
    "path", [("nowhere",), ("start", "what"), ("end", "what", "a"), ("a", "b", "c", "d")]
)
def test_a_part_that_is_not_there_is_refused(path: tuple[str, ...]) -> None:
    with pytest.raises(OutOfReach):
        part(TWO, path)
    with pytest.raises(OutOfReach):
        removed(TWO, path)


def told(before: Definition, after: Definition) -> list[tuple[str, str, str]]:
    return [(str(one.place), one.what, one.name) for one in differences(before, after)]


def test_the_difference_tells_what_came_went_moved_and_changed() -> None:
    after = added(removed(moved(TWO, ("end",), -1), B), ("end", "what"), field("d"))
    after = replaced(after, C, Field("c", "text", {"en": "C"}, is_required=True))
    assert told(TWO, after) == [
        ("End › What › C", CHANGED, "is_required"),
        ("End › What › D", CAME, ""),
        ("Start", MOVED, ""),
        ("Start › Who › B", WENT, ""),
    ]


@given(definitions())
def test_nothing_differs_from_itself(definition: Definition) -> None:
    assert differences(definition, definition) == []


@given(definitions(), st.data())
def test_what_is_copied_and_taken_away_again_leaves_no_trace(
    definition: Definition, data: st.DataObject
) -> None:
    paths = [(step.code,) for step in definition.steps]
    if not paths:
        return
    changed, copy = duplicated(definition, data.draw(st.sampled_from(paths)))
    assert len(set(codes(changed))) == len(list(codes(changed)))
    assert removed(changed, copy) == definition
