"""A mail that did not leave says what its note says now, and one that did says no more what was withdrawn."""

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from app import clock
from app.conversation.correct import WINDOW
from app.mail.letter import write_letter
from app.mail.reader import eyes_of
from models.conversation import Note
from models.event import CaseEvent, OutgoingMail


def is_still_said(session: Session, mail: OutgoingMail) -> bool:
    """Whether there is something left to send: a note that was corrected since is written into it anew."""
    note = mail.event.note if mail.event else None
    if mail.event is None or note is None or note.changed_at is None:
        return True  # by the clock alone nobody knows: a mail may be written while its note is corrected
    if note.withdrawn_at is not None and mail.event.kind in ("noted", "task_noted"):
        mail.text = mail.html = ""
        return False
    with eyes_of(session, mail.person_id) as eyes:
        letter = write_letter(eyes, event_id=mail.event.id, name=mail.reaction, reader_id=mail.person_id)
    if letter is None:
        if note.withdrawn_at is not None:
            mail.text = mail.html = ""
        return False
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    return True


def renew_mails(session: Session, event: CaseEvent) -> None:
    """The note of the event was corrected, withdrawn or given again: so are the words in what did not leave.

    Where no mail server is set, mails are kept and read in the log, and nothing would look at them again.
    Under a lock, for a mail may be settled at this very moment.
    """
    about = and_(CaseEvent.case_id == event.case_id, CaseEvent.note_id == event.note_id)
    unsent = select(OutgoingMail).join(CaseEvent, CaseEvent.id == OutgoingMail.event_id)
    unsent = unsent.where(about, OutgoingMail.state != "sent").order_by(OutgoingMail.id)
    for mail in session.scalars(unsent.with_for_update(of=OutgoingMail)).all():
        is_still_said(session, mail)


def is_taken_back(session: Session, mail: OutgoingMail) -> bool:
    """Whether the words of a mail are nobody's to read any more. Needs the system's eyes."""
    withdrawn = select(Note.withdrawn_at).join(CaseEvent, CaseEvent.note_id == Note.id)
    has_words_of_then = mail.state == "sent" or not mail.text
    return has_words_of_then and session.scalar(withdrawn.where(CaseEvent.id == mail.event_id)) is not None


def forget_taken_back(session: Session) -> None:
    """Delete for good what mails say of notes that were withdrawn for good. Needs the system's eyes."""
    its_note = and_(Note.id == CaseEvent.note_id, Note.case_id == CaseEvent.case_id)
    gone = select(CaseEvent.id).join(Note, its_note).where(Note.withdrawn_at < clock.now() - WINDOW)
    said = update(OutgoingMail).where(OutgoingMail.event_id.in_(gone), OutgoingMail.state == "sent")
    session.execute(said.values(text="", html="").execution_options(synchronize_session=False))
