"""What customers of the demonstration thought of the cases that were solved."""

from datetime import timedelta
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from models.case import Case
from models.event import CaseEvent
from models.person import Person
from models.rating import Rating
from models.scale import Status

SEED: Final = 517
OFTEN: Final = 0.5
SCORES: Final = (5, 5, 5, 4, 4, 4, 3, 2, 1)
WORDS: Final[dict[str, dict[int, tuple[str, ...]]]] = {
    "nl": {
        5: ("Snel en vriendelijk geholpen.", "Bo dacht goed mee.", ""),
        4: ("Goed opgelost, al duurde het even.", "", ""),
        3: ("Het werkt, maar ik moest zelf nabellen.", ""),
        2: ("We hebben te lang op een antwoord gewacht.",),
        1: ("Drie keer hetzelfde moeten uitleggen.",),
    },
    "en": {
        5: ("Quick and friendly.", "Kim knew at once what it was.", ""),
        4: ("Well solved, if a little slow.", "", ""),
        3: ("It works, but I had to ask twice.", ""),
        2: ("We waited too long for an answer.",),
        1: ("I explained the same thing three times.",),
    },
}


def add_ratings(session: Session) -> None:
    """Of about half of the solved cases, some hours after they were closed."""
    random, now = Random(SEED), clock.now()  # noqa: S311  for variety, not for secrets
    solved = select(Case, Person.language).join(Person, Person.id == Case.owner_id).join(Case.status)
    for case, language in session.execute(solved.where(Status.code == "resolved").order_by(Case.id)):
        at = case.updated_at + timedelta(hours=random.uniform(0.2, 30))
        score = random.choice(SCORES)
        remark = random.choice(WORDS.get(language or "", WORDS["en"])[score])
        if random.random() < OFTEN and at < now:
            _rate(session, case, score, remark, Rating(rated_at=at))
    session.flush()


def _rate(session: Session, case: Case, score: int, remark: str, rating: Rating) -> None:
    rating.case_id, rating.person_id, rating.score, rating.remark = case.id, case.owner_id, score, remark
    case.rating = score
    changes = {"rating": [None, score], **({"remark": [None, remark]} if remark else {})}
    said = {"is_internal": False, "changes": changes, "at": rating.rated_at}
    session.add_all([rating, CaseEvent(case_id=case.id, kind="rated", actor_id=case.owner_id, **said)])
