"""Who may know whom: imports run one way, and names are the trade's."""

import ast
import re
import subprocess
import sys

from tests.house.files import REPOSITORY, known_to_git, tree

VAGUE = re.compile(r"(^|/)(utils?|helpers?|misc|common|process_\w+|\w+_(manager|service|utils|helpers))\.py$")


def test_imports_run_one_way() -> None:
    """In a process of its own: the linter silences the loggers of the process that it runs in."""
    asked = "from importlinter.cli import lint_imports; raise SystemExit(lint_imports(cache_dir=None))"
    done = subprocess.run([sys.executable, "-c", asked], cwd=REPOSITORY, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_the_settings_know_nothing_of_the_rest() -> None:
    found = [
        node.module for node in ast.walk(tree(REPOSITORY / "config.py")) if isinstance(node, ast.ImportFrom)
    ]
    assert "dataclasses" in found
    assert {(module or "").partition(".")[0] for module in found} & {"app", "models", "views"} == set()


def test_the_application_package_itself_holds_nothing() -> None:
    assert (REPOSITORY / "app" / "__init__.py").read_text() == ""


def test_the_folder_of_the_catalogues_is_not_a_package() -> None:
    assert (REPOSITORY / "babel" / "messages.pot").exists()
    assert not (REPOSITORY / "babel" / "__init__.py").exists()


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert VAGUE.search("app/cases/utils.py") and VAGUE.search("app/mail_helpers.py")
    assert [path for path in known_to_git() if VAGUE.search(path)] == []
