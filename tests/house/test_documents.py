"""What the documents promise is there."""

import re
from pathlib import Path

import pytest

from app.cli import main
from app.demo.cast import ACCOUNTS, PASSWORD, PEOPLE
from tests.house.files import REPOSITORY

README = (REPOSITORY / "README.md").read_text()
DOCUMENTS = [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")
SETTING = re.compile(r'env(?:\.get\(|, )"([A-Z_]+)"')


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    found = LINK.findall(document.read_text())
    assert [link for link in found if not (document.parent / link).exists()] == []


def test_the_readme_names_the_cast_as_it_is() -> None:
    assert [mail for _first, _last, mail, *_ in PEOPLE if mail not in README] == []
    assert [
        name for _key, name, customer_id, _ in ACCOUNTS if f"{name}, {customer_id}" not in _plain(README)
    ] == []
    assert PASSWORD in README


def test_the_readme_names_every_setting() -> None:
    read = set(SETTING.findall((REPOSITORY / "config.py").read_text()))
    assert {"PORT", "DATABASE_URL"} < read
    assert sorted(name for name in read if f"`{name}`" not in README) == []


def test_every_command_of_make_is_described() -> None:
    makefile = (REPOSITORY / "Makefile").read_text()
    promised = ("run", "test", "check", "fmt", "bench", "torture", "translations", "lock", "screenshots")
    assert [name for name in promised if not re.search(rf"^{name}:.*## \w", makefile, re.MULTILINE)] == []


def test_every_command_of_loket_says_what_it_does() -> None:
    assert set(main.commands) >= {"run", "work", "migrate", "demo", "check", "mail"}
    assert [name for name, command in main.commands.items() if not command.help] == []


def _plain(text: str) -> str:
    return re.sub(r", customer ID ", ", ", text)
