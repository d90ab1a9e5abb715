"""What is told to who was second: somebody else changed the case while they were deciding."""

from typing import Any

from flask_babel import gettext as _

from app.cases.assign import agents
from app.database import db
from app.refused import Stale
from models.case import Case
from views.cases.changes import value_of


def stale_status(stale: Stale, case: Case) -> str:
    _field, theirs, mine = stale.differences[0]
    return _(
        "Somebody else changed the status: it is “%(theirs)s” now, and you chose “%(mine)s”. "
        "Send it again if you mean it.",
        theirs=value_of("status", theirs, case),
        mine=value_of("status", mine, case),
    )


def stale_assignment(stale: Stale, case: Case) -> str:
    """Nobody loses a case without a word that went to somebody else a moment before."""
    _field, theirs, _mine = stale.differences[0]
    said = {"number": case.number, "agent": agent_called(theirs)}
    if theirs:
        return _("Meanwhile case %(number)s went to %(agent)s.", **said)
    return _("Meanwhile case %(number)s went back to the queue.", **said)


def assigned_in_words(case: Case, agent: int | None) -> str:
    if agent is None:
        return _("Case %(number)s waits in the queue again.", number=case.number)
    return _("Case %(number)s is now with %(agent)s.", number=case.number, agent=agent_called(agent))


def agent_called(person_id: Any) -> str:
    known = (agent.full_name for agent in agents(db.session()) if str(agent.id) == str(person_id))
    return next(known, _("Somebody else"))
