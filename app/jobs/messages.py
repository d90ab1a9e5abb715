"""What the worker does for messages: it gives them the state that the clock says, and writes their mails."""

from flask import Flask

from app.jobs.session import system_session
from app.mail.digest import write_next_digest
from app.mail.news import write_next_mails
from app.messages.clockwork import move_by_clock


def look_after_messages(app: Flask) -> bool:
    """One step: messages by the clock, else a batch of mails, else a mail of the day. Whether it did one."""
    with app.app_context():
        session = system_session()
        has_done = bool(move_by_clock(session)) or write_next_mails(session) or write_next_digest(session)
        if has_done:
            session.commit()
        else:
            session.rollback()
    return has_done
