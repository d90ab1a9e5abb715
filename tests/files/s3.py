"""A server that speaks S3, on this machine."""

import os
import secrets
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from s3fs import S3FileSystem

KEYS = {
    "AWS_ACCESS_KEY_ID": "loket",
    "AWS_SECRET_ACCESS_KEY": "loket-test",
    "AWS_DEFAULT_REGION": "us-east-1",
}


@contextmanager
def s3_server() -> Iterator[str]:
    """Its address, while the block lasts; the environment says where it is, as an operator's would."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    asked = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    server = subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    before = dict(os.environ)
    os.environ.update(KEYS, AWS_ENDPOINT_URL_S3=address)
    try:
        _wait_for(port, server)
        yield address
    finally:
        os.environ.clear()
        os.environ.update(before)
        server.kill()
        server.wait()


def new_bucket() -> str:
    """The FILES_URL of an empty bucket, as an operator made it."""
    bucket = f"loket-{secrets.token_hex(6)}"
    S3FileSystem().mkdir(bucket)
    return f"s3://{bucket}/files"


def _wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the S3 server of the tests did not start")
