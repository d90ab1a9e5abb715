"""Random definitions, sensible or not, and short ways to write one down."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from app.request_types.definition import (
    FILE_KINDS,
    KINDS,
    OPERATORS,
    Check,
    Choice,
    Condition,
    Definition,
    Field,
    Offer,
    Row,
    Section,
    Step,
)

CODES = tuple("abcdefgh")
CHOICES = (Choice("red", {"en": "Red", "nl": "Rood"}), Choice("blue", {"en": "Blue", "nl": "Blauw"}))
WORDS = ("red", "blue", "yes", "no", "7", "12.5", "2026-11-22", "x@loket.example", "Printer", "")

codes = st.sampled_from(CODES)
texts = st.fixed_dictionaries(
    {}, optional={"en": st.text("Abc é", min_size=1), "nl": st.text("Xyz ë", min_size=1)}
)
values = st.one_of(st.sampled_from(WORDS), st.lists(st.sampled_from(WORDS), max_size=3).map(tuple))
rows = st.builds(Row, codes, st.sampled_from(OPERATORS), values)
conditions = st.builds(Condition, st.sampled_from(["all", "any"]), st.lists(rows, max_size=2).map(tuple))
few = st.one_of(st.none(), st.integers(0, 40))
limits = st.one_of(st.none(), st.sampled_from(["3", "-4.5", "2026-01-01", "today", "nonsense"]))
checks = st.builds(
    Check,
    shortest=few,
    longest=few,
    lowest=limits,
    highest=limits,
    pattern=st.sampled_from(["", "[a-z]+", "(", "(a+)+"]),
    extensions=st.lists(st.sampled_from(["log", "png"]), max_size=2).map(tuple),
    sentence=texts,
)


def fields(code: str) -> SearchStrategy[Field]:
    return st.builds(
        Field,
        code=st.just(code),
        kind=st.sampled_from(KINDS),
        label=texts,
        help=texts,
        check_list=st.lists(texts, max_size=1).map(tuple),
        default=values,
        is_required=st.booleans(),
        is_recommended=st.booleans(),
        required_when=conditions,
        shown_when=conditions,
        choices=st.just(CHOICES),
        depends_on=st.one_of(st.just(""), codes),
        check=checks,
        column=st.sampled_from(["", "", "", "account", "subject", "priority"]),
        file_kind=st.sampled_from(["", *FILE_KINDS]),
        is_retired=st.sampled_from([False, False, False, True]),
    )


@st.composite
def definitions(draw: st.DrawFn) -> Definition:
    """Up to eight fields in any order, spread over a few sections and steps."""
    left = draw(st.permutations(CODES))[: draw(st.integers(0, len(CODES)))]
    steps: list[Step] = []
    while left:
        taken, left = left[:3], left[3:]
        asked = tuple(draw(fields(code)) for code in taken)
        section = Section(f"s{len(left)}", draw(texts), draw(texts), draw(conditions), asked)
        steps.append(Step(f"t{len(left)}", draw(texts), draw(texts), draw(conditions), (section,)))
    offer = st.builds(Offer, st.lists(codes).map(tuple), st.lists(codes).map(tuple), st.booleans())
    return Definition(draw(texts), draw(texts), "wrench", draw(offer), "high", tuple(steps))


def one_step(*asked: Field, step: Step | None = None) -> Definition:
    """A definition of these fields in one section of one step."""
    steps = (step or Step("only", {"en": "Only"}, sections=(Section("all", {"en": "All"}, fields=asked),)),)
    return Definition({"en": "Trial", "nl": "Proef"}, steps=steps)


def ask(code: str, kind: str = "text", **more: object) -> Field:
    return Field(code, kind, {"en": code.title(), "nl": f"{code.title()} (nl)"}, **more)  # type: ignore[arg-type]


def when(field: str, operator: str = "is", value: str | tuple[str, ...] = "") -> Condition:
    return Condition(rows=(Row(field, operator, value),))
