"""Marks by which a mail is known again: its Message-ID, and the thread of its case."""

import hashlib
import hmac
from email.utils import parseaddr

from config import Settings


def message_id(settings: Settings, case_number: int, event_id: int, person_id: int) -> str:
    """The same for every delivery of the same mail, and not to be guessed by who did not get it."""
    return _sealed(settings, f"{case_number}.{event_id}.{person_id}")


def news_id(settings: Settings, about_message_id: int, person_id: int) -> str:
    """The same for a mail that brings a message of the portal."""
    return _sealed(settings, f"message.{about_message_id}.{person_id}")


def digest_id(settings: Settings, first_entry_id: int, person_id: int) -> str:
    """The same for the mail of a day, which begins with this entry."""
    return _sealed(settings, f"day.{first_entry_id}.{person_id}")


def _sealed(settings: Settings, what: str) -> str:
    seal = hmac.new(settings.secret_key.encode(), b"message-id:" + what.encode(), hashlib.sha256).hexdigest()
    return f"<{what}.{seal[:20]}@{_domain(settings)}>"


def thread_id(settings: Settings, case_number: int) -> str:
    """What all mails about a case refer to, so that mail programs keep them together."""
    return f"<case.{case_number}@{_domain(settings)}>"


def _domain(settings: Settings) -> str:
    return parseaddr(settings.mail_from)[1].rpartition("@")[2] or "loket.invalid"
