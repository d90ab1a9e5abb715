"""Each FAB template that Loket replaces, with the hash of the original: an upgrade names what to look at.

After looking, take the new hash from the failure into overridden_templates.json.
"""

import hashlib
import json
import re
from pathlib import Path

import flask_appbuilder

ROOT = Path(__file__).resolve().parents[2]
OURS = ROOT / "app" / "templates" / "appbuilder"
THEIRS = Path(flask_appbuilder.__path__[0]) / "templates" / "appbuilder"
HELD = Path(__file__).with_name("overridden_templates.json")
OWN = {"general/model/question.html"}
"""Templates of ours under that folder which replace nothing."""
BOOTSTRAP = r"data-toggle|data-dismiss|glyphicon|fa fa-|my_select2|jquery"
NOT_WANTED = re.compile(BOOTSTRAP + r"|\sstyle=|\son[a-z]+=|javascript:", re.IGNORECASE)


def replaced() -> list[str]:
    return sorted(path.relative_to(OURS).as_posix() for path in OURS.rglob("*.html"))


def test_every_replaced_template_is_the_one_we_looked_at() -> None:
    names = [name for name in replaced() if name not in OWN]
    now = {name: hashlib.sha256((THEIRS / name).read_bytes()).hexdigest() for name in names}
    assert now == json.loads(HELD.read_text("utf-8"))


def test_what_replaces_nothing_is_known() -> None:
    assert {name for name in replaced() if not (THEIRS / name).is_file()} == OWN


def test_no_template_of_ours_needs_bootstrap_or_inline_code() -> None:
    pages = {page.name: page.read_text("utf-8") for page in (ROOT / "app" / "templates").rglob("*.html")}
    found = {name: match.group() for name, page in pages.items() if (match := NOT_WANTED.search(page))}
    assert found == {}
