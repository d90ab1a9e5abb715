"""Sending the mails that wait, at least once each, in order, to those who may still read them."""

import logging
import smtplib
from types import TracebackType
from typing import Self

from flask import Flask
from flask_mail import BadHeaderError, Mail, Message
from sqlalchemy.orm import Session

from app import clock
from app.jobs.session import system_session
from app.mail.digest import is_still_told
from app.mail.line import give_up_old, lease, next_in_line, wait_longer
from app.mail.message import BadAddress, message_of
from app.mail.reader import active_reader, may_still_read
from app.mail.renew import is_still_said
from app.mail.server import MailConnection, mail_server
from app.mail.verdict import Verdict, verdict_on
from models.event import OutgoingMail
from models.person import Person

log = logging.getLogger(__name__)


class Postman:
    """Delivers one mail after the other over one connection, opened with the first."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._settings = app.config["SETTINGS"]
        self._server = mail_server(self._settings.smtp_url)
        self._connection: MailConnection | None = None
        app.extensions.setdefault("mail", Mail().init_mail({}))  # Flask-Mail's messages ask for it

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._hang_up()

    def deliver_next(self) -> bool:
        """Bring the next mail one step on; False when there is none to deal with now.

        No transaction is open while the server is spoken to.
        """
        with self._app.app_context():
            session = system_session()
            mail = next_in_line(session, clock.now())
            if mail is None:
                session.rollback()
                return False
            message = self._prepare(session, mail)
            attempt = mail.attempts
            session.commit()
            if message is not None:
                verdict = self._send(message)
                _conclude(session, mail.id, attempt, verdict)
        return True

    def _prepare(self, session: Session, mail: OutgoingMail) -> Message | None:
        """Take the mail and put it into its envelope, or settle it without sending."""
        now = clock.now()
        reader = active_reader(session, mail.person_id)
        if reader is None or not _is_still_news(session, mail, reader):
            mail.state = "withheld"
            return None
        if self._server is None:
            mail.state = "kept"
            return None
        mail.address = reader.email
        try:
            message = message_of(self._settings, mail, mail.event.case.number if mail.event else None)
        except BadAddress:
            mail.state, mail.last_error = "failed", "not a mail address"
            return None
        lease(mail, now)
        return message

    def _send(self, message: Message) -> Verdict:
        assert self._server is not None
        try:
            if self._connection is None:
                self._connection = MailConnection(self._server)
                self._connection.host = self._connection.configure_host()
            self._connection.send(message)
        except (OSError, smtplib.SMTPException, BadHeaderError) as problem:
            self._hang_up()
            return verdict_on(problem)
        return Verdict("sent")

    def _hang_up(self) -> None:
        if self._connection is not None:
            self._connection.hang_up()
            self._connection = None


def _is_still_news(session: Session, mail: OutgoingMail, reader: Person) -> bool:
    """Whether its reader may still read it, nobody took back what it says, and something of it is left."""
    is_fresh = may_still_read(session, mail) and is_still_said(session, mail)
    return is_fresh and is_still_told(session, mail, reader)


def _conclude(session: Session, mail_id: int, attempt: int, verdict: Verdict) -> None:
    """Write down how it went, unless the lease has run out and somebody else took the mail meanwhile."""
    now = clock.now()
    session.expire_all()
    mail = session.get(OutgoingMail, mail_id, with_for_update=True)
    if mail is None or mail.state not in ("waiting", "deferred") or mail.attempts != attempt:
        session.rollback()
        return
    if verdict.state == "sent":
        mail.state, mail.sent_at, mail.last_error = "sent", now, ""
    elif verdict.state == "failed":
        mail.state, mail.last_error = "failed", verdict.why
    else:
        wait_longer(mail, now, verdict.why, state=verdict.state)
        give_up_old(session, now, verdict.why)
    if verdict.why:
        log.warning("Mail %s is %s: %s", mail_id, mail.state, verdict.why)
    session.commit()
