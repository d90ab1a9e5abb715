"""SMTP_URL: what it may say, and that passwords and certificates are used."""

import datetime
import ssl
from pathlib import Path

import pytest
from aiosmtpd.smtp import AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from app.mail.server import MailServer, mail_server
from tests.cases.steps import opened
from tests.mail.acts import mails, settle
from tests.mail.postoffice import PostOffice
from tests.worlds import World


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("", None),
        ("smtp://mail.example", MailServer("mail.example", 25)),
        ("smtp://mail.example:2525", MailServer("mail.example", 2525)),
        ("smtps://u%40x:p%3As@mail.example", MailServer("mail.example", 465, "u@x", "p:s", is_tls=True)),
        ("smtp://u:p@mail.example?starttls", MailServer("mail.example", 587, "u", "p", starts_tls=True)),
    ],
)
def test_smtp_url_names_the_server(url: str, server: MailServer | None) -> None:
    assert mail_server(url) == server


@pytest.mark.parametrize("url", ["http://mail.example", "mail.example:25", "smtp://"])
def test_smtp_url_that_names_none_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="SMTP_URL must look like"):
        mail_server(url)


def certificate(folder: Path) -> ssl.SSLContext:
    """A certificate for localhost, trusted by who reads folder/cert.pem."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
    made = made.not_valid_before(now).not_valid_after(now + datetime.timedelta(days=1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    (folder / "cert.pem").write_bytes(
        made.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    )
    shape = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(key.private_bytes(*shape))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def only_with_password(
    server: object, session: object, envelope: object, how: object, data: object
) -> AuthResult:
    return AuthResult(success=getattr(data, "password", b"") == b"s3cret", handled=False)


SAFE = {"authenticator": only_with_password, "auth_required": True, "require_starttls": True}


@pytest.mark.parametrize(("password", "state"), [("s3cret", "sent"), ("wrong", "waiting")])
def test_starttls_signs_in_with_the_password(
    sqlite_world: World,
    monkeypatch: pytest.MonkeyPatch,
    closed_post_office: PostOffice,
    tmp_path: Path,
    password: str,
    state: str,
) -> None:
    closed_post_office.open(tls_context=certificate(tmp_path), **SAFE)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    url = f"smtp://loket:{password}@localhost:{closed_post_office.port}?starttls"
    settle(sqlite_world, monkeypatch, smtp_url=url)
    opened(sqlite_world, "sam")

    assert [mail.state for mail in mails(sqlite_world)] == [state]
    assert password not in mails(sqlite_world)[0].last_error


def test_starttls_says_nothing_to_a_server_that_nobody_vouches_for(
    sqlite_world: World, monkeypatch: pytest.MonkeyPatch, closed_post_office: PostOffice, tmp_path: Path
) -> None:
    closed_post_office.open(tls_context=certificate(tmp_path), **SAFE)
    settle(
        sqlite_world, monkeypatch, smtp_url=f"smtp://u:s3cret@localhost:{closed_post_office.port}?starttls"
    )
    opened(sqlite_world, "sam")

    assert [mail.state for mail in mails(sqlite_world)] == ["waiting"]
    assert "certificate" in mails(sqlite_world)[0].last_error
