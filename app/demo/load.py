"""Loading the demonstration: a company that supports printers, its customers, and ninety days of cases."""

from random import Random

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app import clock
from app.demo.cast import add_cast
from app.demo.choose import Chooser
from app.demo.clocks import add_clocks
from app.demo.companies import add_companies
from app.demo.desk import add_desk
from app.demo.details import add_details
from app.demo.devices import add_agreements, add_devices, add_qualifications
from app.demo.drafts import add_draft
from app.demo.escalations import add_escalations
from app.demo.knowledge import add_knowledge
from app.demo.marks import add_marks
from app.demo.messages import add_messages
from app.demo.offers import Offers
from app.demo.places import add_people_apart, add_places
from app.demo.plan import plans
from app.demo.products import add_products
from app.demo.ratings import add_ratings
from app.demo.tasks import add_tasks
from app.demo.tell import Telling
from app.demo.together import add_together
from app.demo.views import add_views
from app.setup.scales import scales
from models.case import Case
from models.event import PendingEvent
from models.person import Person

SEED = 2026
SHARES = {"nl": (7, 3), "en": (2, 8)}  # of ten cases, how many Bo takes and how many Kim

# What the cases are told in, and what is done with them.
WORLD = (
    add_places,
    add_products,
    add_devices,
    add_agreements,
    add_qualifications,
    add_knowledge,
    add_messages,
)
AFTERWARDS = (
    add_tasks,
    add_marks,
    add_escalations,
    add_ratings,
    add_clocks,
    add_people_apart,
    add_views,
    add_desk,
    add_draft,
    add_together,
)


def load_demo(session: Session) -> None:
    """Fill a database that has the shipped set-up; one that holds a case already is left alone.

    Always the same cases, told backwards from now. Needs a session that looks as the system, and an
    application context for the files. The caller commits.
    """
    if session.scalar(select(Case.id).limit(1)) is not None:
        return
    if _by_mail(session, "noor@rijnmond.example") is None:
        add_cast(session)
    noor, bo, kim = (
        _by_mail(session, mail) for mail in ("noor@rijnmond.example", "bo@desk.example", "kim@desk.example")
    )
    assert noor and bo and kim
    add_details(session)
    add_companies(session, like=noor)
    for add in WORLD:
        add(session)
    _tell_all(session, [bo, kim])
    for add in AFTERWARDS:
        add(session)
    session.execute(delete(PendingEvent))  # no mail goes out for what is past


def _by_mail(session: Session, mail: str) -> Person | None:
    return session.scalar(select(Person).where(Person.email == mail))


def _tell_all(session: Session, agents: list[Person]) -> None:
    random, now, words = Random(SEED), clock.now(), scales(session)  # noqa: S311  for variety, not for secrets
    chooser = Chooser(random, Offers(session))
    for plan in plans(session, random, now):
        chosen = chooser.choose(plan)
        agent = random.choices(agents, SHARES[chosen.story.language])[0]
        Telling(session, random, words, plan, chosen, agent).tell(now)
