"""Choosing a story and a subject for each case, so that no two neighbours look alike."""

from collections import Counter, deque
from random import Random
from typing import Any, NamedTuple

from app.demo.offers import Offers
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

    def __init__(self, random: Random, offers: Offers) -> None:
        self._random, self._offers = random, offers
        self._last: deque[Story] = deque(maxlen=APART)
        self._told: Counter[tuple[int, str]] = Counter()
        self._subjects: set[str] = set()
        self._latest = ""

    def choose(self, plan: Plan) -> Chosen:
        """A story that can be left as the plan wants, the one that this account heard least.

        Of those heard as often, what few customers are offered comes first: else it would hardly ever come.
        """
        language = plan.owner.language or "en"
        left = [story for story in stories(language) if _fits(story, plan)]
        fitting = [story for story in left if self._offers.fits(story, plan)]
        others = [story for story in fitting if story not in deque(self._last, 1)]
        apart = [story for story in fitting if story not in self._last] or others or fitting
        story = min(apart, key=lambda story: self._turn(story, plan))
        self._last.append(story)
        self._told[plan.account.id, story.description] += 1
        return self._word(story, plan)

    def _turn(self, story: Story, plan: Plan) -> tuple[int, bool, float]:
        told = self._told[plan.account.id, story.description]
        return told, not self._offers.is_for_few(story), self._random.random()

    def _word(self, story: Story, plan: Plan) -> Chosen:
        """Words and a subject that no other case has, unless the story has too few subjects for that."""
        devices = self._offers.devices(story, plan)
        while True:
            words = draw(self._random, story.language)
            if devices:
                words[story.device], words["serial"] = self._random.choice(devices)
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
