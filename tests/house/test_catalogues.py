"""Every text of the portal is in both languages, and the catalogues are those of the code as it is."""

from pathlib import Path

import flask_appbuilder
from babel.messages.extract import extract_from_dir

from app.content import catalogues
from app.content.catalogues import KEYWORDS, collect, flaws, keys, read
from tests.house.files import REPOSITORY

DUTCH = catalogues.FOLDER / "translations" / "nl" / "LC_MESSAGES" / "messages.po"
FRAMEWORK = Path(flask_appbuilder.__path__[0])
SHOWN_FILES = {"templates/appbuilder/general/*/*.html": "jinja2", "*.py": "python", "models/**.py": "python"}
REPLACED = ("templates/appbuilder/general/security/", "security/")  # we sign in by ourselves


def test_the_catalogues_hold_what_the_code_asks_for() -> None:
    """If this fails: `make translations`."""
    asked = keys(collect())
    assert len(asked) > 100
    assert keys(read(catalogues.TEMPLATE)) == asked
    assert keys(read(DUTCH, "nl")) == asked


def test_every_text_has_a_dutch_translation() -> None:
    assert list(flaws("nl")) == []


def test_what_the_framework_says_is_dutch_too() -> None:
    theirs = read(FRAMEWORK / "translations" / "nl" / "LC_MESSAGES" / "messages.po", "nl")
    translated = {message.id for message in theirs if message.string and not message.fuzzy}
    ours = {message.id for message in read(DUTCH, "nl")}
    shown = _shown_by_framework()
    assert len(shown) > 30
    assert sorted(shown - translated - ours) == []


def _shown_by_framework() -> set[str]:
    """Texts in the framework's code, and in those of its templates that we have none of our own for."""
    options: dict[str, dict[str, str]] = {path: {} for path in SHOWN_FILES}
    found = extract_from_dir(FRAMEWORK, list(SHOWN_FILES.items()), options, KEYWORDS)
    own = REPOSITORY / "app"
    return {
        text
        for file, _line, text, _comments, _context in found
        if isinstance(text, str) and not (own / file).exists() and not file.startswith(REPLACED)
    }
