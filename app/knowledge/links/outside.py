"""Asking whether an address elsewhere is still there, without ever knocking at a door inside.

A host is resolved once and the connection goes to exactly that address, so that a name cannot mean something
else a moment later. Every redirect is looked at in the same way. Only http and https on their usual ports.
"""

import errno
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from app.knowledge.links import verdict
from app.knowledge.links.verdict import Verdict

PATIENCE: Final = 5.0  # seconds for each step
LONGEST: Final = 10.0  # seconds for one answer, however slowly it drips
LONGEST_WAY: Final = 25.0  # seconds after which no redirect is followed any more
MOST_HOPS: Final = 5
PORTS: Final = {"http": 80, "https": 443}
HEADERS: Final = {"User-Agent": "Loket link check", "Accept": "*/*", "Range": "bytes=0-0"}
# Answers that say: not for you, or not now, and so: something is there.
THERE: Final = frozenset({401, 403, 416, 429})
# Endings that are kept for examples and tests (RFC 2606): nothing of that name will ever answer.
SAMPLES: Final = (".example", ".test", ".invalid", ".localhost", "example.com", "example.org", "example.net")
# IPv6 that stands for an IPv4 address, which may be one inside.
_WRAPPED: Final = [IPv6Network(one) for one in ("64:ff9b::/96", "64:ff9b:1::/48", "2002::/16", "2001::/32")]
_NOWHERE: Final = (errno.ENETUNREACH, errno.ENETDOWN)


def is_outside(address: str) -> bool:
    """Whether an IP address belongs to the public Internet."""
    try:
        known = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(known, IPv6Address):
        if known.ipv4_mapped is not None:
            return is_outside(str(known.ipv4_mapped))
        if any(known in network for network in _WRAPPED):
            return False
    return known.is_global and not known.is_multicast


def resolve(host: str, port: int) -> list[str]:
    """Every address of a host. Raises socket.gaierror."""
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


@dataclass(frozen=True)
class Outside:
    """`verdict_on(address)`. The tests give it a network of their own."""

    resolve: Callable[[str, int], list[str]] = resolve
    is_allowed: Callable[[str], bool] = is_outside
    ports: frozenset[int] = frozenset(PORTS.values())

    def verdict_on(self, address: str) -> Verdict:
        """What is there now. Takes LONGEST_WAY seconds at most, and what the last hop takes."""
        until = time.monotonic() + LONGEST_WAY
        for _hop in range(MOST_HOPS):
            if time.monotonic() > until:
                return verdict.NO_ANSWER
            try:
                parts = urlsplit(address)
                host, port = _host(parts), parts.port or PORTS.get(parts.scheme, 0)
            except (ValueError, UnicodeError):
                return verdict.BAD_ADDRESS
            if parts.scheme not in PORTS or not host:
                return verdict.BAD_ADDRESS
            found = self._look(parts, host, port)
            if isinstance(found, Verdict):
                return found
            address = urljoin(address, found)
        return verdict.TOO_MANY_HOPS

    def _look(self, parts: SplitResult, host: str, port: int) -> Verdict | str:
        """The verdict, or the address that it redirects to."""
        if port not in self.ports:
            return verdict.PORT
        if host.endswith(SAMPLES):
            return verdict.SAMPLE
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError) as error:
            is_away = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            return verdict.NO_NETWORK if is_away else verdict.UNKNOWN_HOST
        if not addresses or not all(map(self.is_allowed, addresses)):
            return verdict.INSIDE
        return _ask(parts, host, port, addresses[0])


def _host(parts: SplitResult) -> str:
    """In the letters that names on the wire have."""
    return (parts.hostname or "").rstrip(".").encode("idna").decode()


def _ask(parts: SplitResult, host: str, port: int, address: str) -> Verdict | str:
    """HEAD first; who does not know that, or says no to it, is asked with GET, and what comes is not read."""
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    try:
        status, onwards = _answer(parts.scheme, host, port, address, "HEAD", path)
        if status >= HTTPStatus.BAD_REQUEST and status not in THERE:
            status, onwards = _answer(parts.scheme, host, port, address, "GET", path)
    except ssl.SSLError:
        return verdict.UNSAFE
    except OSError as error:
        return verdict.NO_NETWORK if error.errno in _NOWHERE else verdict.NO_ANSWER
    except (http.client.HTTPException, ValueError):
        return verdict.NO_ANSWER
    if onwards and status in (301, 302, 303, 307, 308):
        return onwards
    is_there = status < HTTPStatus.BAD_REQUEST or status in THERE
    return verdict.OK if is_there else Verdict("broken", str(status))


def _answer(scheme: str, host: str, port: int, address: str, method: str, path: str) -> tuple[int, str]:
    """(status, where it redirects to)."""
    connection = _Pinned(host, port, address, is_safe=scheme == "https")
    with closing(connection), _in_time(connection):
        connection.request(method, path.encode("ascii", "ignore").decode(), headers=HEADERS)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""


class _Pinned(http.client.HTTPConnection):
    """Goes to the address that was looked at, and asks there for the host by its name."""

    def __init__(self, host: str, port: int, address: str, *, is_safe: bool) -> None:
        super().__init__(host, port, timeout=PATIENCE)
        self._address, self._is_safe = address, is_safe

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), PATIENCE)
        if self._is_safe:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


@contextmanager
def _in_time(connection: _Pinned) -> Iterator[None]:
    """Hang up when it takes too long: a patience for each step alone lets a slow sender drip for hours."""

    def hang_up() -> None:
        with suppress(OSError, AttributeError):
            connection.sock.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(LONGEST, hang_up)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
