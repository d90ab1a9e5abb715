"""A request type as a file: it comes out as it went in, and what is no such file is turned down in words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.content.printable import printable
from app.request_types.as_yaml import from_yaml, to_yaml
from app.request_types.definition import Definition
from app.request_types.install import SHIPPED, shipped
from app.request_types.problem import Flawed

ODD = (
    "no",
    "null",
    "1e3",
    "- a",
    "a: b",
    "#",
    " x ",
    "'",
    "&a",
    "*a",
    "a\n\nb\n",
    "\x85",
    "\u2028",
    "\ufeff",
)


@pytest.mark.parametrize("code", SHIPPED)
def test_a_file_comes_out_as_it_went_in(code: str) -> None:
    assert from_yaml(to_yaml(code, shipped(code))) == (code, shipped(code))


@given(st.sampled_from(ODD) | st.text(min_size=1))
def test_whatever_people_write_comes_back_from_a_file_exactly(text: str) -> None:
    text = printable(text) or "x"
    one = Definition({"en": text, "nl": "Proef"}, {"en": f"{text}\n{text}"}, icon=text)
    assert from_yaml(to_yaml("trial", one)) == ("trial", one)


BROKEN = [
    ("a: [", "This is no YAML that can be read: look at line 1."),
    ("- a", "This is no file of a request type: it does not say which one."),
    ("x: &a [1]\ny: *a", "This is no YAML that can be read."),
    ("[" * 100_000, "This is no YAML that can be read"),
    ("\0", "This is no YAML that can be read"),
    ("x" * 1_000_001, "This is no file of a request type: it does not say which one."),
    ("!!python/object/apply:os.system [ls]", "This is no file of a request type: it does not say which one."),
]


@pytest.mark.parametrize(("text", "sentence"), BROKEN)
def test_t42_a_file_that_is_none_is_turned_down_in_words(text: str, sentence: str) -> None:
    with pytest.raises(Flawed) as caught:
        from_yaml(text)
    assert str(caught.value.problems[0]).startswith(sentence)
