"""The files of the project, as the tests of the house read them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent.parent
LAYERS = ("models", "app", "views", "tests")


@cache
def python_files() -> tuple[Path, ...]:
    """Our own Python, without the migrations, which are history."""
    found = [REPOSITORY / "config.py"]
    for layer in LAYERS:
        found += [file for file in (REPOSITORY / layer).rglob("*.py") if "migrations" not in file.parts]
    return tuple(sorted(found))


@cache
def tree(file: Path) -> ast.Module:
    return ast.parse(file.read_text())


def functions(file: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def lines_of(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """From `def` to the last line; decorators are not counted."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def templates() -> list[Path]:
    return sorted((REPOSITORY / "app" / "templates").rglob("*.html"))


def known_to_git() -> list[str]:
    """Paths that are in the repository, or would be with the next commit."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    answer = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    return answer.stdout.splitlines()


def name(file: Path) -> str:
    return str(file.relative_to(REPOSITORY))
