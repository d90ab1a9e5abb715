"""People who are signed in, and the requests that they send."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

from flask import Flask
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer

from app.access.session import see_as
from app.access.sign_in import start_sign_in
from app.access.viewer import SYSTEM
from app.database import db


@dataclass
class Visitor:
    """Someone with a browser: `client` asks the application in this process, `cookie` any server."""

    name: str
    client: FlaskClient
    csrf_token: str

    @property
    def cookie(self) -> str:
        """As this application gave it last: it holds what a browser would bring back."""
        found = self.client.get_cookie("loket")
        assert found is not None
        return found.value

    def get(self, path: str) -> bytes:
        """The bytes of a GET."""
        return f"GET {path} HTTP/1.1\r\n{self._headers()}\r\n".encode()

    def post(self, path: str, data: dict[str, str]) -> bytes:
        """The bytes of a POST of a form."""
        body = urlencode({**data, "csrf_token": self.csrf_token})
        kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
        return f"POST {path} HTTP/1.1\r\n{self._headers()}{kind}\r\n{body}".encode()

    def _headers(self) -> str:
        return (
            f"Host: localhost\r\nAccept: text/html\r\nAccept-Language: en\r\nConnection: close\r\n"
            f"Cookie: loket={self.cookie}\r\n"
        )


def sign_in(app: Flask, name: str, person_id: int) -> Visitor:
    """A browser that is signed in, without going through the sign-in page."""
    with app.app_context():
        session = db.session()
        see_as(session, SYSTEM)
        token = start_sign_in(session, person_id=person_id, address="127.0.0.1", user_agent="bench")
        session.commit()
        db.session.remove()
    client, raw = app.test_client(), secrets.token_hex(20)
    with client.session_transaction() as cookie:
        cookie.update({"_user_id": token, "_fresh": True, "csrf_token": raw})
    signed = URLSafeTimedSerializer(app.config["SECRET_KEY"], salt="wtf-csrf-token").dumps(raw)
    return Visitor(name, client, str(signed))
