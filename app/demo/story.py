"""Stories: what a case of the demonstration is about, and the talk that follows (data in `stories/`)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

FOLDER = Path(__file__).parent / "stories"
ANSWERS = Path(__file__).parent / "answers.toml"


class Act(NamedTuple):
    """Who speaks, whether only the desk hears it, and the status that follows ("" : as it was)."""

    side: str
    is_internal: bool
    becomes: str


ACTS = {
    "work": Act("desk", False, "in_progress"),
    "ask": Act("desk", False, "pending_response"),
    "hold": Act("desk", False, "on_hold"),
    "solve": Act("desk", False, "solution_suggested"),
    "say": Act("desk", False, ""),
    "inside": Act("desk", True, ""),
    "answer": Act("customer", False, "in_progress"),
    "add": Act("customer", False, ""),
    "refuse": Act("customer", False, "in_progress"),
    "accept": Act("customer", False, "resolved"),
}


class Line(NamedTuple):
    """One line of the talk: "ask: Which version is it?"."""

    act: Act
    text: str

    @classmethod
    def read(cls, line: str) -> "Line":
        act, _, text = line.partition(": ")
        return cls(ACTS[act], text)


@dataclass(frozen=True)
class Story:
    """`file` names the kind of file that comes with the case, or with the customer's first answer.

    `type` is the request type by which it is sent, with `answers`; without one it is told as it stands.
    `device` names the word that is one of the customer's own devices.
    """

    language: str
    kind: str
    priorities: tuple[str, ...]
    subjects: tuple[str, ...]
    description: str
    talk: tuple[Line, ...]
    file: str
    with_answer: bool
    type: str = ""
    device: str = ""
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def statuses(self) -> list[str]:
        """The status after each line; a case that was taken begins as new, assigned."""
        found, now = [], "new_assigned"
        for line in self.talk:
            now = line.act.becomes or now
            found.append(now)
        return found

    def stops(self, status: str) -> list[int]:
        """After how many lines the case can be left in this status; empty when it never is."""
        if status in ("new", "new_assigned"):
            return [0]
        if status == "cancelled":
            return [i for i, now in enumerate(["new", *self.statuses]) if "solution" not in now][:2]
        found = [i for i, now in enumerate(self.statuses, 1) if now == status]
        return found or ([0] if status == "in_progress" else [])


@cache
def stories(language: str) -> tuple[Story, ...]:
    """All stories in a language, in the order of their files."""
    found = []
    for file in sorted(FOLDER.glob(f"{language}_*.toml")):
        for row in tomllib.loads(file.read_text(encoding="utf-8"))["story"]:
            found.append(
                Story(
                    language=language,
                    kind=row["kind"],
                    priorities=tuple(row["priority"]),
                    subjects=tuple(row["subject"]),
                    description=row["description"].strip(),
                    talk=tuple(Line.read(line) for line in row["talk"]),
                    file=row.get("file", ""),
                    with_answer=row.get("with_answer", False),
                    device=row.get("device", ""),
                    **_asked(row, language),
                )
            )
    return tuple(found)


def _asked(row: dict[str, Any], language: str) -> dict[str, Any]:
    """By which request type, and what is answered there beside subject and description."""
    if "asks" not in row:
        return {}
    usual = answers_to(row["asks"])
    said = {**usual["all"], **usual.get(language, {}), **row.get("answers", {})}
    return {"type": usual["type"], "answers": tuple(said.items())}


@cache
def answers_to(asks: str) -> dict[str, Any]:
    """What customers usually answer: see `answers.toml`."""
    found: dict[str, Any] = tomllib.loads(ANSWERS.read_text(encoding="utf-8"))[asks]
    return found
