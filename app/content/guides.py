"""The guides of the portal: Markdown in docs/guide, a file for each kind of user in each language."""

from functools import lru_cache
from typing import Final, NamedTuple

from config import BASE_DIR

FOLDER: Final = BASE_DIR / "docs" / "guide"
# Where pictures lie, as the files name them for who reads them in the repository.
IN_REPOSITORY, IN_PORTAL = "../../app/static/", "/static/"
# A customer's guide has one part that differs by the kind of account.
ACCOUNTS: Final = ("parent", "sub", "standard")
STAFF: Final = ("agent", "desk-manager", "success-manager", "translator", "administrator")
KINDS: Final = (*ACCOUNTS, *STAFF)
PART: Final = "[account]"


class Guide(NamedTuple):
    """Title (the first line of the file) and the Markdown below it."""

    title: str
    body: str


@lru_cache(maxsize=32)
def guide(kind: str, language: str) -> Guide:
    """Raises KeyError for a kind that there is no guide for."""
    if kind not in KINDS:
        raise KeyError(kind)
    text = _read("customer" if kind in ACCOUNTS else kind, language)
    if kind in ACCOUNTS:
        text = text.replace(PART, _read(f"account-{kind}", language).strip())
    title, _line, body = text.partition("\n")
    return Guide(title.removeprefix("# ").strip(), body.strip())


def _read(name: str, language: str) -> str:
    text = (FOLDER / f"{name}.{language}.md").read_text("utf-8")
    return text.replace(IN_REPOSITORY, IN_PORTAL)
