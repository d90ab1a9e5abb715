"""A mail that was not sent yet says what the note says now, not what it said when the mail was written."""

from sqlalchemy.orm import Session

from app.mail.letter import write_letter
from app.mail.reader import eyes_of
from models.event import OutgoingMail


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
        return False
    mail.subject, mail.text, mail.html = letter.subject, letter.text, letter.html
    return True
