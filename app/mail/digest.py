"""The mail of the day: what somebody wants to be told of in one mail, written in the morning.

What waits are rows. The mail is written in the transaction that marks them as told, so that a worker that is
killed in between tells nothing twice and leaves nothing out; and once more when it is sent, for what its
reader may see by then.
"""

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.content.texts import pick
from app.mail.body import one_line
from app.mail.letter import LONGEST_SUBJECT, Letter, fill
from app.mail.marks import digest_id
from app.mail.reader import active_reader, eyes_of, language_of
from app.messages.find import is_current
from models.event import CaseEvent, OutgoingMail
from models.message import Message
from models.person import Person
from models.subscription import DigestEntry

LETTER: Final = "digest"
MORNING: Final = time(7)
MOST_CASES: Final = 100
USUAL_ZONE: Final = "Europe/Amsterdam"


def keep_for_the_day(
    session: Session, reader: Person, *, event_id: int | None = None, message_id: int | None = None
) -> None:
    """One more thing for the reader's next morning. Twice is once."""
    same = DigestEntry.event_id == event_id if event_id else DigestEntry.message_id == message_id
    mine = select(DigestEntry.id).where(DigestEntry.person_id == reader.id, same)
    if session.scalar(mine) is None:
        what = {"event_id": event_id, "message_id": message_id}
        due_at = next_morning(clock.now(), reader.time_zone)
        session.add(DigestEntry(person_id=reader.id, due_at=due_at, **what))
        session.flush()


def next_morning(now: datetime, zone: str | None) -> datetime:
    """Seven o'clock by the reader's own clock, whatever summer time does that night."""
    local = now.astimezone(ZoneInfo(zone or USUAL_ZONE))
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, local.tzinfo).astimezone(now.tzinfo)


def write_next_digest(session: Session) -> bool:
    """The mail of the day of one person for whom it is time; whether there was one. The caller commits.

    Needs the system's eyes. The row of the person is taken, so that of two workers one writes.
    """
    now = clock.now()
    waits = DigestEntry.mail_id.is_(None), DigestEntry.due_at <= now
    first = select(DigestEntry.person_id).where(*waits).order_by(DigestEntry.due_at, DigestEntry.id).limit(1)
    person_id = session.scalar(first)
    taken = select(Person.id).where(Person.id == person_id).with_for_update(key_share=True, skip_locked=True)
    if person_id is None or session.scalar(taken) is None:
        return False
    mine = select(DigestEntry).where(DigestEntry.person_id == person_id, *waits).order_by(DigestEntry.id)
    entries = session.scalars(mine.execution_options(populate_existing=True)).all()
    if not entries:
        return False
    reader = active_reader(session, person_id)
    letter = _letter(session, reader, entries) if reader else None
    if reader is None or letter is None:
        for entry in entries:
            session.delete(entry)
    else:
        _put(session, reader, letter, entries, now)
    session.flush()
    return True


def _put(
    session: Session, reader: Person, letter: Letter, entries: Sequence[DigestEntry], now: datetime
) -> None:
    mail = OutgoingMail(
        reaction=LETTER,
        person_id=reader.id,
        address=reader.email,
        language=language_of(reader),
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=digest_id(current_app.config["SETTINGS"], entries[0].id, reader.id),
        state="waiting",
        attempts=0,
        not_before=now,
        created_at=now,
    )
    session.add(mail)
    session.flush()
    for entry in entries:
        entry.mail_id = mail.id


def is_still_told(session: Session, mail: OutgoingMail, reader: Person) -> bool:
    """A mail of the day is written anew for what its reader may see now; False when nothing is left."""
    if mail.reaction != LETTER:
        return True
    entries = session.scalars(select(DigestEntry).where(DigestEntry.mail_id == mail.id)).all()
    letter = _letter(session, reader, entries)
    if letter is None:
        return False
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    return True


def _letter(session: Session, reader: Person, entries: Sequence[DigestEntry]) -> Letter | None:
    """In the reader's language, and with nothing in it that the reader may not see."""
    language = language_of(reader)
    base_url = current_app.config["SETTINGS"].base_url.rstrip("/")
    with eyes_of(session, reader.id) as eyes, force_locale(language):
        cases, messages = _cases(eyes, entries), _messages(eyes, entries, language)
        if not cases and not messages:
            return None
        facts: dict[str, Any] = {
            "language": language,
            "reader": one_line(reader.full_name),
            "subject": _("What happened to your cases"),
            "cases": list(cases.values())[:MOST_CASES],
            "more": max(0, len(cases) - MOST_CASES),
            "messages": messages,
            "portal": base_url,
        }
        text, html = (fill(f"mail/{LETTER}.{kind}", facts) for kind in ("txt", "html"))
    return Letter(facts["subject"][:LONGEST_SUBJECT], text.strip() + "\n", html)


def _cases(eyes: Session, entries: Sequence[DigestEntry]) -> dict[int, dict[str, Any]]:
    """By id: number, subject, and what happened, the oldest first."""
    ids = [entry.event_id for entry in entries if entry.event_id is not None]
    events = eyes.scalars(select(CaseEvent).where(CaseEvent.id.in_(ids)).order_by(CaseEvent.id))
    found: dict[int, dict[str, Any]] = {}
    for event in events:
        if event.case is not None and (event.note is None or event.note.withdrawn_at is None):
            about = {"number": event.case.number, "subject": one_line(event.case.subject), "lines": []}
            found.setdefault(event.case_id, about)["lines"].append(_line(event))
    return found


def _line(event: CaseEvent) -> Any:
    who = one_line(event.actor.full_name) if event.actor else _("Somebody at another account")
    who = "Loket" if event.actor_id is None else who
    words = {
        "opened": _("%(who)s opened the case", who=who),
        "noted": _("%(who)s wrote a note", who=who),
        "status_changed": _("%(who)s changed the status", who=who),
        "reopened": _("%(who)s reopened the case", who=who),
        "priority_changed": _("%(who)s changed the priority", who=who),
        "assigned": _("%(who)s assigned the case", who=who),
        "reminded": _("The case waits for an answer"),
    }
    return words.get(event.kind) or _("%(who)s did something with the case", who=who)


def _messages(eyes: Session, entries: Sequence[DigestEntry], language: str) -> list[tuple[int, str]]:
    """Id and title of those that are still out."""
    ids = [entry.message_id for entry in entries if entry.message_id is not None]
    still_out = select(Message).where(Message.id.in_(ids), is_current(clock.now())).order_by(Message.id)
    return [(one.id, one_line(pick(one.title, language)[0])) for one in eyes.scalars(still_out)]
