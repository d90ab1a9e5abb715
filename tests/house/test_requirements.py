"""Lock files: every library with a version and hashes, and no word about where it was found."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.house.files import REPOSITORY

LOCKS = [REPOSITORY / "requirements" / name for name in ("run.txt", "dev.txt")]
HASHES = r"((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)"
PINNED = re.compile(r"^([a-z0-9][a-z0-9._-]*)==(\S+) \\\n" + HASHES, re.MULTILINE)


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.stem)
def test_every_library_is_pinned_with_hashes_and_no_address(lock: Path) -> None:
    text = lock.read_text()
    rest = [line for line in PINNED.sub("", text).splitlines() if line and not line.lstrip().startswith("#")]
    assert len(PINNED.findall(text)) > 30
    assert rest == []
    assert "://" not in text


def test_the_same_versions_run_and_are_tested() -> None:
    run, dev = ({pin[0]: pin[1] for pin in PINNED.findall(lock.read_text())} for lock in LOCKS)
    assert {name: dev.get(name) for name in run} == run


def test_what_the_project_names_is_locked() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    named = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    locked = {pin[0] for pin in PINNED.findall(LOCKS[1].read_text())}
    assert {re.split(r"[^A-Za-z0-9_-]", name)[0].lower() for name in named} <= locked
