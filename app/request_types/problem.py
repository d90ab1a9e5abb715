"""What is wrong with a definition, and where, in words that an administrator understands."""

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import lazy_gettext as _l

from app.refused import Refused


@dataclass(frozen=True)
class Place:
    """Somewhere in a definition. `path` holds codes (step, section, field, …), `words` what people call them.

    What has no code yet goes by its number in the list: "2".
    """

    path: tuple[str, ...] = ()
    words: tuple[str, ...] = ()

    def within(self, code: str, words: str = "") -> "Place":
        return Place((*self.path, code), (*self.words, words or code))

    def __str__(self) -> str:
        return " › ".join(self.words)


@dataclass(frozen=True)
class Problem:
    """One thing to mend. `sentence` is in the reader's language."""

    place: Place
    sentence: str

    def __str__(self) -> str:
        return f"{self.place}: {self.sentence}" if self.place.words else self.sentence


class Flawed(Refused):
    """A definition that cannot be read or may not be published; `problems` says why, one by one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        super().__init__(_l("This request type has problems. Mend them and try again."))
        self.problems = tuple(problems)
