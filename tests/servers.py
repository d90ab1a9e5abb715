"""What the tests want to find on the machine, and how to tell whether it is there."""

import os
import shutil
import socket

import psycopg

POSTGRES = os.environ.get("LOKET_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432")
REDIS_PORT = 6379


def postgres_is_there() -> bool:
    try:
        psycopg.connect(f"{POSTGRES}/postgres", connect_timeout=3).close()
    except psycopg.Error:
        return False
    return True


def redis_is_there() -> bool:
    try:
        with socket.create_connection(("127.0.0.1", REDIS_PORT), timeout=3) as connection:
            connection.sendall(b"PING\r\n")
            return connection.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def chromium() -> str | None:
    """Path of the browser, if there is one."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def chromium_is_there() -> bool:
    return chromium() is not None
