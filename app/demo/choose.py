"""Choosing a story and a subject for each case, so that no two neighbours look alike."""

from collections import Counter, deque
from random import Random
from typing import Any, NamedTuple

from app.demo.plan import Plan
from app.demo.story import Story, stories
from app.demo.words import draw

APART = 12  # a story comes again after at least this many others


class Chosen(NamedTuple):
    """What a case is told with."""

    story: Story
    subject: str
    words: dict[str, Any]


class Chooser:
    """Remembers what was told: last, per account, and under which subjects."""

    def __init__(self, random: Random) -> None:
        self._random = random
        self._last: deque[Story] = deque(maxlen=APART)
        self._told: Counter[tuple[int, str]] = Counter()
        self._subjects: set[str] = set()
        self._latest = ""

    def choose(self, plan: Plan) -> Chosen:
        """A story that can be left as the plan wants, the one that this account heard least."""
        language = plan.owner.language or "en"
        fitting = [story for story in stories(language) if _fits(story, plan)]
        others = [story for story in fitting if story not in deque(self._last, 1)]
        apart = [story for story in fitting if story not in self._last] or others or fitting
        story = min(apart, key=lambda s: (self._told[plan.account.id, s.description], self._random.random()))
        self._last.append(story)
        self._told[plan.account.id, story.description] += 1
        return self._word(story)

    def _word(self, story: Story) -> Chosen:
        """Words and a subject that no other case has, unless the story has too few subjects for that."""
        while True:
            words = draw(self._random, story.language)
            subject = self._random.choice(story.subjects).format_map(words)
            again = self._random.random() < 0.05 and subject != self._latest
            if subject not in self._subjects or again:
                self._subjects.add(subject)
                self._latest = subject
                return Chosen(story, subject, words)


def _fits(story: Story, plan: Plan) -> bool:
    """What presses most is not left lying: no such case is still new."""
    is_left = plan.end in ("new", "new_assigned") and "essential" in story.priorities
    return bool(story.stops(plan.end)) and not is_left
