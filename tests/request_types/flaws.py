"""Definitions with one thing wrong, and what is said of it."""

from dataclasses import replace
from typing import Any

from app.request_types.definition import Check, Definition, Field, Offer, Section, Step
from tests.request_types.definitions import CHOICES, ask, when

BOTH = {"en": "Trial", "nl": "Proef"}


def of(*asked: Field, **step: Any) -> Definition:
    section = Section("section", BOTH, fields=asked)
    return Definition(BOTH, steps=(Step("step", BOTH, sections=(section,), **step),))


COLOUR = ask("colour", "choice", choices=CHOICES)
NUMBER = ask("n", "number")
FLAWS: list[tuple[Definition, str]] = [
    (of(), "It asks nothing yet: add a field."),
    (of(ask("a"), ask("a")), "The code “a” is there twice."),
    (of(ask("A b")), "“A b” is no code: use at most 40 small letters, digits and _."),
    (of(replace(ask("a"), label={"en": "A"})), "A text is missing in Dutch."),
    (of(replace(ask("a"), label={})), "This has no name yet."),
    (of(ask("a", help={"nl": "Hulp"})), "A text is missing in English."),
    (of(ask("a", "colour")), "“colour” is no kind of field."),
    (
        of(ask("a", column="subject"), ask("b", column="subject")),
        "Another field is written to “subject” already.",
    ),
    (of(ask("a", "number", column="subject")), "This kind of field cannot be written to “subject”."),
    (of(ask("a", column="status_id")), "A case has no “status_id” to write to."),
    (of(ask("a", "choice")), "There is nothing to choose from: add choices."),
    (of(ask("a", choices=CHOICES)), "Only a field to choose from has choices."),
    (of(ask("a", "choice", choices=(*CHOICES, CHOICES[0]))), "The code “red” is there twice."),
    (
        of(ask("a", "choice", column="kind", choices=CHOICES)),
        "The type of a case is how_to or issue: use these codes.",
    ),
    (of(ask("a", "product", depends_on="gone")), "It depends on “gone”, which is not there."),
    (of(ask("a", "product", depends_on="b"), ask("b")), "What may be chosen here cannot depend on “b”."),
    (
        of(ask("a", shown_when=when("gone", "is_filled"))),
        "A condition asks about “gone”, which is not there.",
    ),
    (
        of(ask("a", shown_when=when("e")), ask("e", "explanation")),
        "A condition asks about “e”, which nobody can answer.",
    ),
    (
        of(ask("a", shown_when=when("n", "likes", "1")), NUMBER),
        "“likes” is nothing that a condition can ask.",
    ),
    (of(ask("a", shown_when=when("n", "is")), NUMBER), "A row of a condition about “n” has no value."),
    (of(ask("a", shown_when=when("colour", value="green")), COLOUR), "“green” is no choice of “colour”."),
    (
        of(ask("a", shown_when=when("b", "is_more_than", "3")), ask("b")),
        "“b” can only be compared with a number or a date.",
    ),
    (
        of(ask("a", shown_when=when("s", value="x")), ask("s", "secret")),
        "Of “s” a condition can only ask whether it is filled in.",
    ),
    (
        of(ask("a", "number", default="ten")),
        "What is filled in beforehand does not fit. Enter a number in “A”, such as 12 or 3.5.",
    ),
    (of(ask("a", "secret", default="x")), "This kind of field cannot be filled in beforehand."),
    (of(ask("a", "explanation", is_required=True)), "An explanation asks nothing, so it cannot be required."),
    (of(ask("a", "text", file_kind="usb_log")), "“usb_log” is no kind of file that can be asked for here."),
    (of(ask("a", check=Check(shortest=9, longest=3))), "No answer can have this length."),
    (
        of(ask("a", "choices", choices=CHOICES, check=Check(shortest=9, longest=3))),
        "The shortest answer allowed is longer than the longest.",
    ),
    (of(ask("a", "number", check=Check(lowest="9", highest="3"))), "The lowest is higher than the highest."),
    (
        of(ask("a", "date", check=Check(lowest="soon"))),
        "The limits must be numbers such as 12.5, or dates such as 2026-11-22 or today.",
    ),
    (of(ask("a", check=Check(lowest="1"))), "Only a number or a date has a lowest and a highest."),
    (
        of(ask("a", check=Check(pattern="(", sentence=BOTH))),
        "This pattern cannot be used: it is wrong or too large, or looks ahead or back.",
    ),
    (
        of(ask("a", check=Check(pattern="[a-z]+"))),
        "Write a sentence that tells people in words which form the answer must have.",
    ),
    (
        of(ask("a", "files", check=Check(extensions=("exe",)))),
        "Files that can start a program are never taken: .exe.",
    ),
    (of(ask("a", check=Check(largest_file=4))), "Only a field for files has kinds and sizes of files."),
    (replace(of(ask("a")), offer=Offer(("moon",))), "“moon” is not in the set-up (any more)."),
    (replace(of(ask("a")), priority="urgent"), "“urgent” is not in the set-up (any more)."),
]
