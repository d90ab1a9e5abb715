"""What an answer of the mail server means for the mail."""

import smtplib
from typing import Final, NamedTuple

from flask_mail import BadHeaderError

LONGEST: Final = 400
SERVICE_NOT_AVAILABLE: Final = 421


class Verdict(NamedTuple):
    """`state` of the mail now: sent, failed (for good), deferred (this mailbox), waiting (the server)."""

    state: str
    why: str = ""


def verdict_on(problem: Exception) -> Verdict:
    """A refused recipient or content is this mail's trouble; all else is the server's, and every mail's."""
    if isinstance(problem, BadHeaderError):
        return Verdict("failed", "a header holds a line end")
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, words = next(iter(problem.recipients.values()), (0, b""))
        return _by_code(code, words)
    if isinstance(problem, smtplib.SMTPDataError):
        return _by_code(problem.smtp_code, problem.smtp_error)
    if isinstance(problem, smtplib.SMTPResponseException):
        return Verdict("waiting", _words(problem.smtp_code, problem.smtp_error))
    return Verdict("waiting", f"{type(problem).__name__}: {problem}"[:LONGEST])


def _by_code(code: int, words: bytes | str) -> Verdict:
    if code == SERVICE_NOT_AVAILABLE:
        return Verdict("waiting", _words(code, words))
    return Verdict("failed" if code >= 500 else "deferred", _words(code, words))


def _words(code: int, words: bytes | str) -> str:
    text = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return " ".join(f"{code} {text}".split()).replace("\0", "")[:LONGEST]
