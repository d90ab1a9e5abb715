"""Small files as customers send them: a photo of a panel, a scanned page, a log, a list of devices."""

import struct
import zlib
from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

Rows = list[bytearray]

PALETTE = ((247, 248, 250), (31, 41, 55), (43, 84, 191), (193, 39, 45), (203, 208, 216), (255, 255, 255))
PAPER, INK, BLUE, RED, GREY, WHITE = range(6)
# Digits, J and dash, five dots high and three wide.
DOTS = {
    "0": "75557", "1": "26227", "2": "71747", "3": "71717", "4": "55711", "5": "74717", "6": "74757",
    "7": "71111", "8": "75757", "9": "75717", "J": "11157", "-": "00700",
}  # fmt: skip


def sample(kind: str, random: Random, words: dict[str, Any], at: datetime) -> tuple[str, bytes]:
    """File name and content for one of the kinds that stories name."""
    make: dict[str, Callable[[], tuple[str, bytes]]] = {
        "panel": lambda: (f"IMG_{random.randint(1000, 9999)}.png", png(_panel(words["code"]))),
        "scan": lambda: (f"scan-{at:%Y%m%d}.png", png(_page(random))),
        "log": lambda: (f"{words['host']}-{at:%Y-%m-%d}.log", _log(random, words, at).encode()),
        "list": lambda: ("devices.csv", _devices(random).encode()),
    }
    return make[kind]()


def png(rows: Rows) -> bytes:
    """A picture of palette numbers as PNG (ISO/IEC 15948: signature, IHDR, PLTE, IDAT, IEND)."""
    header = struct.pack(">IIBBBBB", len(rows[0]), len(rows), 8, 3, 0, 0, 0)
    colours = bytes(value for colour in PALETTE for value in colour)
    pixels = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", pixels), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def _canvas(width: int, height: int) -> Rows:
    return [bytearray([PAPER]) * width for _ in range(height)]


def _box(rows: Rows, x: int, y: int, width: int, height: int, colour: int) -> None:
    for row in rows[y : y + height]:
        row[x : x + width] = bytes([colour]) * min(width, len(row) - x)


def _panel(code: str) -> Rows:
    """The screen of a device: a title bar, a red sign, the code, a text and a button."""
    rows = _canvas(420, 260)
    _box(rows, 0, 0, 420, 34, INK)
    _box(rows, 14, 13, 120, 8, GREY)
    _box(rows, 30, 60, 360, 170, WHITE)
    _box(rows, 30, 60, 6, 170, RED)
    for number, letter in enumerate(code):
        for line, bits in enumerate(DOTS.get(letter, "00000")):
            for dot in range(3):
                if int(bits) >> (2 - dot) & 1:
                    _box(rows, 60 + number * 32 + dot * 8, 80 + line * 8, 8, 8, RED)
    for line, width in enumerate((290, 310, 180)):
        _box(rows, 60, 142 + line * 16, width, 7, GREY)
    _box(rows, 60, 196, 96, 22, BLUE)
    return rows


def _page(random: Random) -> Rows:
    """A scanned letter with the grey streak or blank band that the customer complains of."""
    rows = _canvas(300, 420)
    _box(rows, 0, 0, 300, 420, WHITE)
    _box(rows, 30, 30, 90, 18, BLUE)
    for line in range(22):
        _box(rows, 30, 80 + line * 14, random.randint(150, 240), 5, INK)
    _box(rows, random.randint(40, 240), 0, 3, 420, GREY)
    return rows


def _log(random: Random, words: dict[str, Any], at: datetime) -> str:
    levels = ("INFO", "INFO", "INFO", "WARN", "ERROR")
    texts = (
        "queue main: job accepted",
        f"device {words['serial']}: status {words['code']}",
        "release: waiting for device",
        f"{words['mfp']}: connection reset, trying again",
        "spool: 93 % of the disk in use",
    )
    lines = [
        f"{at:%Y-%m-%d %H:%M}:{random.randint(0, 59):02d} {random.choice(levels):5} {random.choice(texts)}"
        for _ in range(60)
    ]
    return "\n".join([f"# {words['host']}, print service {words['version']}", *sorted(lines), ""])


def _devices(random: Random) -> str:
    rows = [
        f"W{random.randint(2, 9)}K{random.randint(10**6, 10**7 - 1)};room {n}.{n + 11}" for n in range(1, 15)
    ]
    return "\n".join(["serial;place", *rows, ""])
