"""Countries by their ISO 3166 code, with their names in the reader's language."""

import unicodedata
from functools import lru_cache

from babel import Locale

# In Babel's list, but no place to send anything to, or a second name for a part of another country.
NO_COUNTRY = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"})


@lru_cache(maxsize=8)
def country_names(language: str) -> dict[str, str]:
    """Code to name, in the order of the names."""
    known = {
        code: name
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha() and code not in NO_COUNTRY
    }
    return dict(sorted(known.items(), key=lambda one: _plain(one[1])))


def country_code(typed: str) -> str | None:
    """The code of what a list or a person calls the country: "nl", "Nederland", "Netherlands"."""
    wanted = _plain(typed)
    if typed.strip().upper() in country_names("en"):
        return typed.strip().upper()
    for language in ("en", "nl"):
        for code, name in country_names(language).items():
            if _plain(name) == wanted:
                return code
    return None


def _plain(name: str) -> str:
    """For order and comparison: "Åland" beside "Aland"."""
    return unicodedata.normalize("NFKD", name.strip().lower()).encode("ascii", "ignore").decode()
