"""The catalogues of translated texts: compiled at the start, and kept in step with the code.

`python -m app.content.catalogues` is `make translations`.
"""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from config import BASE_DIR, LANGUAGES

FOLDER = BASE_DIR / "babel"
TEMPLATE = FOLDER / "messages.pot"
KEYWORDS = DEFAULT_KEYWORDS | {"lazy_gettext": None, "_l": None, "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]")
READ = ("app", "views")

Key = tuple[str | None, str]


def compile_catalogues() -> None:
    """Make the .mo of each catalogue that has none or an older one. Safe beside other processes."""
    for language in _translated():
        source = _path(language)
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= source.stat().st_mtime:
            continue
        fresh = compiled.with_suffix(f".{os.getpid()}")
        with fresh.open("wb") as file:
            write_mo(file, read(source, language))
        fresh.replace(compiled)


def collect() -> Catalog:
    """Every text that code and templates ask a translation of."""
    with (FOLDER / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    catalog = Catalog(
        project="Loket",
        version="",
        header_comment="# Texts of Loket, collected by `make translations`.",
        msgid_bugs_address="none",
        last_translator="Loket",
        language_team="Loket",
        fuzzy=False,
    )
    found = extract_from_dir(
        BASE_DIR, methods, options, KEYWORDS, comment_tags=("For translators:",), directory_filter=_is_read
    )
    for _file, _line, text, comments, context in found:
        catalog.add(text, auto_comments=comments, context=context)
    return catalog


def read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as file:
        return read_po(file, locale=language)


def keys(catalog: Catalog) -> set[Key]:
    """What tells the texts of a catalogue apart: context and the English singular."""
    return {key_of(message) for message in catalog if message.id}


def key_of(message: Message) -> Key:
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def update() -> Catalog:
    """Write what code and templates hold now into the template and the catalogues; returns the template."""
    template = collect()
    _write(TEMPLATE, template)
    for language in _translated():
        catalog = read(_path(language), language)
        catalog.update(template, no_fuzzy_matching=True)
        _write(_path(language), catalog, language)
    return template


def flaws(language: str) -> Iterator[str]:
    """What is wrong in a catalogue: one sentence for each text without a translation or with a broken one."""
    for message in read(_path(language), language):
        if not message.id:
            continue
        texts = [message.string] if isinstance(message.string, str) else list(message.string or ("",))
        if message.fuzzy or not all(texts):
            yield f"{language}: no translation of {message.id!r}"
        elif any(_placeholders(text) != _placeholders(message.id) for text in texts):
            yield f"{language}: other placeholders in the translation of {message.id!r}"


def _placeholders(text: str | tuple[str, ...] | list[str]) -> set[str]:
    """Of a text, or of the last (the plural) of its forms."""
    return set(PLACEHOLDER.findall(text if isinstance(text, str) else text[-1])) - {"%(num)s", "%(num)d"}


def _translated() -> list[str]:
    return [language for language in LANGUAGES if language != "en"]


def _path(language: str) -> Path:
    return FOLDER / "translations" / language / "LC_MESSAGES" / "messages.po"


def _is_read(folder: str) -> bool:
    inside = Path(folder).relative_to(BASE_DIR).parts
    return not inside or inside[0] in READ


def _write(path: Path, catalog: Catalog, language: str | None = None) -> None:
    """Nothing when the texts are the same, so that a second run changes no dates."""
    if path.exists() and _texts(read(path, language)) == _texts(catalog):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, no_location=True, sort_output=True, ignore_obsolete=True, width=100)


def _texts(catalog: Catalog) -> dict[Key, object]:
    return {key_of(one): (one.id, _all_texts(one), one.auto_comments) for one in catalog if one.id}


def _all_texts(message: Message) -> list[str]:
    """One for each form; none when there is no translation at all."""
    texts = [message.string] if isinstance(message.string, str) else message.string or []
    return [text for text in texts if text]


def main() -> int:
    print(f"{len(keys(update()))} texts")
    found = [flaw for language in _translated() for flaw in flaws(language)]
    print("\n".join(found) or "every text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
