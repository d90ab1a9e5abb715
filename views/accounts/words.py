"""Kinds of account and capped numbers in words."""

from collections.abc import Collection
from typing import Any

from flask_babel import format_decimal
from flask_babel import gettext as _

KIND_ORDER = ("parent", "sub", "standard")


def kind_words(kinds: Collection[str]) -> str:
    """ "Parent account", "Sub-account", both, or "Standard account"."""
    words = {"parent": _("Parent account"), "sub": _("Sub-account"), "standard": _("Standard account")}
    return " · ".join(words[kind] for kind in KIND_ORDER if kind in kinds)


def capped(number: int, most: int) -> str:
    """1,001 of at most 1,000 as "1,000+"."""
    return f"{format_decimal(most)}+" if number > most else str(format_decimal(number))


def link(address: str) -> Any:
    """The address when it is one that a browser may follow, else None."""
    typed = (address or "").strip()
    if typed.lower().startswith(("http://", "https://")):
        return typed
    return f"https://{typed}" if "." in typed and " " not in typed and ":" not in typed else None
