"""`python -m tests`: everything, and a plain word about what could not be tried on this machine."""

import os
import sys

import pytest

from tests.servers import chromium_is_there, postgres_is_there, redis_is_there


def main() -> int:
    missing = [name for name, is_there in NEEDED.items() if not is_there()]
    if missing and os.environ.get("CI") == "true":
        print("Missing here, and CI must try everything: " + ", ".join(missing))
        return 1
    result = pytest.main(sys.argv[1:] or ["-q", "-n", "auto", "--dist", "worksteal"])
    if missing:
        print("Skipped, because it is not on this machine: tests that need " + ", ".join(missing))
    return int(result)


NEEDED = {
    "PostgreSQL on 127.0.0.1:5432": postgres_is_there,
    "Redis on 127.0.0.1:6379": redis_is_there,
    "Chromium": chromium_is_there,
}

if __name__ == "__main__":
    sys.exit(main())
