"""The words of what somebody typed: small letters, no accents, whatever signs stood between them.

Neither database has a stemmer for Dutch and English at once, and PostgreSQL's extension for accents may be
missing where others run the server. So the index holds plain words (migration 0008 folds as this file does),
and what makes "printers" find "printer" is worked out here, the same for both databases.
"""

import re
import unicodedata
from typing import NamedTuple

LONGEST_QUERY = 200
LONGEST_WORD = 40
MOST_WORDS = 8
SHORTEST_BEGINNING = 3
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WORD = re.compile(r"[^\W_]+")
_VOWELS = "aeiou"
_HARD = {"f": "v", "s": "z"}  # brief, brieven; huis, huizen
_SOFT = {"v": "f", "z": "s"}


class Word(NamedTuple):
    """What is looked for: what begins with `text`, or only `text` itself; `others` are its other forms."""

    text: str
    begins: bool = False
    others: tuple[str, ...] = ()


def fold(text: str) -> str:
    """Small letters without accents."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFD", text))
    return unicodedata.normalize("NFC", bare.lower())


def words_of(typed: str) -> tuple[Word, ...]:
    """The first few different words. What is no letter or digit only separates: no sign is a command."""
    found = list(dict.fromkeys(part[:LONGEST_WORD] for part in _WORD.findall(fold(typed[:LONGEST_QUERY]))))
    longer = [word for word in found if len(word) > 1 or word.isdigit()]  # of "printer's" the s says nothing
    return tuple(map(_word, (longer or found)[:MOST_WORDS]))


def spaced(text: str) -> str:
    """The words of a text, each between spaces: for a column in which titles are looked up by word."""
    return f" {' '.join(_WORD.findall(fold(text)))} "


def whole_number(typed: str) -> int | None:
    """The number of a case, when nothing else was typed."""
    bare = typed.strip().removeprefix("#").strip()
    return int(bare) if bare.isascii() and bare.isdigit() and len(bare) == 8 else None


def _word(text: str) -> Word:
    """Numbers and short words are meant as they are; any other also finds what begins with it."""
    if text.isdigit() or len(text) < SHORTEST_BEGINNING:
        return Word(text, begins=len(text) == LONGEST_WORD)
    return Word(text, True, other_forms(text) if text.isalpha() else ())


def other_forms(word: str) -> tuple[str, ...]:
    """Singular of a plural and plural of a singular, as Dutch and English make them: meldingen, melding.

    Some are no words at all; those find nothing.
    """
    found: list[str] = []
    if len(word) >= 5:
        found += _singular(word)
    if len(word) >= 4:
        found += _plural(word)
    return tuple(dict.fromkeys(form for form in found if form != word and not form.startswith(word)))


def _singular(word: str) -> list[str]:
    found = []
    if word.endswith("s") and not word.endswith("ss"):
        found.append(word[:-1])
    if word.endswith("ies"):
        found.append(word[:-3] + "y")
    if word.endswith(("es", "en")):
        found += _of_root(word[:-2])
    return found


def _of_root(root: str) -> list[str]:
    """melding-en, kantor-en: kantoor, buss-en: bus, briev-en: brief, huiz-en: huis."""
    found = [root, root[:-1] + _SOFT.get(root[-1], root[-1])]
    if len(root) > 2 and root[-1] == root[-2]:
        found.append(root[:-1])
    elif len(root) > 2 and root[-2] in _VOWELS and root[-3] not in _VOWELS:
        found.append(root[:-1] + root[-2] + root[-1])
    return found


def _plural(word: str) -> list[str]:
    """kantoor: kantoren, huis: huizen, brief: brieven, battery: batteries. Others begin with the word."""
    if word.endswith("y"):
        return [word[:-1] + "ies"]
    if word[-2] == word[-3] and word[-2] in _VOWELS:
        return [word[:-2] + _HARD.get(word[-1], word[-1]) + "en"]
    if word[-1] in _HARD and word[-2] in _VOWELS and word[-3] in _VOWELS:
        return [word[:-1] + _HARD[word[-1]] + "en"]
    return []
