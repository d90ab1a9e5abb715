"""One page of a PDF as a picture, in a process of its own that may do nothing else (see app/files/pages.py).

Standard input is the PDF, the argument the number of the page from 1. Standard output is the number of pages
as four bytes, and the page as PNG when there is such a page.
"""

import resource
import struct
import sys
import zlib
from typing import Any, Final

WIDEST: Final = 1200  # pixels
HIGHEST: Final = 1800
MEMORY: Final = 1024**3
SECONDS: Final = 10


def main(number: int) -> None:
    import pypdfium2  # here, so that nobody who only draws nothing loads it

    data = sys.stdin.buffer.read()
    _let_go()
    document = pypdfium2.PdfDocument(data)
    out = sys.stdout.buffer
    out.write(struct.pack(">I", len(document)))
    if 1 <= number <= len(document):
        out.write(_png(document[number - 1]))


def _let_go() -> None:
    """From here on no more memory and time than a page can need, no file and no process."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _png(page: Any) -> bytes:
    """Without forms, so that nothing in them acts; pdfium as it is built here has no JavaScript at all."""
    width, height = page.get_size()
    bitmap = page.render(
        scale=min(WIDEST / width, HIGHEST / height, 2), rev_byteorder=True, may_draw_forms=False
    )
    pixels, stride, used = memoryview(bitmap.buffer), bitmap.stride, bitmap.width * 3
    lines = b"".join(
        b"\0" + bytes(pixels[row * stride : row * stride + used]) for row in range(bitmap.height)
    )
    header = struct.pack(">IIBBBBB", bitmap.width, bitmap.height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(lines, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(name, data) for name, data in parts)


def _part(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    main(int(sys.argv[1]))
