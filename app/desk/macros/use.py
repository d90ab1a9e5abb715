"""Using a macro on a case. It does nothing that the agent could not do by hand: each part is its own verb."""

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.cases.assign import assign
from app.cases.assign_team import assign_team
from app.cases.change_priority import change_priority
from app.cases.change_status import change_status
from app.content.markdown import as_words
from app.content.texts import pick
from app.conversation.post_note import post_note
from app.conversation.tasks import add_task
from app.desk.macros.placeholders import Facts, filled
from app.desk.macros.read import MacroWord, offered
from app.mail.reader import language_of
from app.refused import Refused
from app.setup.scales import scales
from models.account import Account
from models.case import Case
from models.person import Person


def use_macro(session: Session, *, by: Viewer, case: Case, macro_id: int) -> None:
    """The note as the macro has it, and all that it sets. Raises Refused as the verbs do."""
    macro = usable(session, by, macro_id)
    text = note_of(session, by, case, macro)
    if text:
        post_note(session, by=by, case=case, body=text, is_internal=macro.is_internal)
    set_fields(session, by=by, case=case, macro_id=macro_id)


def set_fields(session: Session, *, by: Viewer, case: Case, macro_id: int) -> None:
    """What the macro sets, without its text: that was sent as the agent changed it."""
    macro, words = usable(session, by, macro_id), scales(session)
    if macro.team_id:
        assign_team(session, by=by, case=case, to=macro.team_id)
    title = task_of(session, by, case, macro)
    if title:
        add_task(session, by=by, case=case, title=title, owner=by.person_id)
    if macro.assigns:
        assign(session, by=by, case=case, to=by.person_id if macro.assigns == "me" else None)
    if macro.priority_id in words.priorities:
        change_priority(session, by=by, case=case, to=words.priorities[macro.priority_id].code)
    if macro.status_id in words.statuses:
        change_status(session, by=by, case=case, to=words.statuses[macro.status_id].code)


def usable(session: Session, by: Viewer, macro_id: int) -> MacroWord:
    """Raises Refused for a macro that is not offered to this agent, or not any more."""
    found = offered(session, by).get(macro_id)
    if found is None:
        raise Refused(_("This macro is not offered any more. Choose another one."), "macro")
    return found


def note_of(session: Session, by: Viewer, case: Case, macro: MacroWord) -> str:
    """In the owner's language; an internal one in the agent's. What customers wrote stays words in it."""
    reader = by.person_id if macro.is_internal else case.owner_id
    facts = Facts(*map(as_words, facts_of(session, by, case)))
    return filled(pick(macro.body, _language(session, reader))[0], facts)


def task_of(session: Session, by: Viewer, case: Case, macro: MacroWord) -> str:
    """The title of the task that it adds, in the agent's language; empty for none."""
    if not any(macro.task_title.values()):
        return ""
    return filled(pick(macro.task_title, _language(session, by.person_id))[0], facts_of(session, by, case))


def _language(session: Session, person_id: int | None) -> str:
    reader = session.get(Person, person_id)
    return language_of(reader) if reader else "en"


def facts_of(session: Session, by: Viewer, case: Case) -> Facts:
    owner, agent = session.get(Person, case.owner_id), session.get(Person, by.person_id)
    account = session.scalar(select(Account.name).where(Account.id == case.account_id))
    return Facts(
        customer_first_name=owner.first_name if owner else "",
        customer_name=owner.full_name if owner else "",
        account=account or "",
        case_number=str(case.number),
        subject=case.subject,
        agent_first_name=agent.first_name if agent else "",
        agent_name=agent.full_name if agent else "",
    )
