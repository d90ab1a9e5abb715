"""What the worker does for messages: it gives them the state that the clock says, and writes their mails."""

from flask import Flask

from app.jobs.session import system_session
from app.mail.news import write_next_mails
from app.messages.clockwork import move_by_clock


def look_after_messages(app: Flask) -> bool:
    """One step: the messages whose time has come or gone, else one batch of mails. Whether there was one."""
    with app.app_context():
        session = system_session()
        has_done = bool(move_by_clock(session)) or write_next_mails(session)
        if has_done:
            session.commit()
        else:
            session.rollback()
    return has_done
