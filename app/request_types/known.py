"""What the engine asks about the world around a definition, and all that it sees of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.request_types.definition import Answers, Field

LOOKED_UP = ("account", "contact", "product_line", "product", "model", "serial_number")


@dataclass(frozen=True)
class File:
    """One file that was sent for a field. `size` is in bytes."""

    name: str
    size: int


class Known(Protocol):
    """All of it through the eyes of one reader: what one may not see is not known.

    `answers` holds what was answered to the fields that this one depends on, and to the account's field.
    """

    def choices(self, field: Field, answers: Answers) -> Sequence[tuple[str, str]]:
        """(code, words) of what may be chosen; none where it is searched instead."""

    def knows(self, field: Field, value: str, answers: Answers) -> bool:
        """Whether this code may be the answer."""

    def label(self, field: Field, value: str) -> str:
        """What people call it; the code itself when it is not known any more."""

    def refuses(self, field: Field, value: str, answers: Answers) -> str:
        """Why an answer that is known may not be given all the same; nothing when it may."""

    def implied(self, field: Field, answers: Answers) -> str:
        """The only answer after what it depends on: the model of a serial number. Or nothing."""

    def default(self, field: Field) -> str:
        """What is chosen when nobody chose: oneself as contact, the only account. Or nothing."""

    def file(self, field: Field, ref: str) -> File | None:
        """The file that was sent for this field."""

    def keeps(self, field: Field) -> bool:
        """Whether a secret was given before, and is kept elsewhere: it never comes back in an answer."""


class NothingKnown(Known):
    """An empty world, to fill in what is needed."""

    def choices(self, field: Field, answers: Answers) -> Sequence[tuple[str, str]]:
        return ()

    def knows(self, field: Field, value: str, answers: Answers) -> bool:
        return any(code == value for code, _words in self.choices(field, answers))

    def label(self, field: Field, value: str) -> str:
        return dict(self.choices(field, {})).get(value, value)

    def refuses(self, field: Field, value: str, answers: Answers) -> str:
        return ""

    def implied(self, field: Field, answers: Answers) -> str:
        return ""

    def default(self, field: Field) -> str:
        return ""

    def file(self, field: Field, ref: str) -> File | None:
        return None

    def keeps(self, field: Field) -> bool:
        return False
