"""A file of 100 MB comes in and goes out piece by piece: memory stays small, and the bytes stay the same."""

import hashlib
import tracemalloc
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.files.acts import send
from tests.worlds import World

SIZE = 100 * 1024**2
MOST = 16 * 1024**2  # bytes of memory, for either way


BEFORE = (
    b'--piece\r\nContent-Disposition: form-data; name="nonce"\r\n\r\nform-of-this-test\r\n'
    b'--piece\r\nContent-Disposition: form-data; name="file"; filename="dump.bin"\r\n\r\n'
)
AFTER = b"\r\n--piece--\r\n"


def _body(folder: Path) -> tuple[Path, str]:
    """What a browser sends, in a file, and the checksum of what it carries."""
    file, digest = folder / "body", hashlib.sha256()
    with file.open("wb") as out:
        out.write(BEFORE)
        for number in range(100):
            block = hashlib.sha256(str(number).encode()).digest() * (1024**2 // 32)
            digest.update(block)
            out.write(block)
        out.write(AFTER)
    return file, digest.hexdigest()


def _post(world: World, client: FlaskClient, body: Path) -> Any:
    headers = {"X-CSRFToken": world.csrf_token(client)}
    form = "multipart/form-data; boundary=piece"
    size = body.stat().st_size
    with body.open("rb") as stream:
        return client.post(
            "/uploads/", input_stream=stream, content_type=form, content_length=size, headers=headers
        )


@pytest.mark.slow
def test_a_file_of_100_mb_streams_in_and_out_in_little_memory(sqlite_world: World, tmp_path: Path) -> None:
    """T50."""
    (body, checksum), client, digest = _body(tmp_path), sqlite_world.sign_in("sam"), hashlib.sha256()
    send(sqlite_world, client)
    tracemalloc.start()
    try:
        sent = _post(sqlite_world, client, body).json
        body.unlink()
        for piece in client.get(f"/files/{sent['id']}/dump.bin").iter_encoded():
            digest.update(piece)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert (sent["size"], digest.hexdigest()) == (SIZE, checksum)
    assert most < MOST
