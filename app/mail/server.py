"""The mail server that SMTP_URL names, and a connection to it that never waits for ever."""

import smtplib
import ssl
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl, unquote, urlsplit

from flask_mail import Connection, Mail

PATIENCE: Final = 15.0  # seconds for each answer of the server
PORTS: Final = {"smtp": 25, "smtps": 465}


@dataclass(frozen=True)
class MailServer:
    """Where mail goes out. `user` is empty when the server asks for none."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    is_tls: bool = False
    starts_tls: bool = False


def mail_server(url: str) -> MailServer | None:
    """smtp://user:password@host:port, smtps://…, smtp://…?starttls; None without one. Raises ValueError."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ValueError(
            "SMTP_URL must look like smtp://user:password@host:port, smtps://… or smtp://…?starttls"
        )
    starts_tls = "starttls" in dict(parse_qsl(parts.query, keep_blank_values=True))
    return MailServer(
        host=parts.hostname,
        port=parts.port or (587 if starts_tls else PORTS[parts.scheme]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        is_tls=parts.scheme == "smtps",
        starts_tls=starts_tls,
    )


class MailConnection(Connection):
    """Flask-Mail's connection with a time limit and with certificates checked."""

    def __init__(self, server: MailServer) -> None:
        state: Any = Mail().init_mail(_flask_mail_config(server))
        super().__init__(state)
        self._server = server

    def configure_host(self) -> smtplib.SMTP | smtplib.SMTP_SSL:
        """Raises OSError or SMTPException when the server is not there or does not want us."""
        server = self._server
        if server.is_tls:
            safe = ssl.create_default_context()
            host: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=PATIENCE, context=safe)
        else:
            host = smtplib.SMTP(server.host, server.port, timeout=PATIENCE)
        try:
            if server.starts_tls:
                host.starttls(context=ssl.create_default_context())
            if server.user:
                host.login(server.user, server.password)
        except BaseException:
            host.close()
            raise
        return host

    def hang_up(self) -> None:
        """End the conversation, politely if the server still listens."""
        if self.host is None:
            return
        try:
            self.host.quit()
        except (OSError, smtplib.SMTPException):
            self.host.close()
        self.host = None


def _flask_mail_config(server: MailServer) -> dict[str, object]:
    return {"MAIL_SERVER": server.host, "MAIL_PORT": server.port, "MAIL_SUPPRESS_SEND": False}
