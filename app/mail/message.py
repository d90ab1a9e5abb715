"""The mail as it goes over the wire."""

import re
from email.charset import QP, Charset
from email.mime.text import MIMEText
from email.utils import parseaddr
from typing import Any, Final

from flask_mail import Message

from app.mail.body import one_line
from app.mail.marks import thread_id
from config import Settings
from models.event import OutgoingMail

# One address and nothing else: no display name, no second recipient, no line end.
_ADDRESS: Final = re.compile(r"[^\s@<>()\[\],;:\\\"\x00-\x20\x7f]+@[^\s@<>()\[\],;:\\\"\x00-\x20\x7f]+")


class BadAddress(Exception):
    """The person's mail address is not one that mail can be sent to."""


def message_of(settings: Settings, mail: OutgoingMail, case_number: int | None) -> Message:
    """The message of this row; the same row gives the same Message-ID each time. Raises BadAddress."""
    if not _ADDRESS.fullmatch(mail.address):
        raise BadAddress(mail.address)
    name, address = parseaddr(settings.mail_from)
    message = QuotedMessage(
        subject=one_line(mail.subject),
        recipients=[mail.address],
        body=mail.text,
        html=mail.html,
        sender=(one_line(name), address),
        date=mail.created_at.timestamp(),
        extra_headers=_headers(settings, case_number),
    )
    message.msgId = mail.message_id
    return message


def _headers(settings: Settings, case_number: int | None) -> dict[str, str]:
    """No machine shall answer us; mail programs keep the mails of a case together."""
    headers = {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All"}
    if case_number is not None:
        thread = thread_id(settings, case_number)
        headers |= {"X-Loket-Case": str(case_number), "In-Reply-To": thread, "References": thread}
    return headers


class QuotedMessage(Message):
    """Flask-Mail's message in quoted-printable: lines of any length and letter pass any server unharmed."""

    def _mimetext(self, text: str | None, subtype: str = "plain") -> MIMEText:
        quoted: Any = Charset("utf-8")
        quoted.body_encoding = QP
        return MIMEText(text or "", subtype, quoted)
