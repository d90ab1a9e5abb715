"""A load generator: eight requests at a time on sockets, in one thread, cheap enough to share the machine."""

import selectors
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field

AT_ONCE = 8
PATIENCE = 30.0  # seconds for one answer

Request = Callable[[], bytes]


@dataclass
class Load:
    """What came of it: seconds per answer, how long all of it took, answers that were not as expected."""

    times: list[float] = field(default_factory=list)
    seconds: float = 0.0
    bad: list[str] = field(default_factory=list)
    bytes: int = 0

    @property
    def per_second(self) -> float:
        return len(self.times) / self.seconds if self.seconds else 0.0

    def percentile(self, share: float) -> float:
        """Milliseconds."""
        ordered = sorted(self.times)
        return 1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0

    def add(self, other: "Load") -> None:
        self.times += other.times
        self.seconds += other.seconds
        self.bad += other.bad
        self.bytes = other.bytes or self.bytes


class _Call:
    """One request on its way."""

    def __init__(self, port: int, data: bytes) -> None:
        self.began = time.perf_counter()
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        self.socket.sendall(data)
        self.socket.setblocking(False)
        self.answer: list[bytes] = []

    def read(self) -> bool:
        """Read what is there; True when the server has closed, which ends the answer."""
        try:
            part = self.socket.recv(262_144)
        except BlockingIOError:
            return False
        except ConnectionError:
            part = b""
        self.answer.append(part)
        return not part


def load(port: int, request: Request, *, seconds: float, most: int = 100_000, expect: int = 200) -> Load:
    """Keep eight requests on their way for some seconds, or `most` requests, and measure each answer."""
    found, waiting = Load(), selectors.DefaultSelector()
    began = time.perf_counter()
    end, sent = began + seconds, 0

    def send() -> None:
        nonlocal sent
        if sent < most and time.perf_counter() < end:
            call = _Call(port, request())
            waiting.register(call.socket, selectors.EVENT_READ, call)
            sent += 1

    for _ in range(AT_ONCE):
        send()
    while waiting.get_map():
        ready = waiting.select(PATIENCE)
        if not ready:
            raise TimeoutError(f"no answer within {PATIENCE:.0f} s")
        for key, _ in ready:
            if key.data.read():
                waiting.unregister(key.fileobj)
                _note(found, key.data, expect)
                send()
    found.seconds = time.perf_counter() - began
    return found


def _note(found: Load, call: _Call, expect: int) -> None:
    found.times.append(time.perf_counter() - call.began)
    call.socket.close()
    answer = b"".join(call.answer)
    found.bytes = len(answer)
    if not answer.startswith(b"HTTP/1.1 %d " % expect):
        found.bad.append(answer[:60].decode("latin-1", "replace"))
