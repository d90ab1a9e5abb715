"""Small files of each kind."""

import struct
import zlib


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\xff\0\0"))
    + _chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"\x00" * 60 + b"\xff\xd9"
GIF = b"GIF89a\x01\x00\x01\x00\x00\x00\x00;"
GIF_AND_SCRIPT = b"GIF89a/*" + b" " * 20 + b"*/=1;alert(document.domain);"
WEBP = b"RIFF\x24\x00\x00\x00WEBPVP8 " + b"\x00" * 40
PDF = b"%PDF-1.7\n1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj\n%%EOF"
ZIP = b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + b"a" * 60 + b"PK\x05\x06" + b"\x00" * 18
WORD = b"PK\x03\x04\x14\x00\x06\x00\x08\x00" + b"a" * 60
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>alert(1)</script></svg>'
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
XML = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
SCRIPT = b"alert(document.cookie)"
PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00" + b"\x00" * 60
LOG = b"10:15:02 printer offline\n"


def pdf(pages: int = 2, size: int = 200, more: str = "") -> bytes:
    """A sound PDF whose pages hold a black square; `more` stands in its catalogue."""
    drawn = "0 0 0 rg 50 50 100 100 re f"
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + pages))
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {more} >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        *[f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size} {size}] /Contents 3 0 R >>"] * pages,
    ]
    made, places = "%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{text}\nendobj\n"
    rows = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(made)}\n%%EOF"
    return f"{made}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}{end}".encode()
