"""A real mail server for the tests, with the moods that real ones have."""

import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class PostOffice:
    """`received` holds what was taken, in order. `refuse` maps a stage to the answer given there."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.refuse: dict[str, str] = {}
        self.takes = 0.0  # seconds for each mail
        self.port = free_port()
        self._controller: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def open(self, **options: Any) -> None:
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port, **options)
        self._controller.start()

    def close(self) -> None:
        if self._controller is not None:
            self._controller.stop()
            self._controller = None

    @contextmanager
    def silence(self) -> Iterator[Callable[[], object]]:
        """A server that takes a call and then says nothing; yields what waits for the call."""
        with socket.create_server(("127.0.0.1", self.port)) as place:
            place.settimeout(20)
            calls: list[socket.socket] = []
            yield lambda: calls.append(place.accept()[0])
            for call in calls:
                call.close()

    async def handle_MAIL(
        self, server: SMTP, session: Session, envelope: Envelope, sender: str, options: Any
    ) -> str:
        if "MAIL" in self.refuse:
            return self.refuse["MAIL"]
        envelope.mail_from = sender
        return "250 OK"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, to: str, options: Any
    ) -> str:
        if to in self.refuse or "RCPT" in self.refuse:
            return self.refuse.get(to) or self.refuse["RCPT"]
        envelope.rcpt_tos.append(to)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "DATA" in self.refuse:
            return self.refuse["DATA"]
        self.received.append(read_mail(envelope.content))
        self.recipients.append(envelope.rcpt_tos)
        time.sleep(self.takes)
        return "250 taken"

    def ids(self) -> list[str]:
        return [str(mail["Message-ID"]) for mail in self.received]

    def wait_for(self, number: int, seconds: float = 10.0) -> None:
        wait_until(lambda: len(self.received) >= number, seconds, f"{number} mails")


def read_mail(content: Any) -> EmailMessage:
    mail = message_from_bytes(content, policy=policy.default)
    assert isinstance(mail, EmailMessage)
    return mail


def body(mail: EmailMessage, kind: str = "plain") -> str:
    part = mail.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def wait_until(is_so: Any, seconds: float = 10.0, what: str = "it") -> None:
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, f"waited {seconds} s in vain for {what}"
        time.sleep(0.02)


def free_port() -> int:
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        return int(place.getsockname()[1])


@pytest.fixture
def closed_post_office() -> Iterator[PostOffice]:
    office = PostOffice()
    yield office
    office.close()


@pytest.fixture
def post_office(closed_post_office: PostOffice) -> PostOffice:
    closed_post_office.open()
    return closed_post_office
