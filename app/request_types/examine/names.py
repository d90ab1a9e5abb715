"""Codes that are fixed and unique, and texts that are there in every language."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from flask_babel import gettext as _

from app.content.texts import to_reader
from app.request_types.definition import Definition, Field
from app.request_types.examine import places
from app.request_types.problem import Place, Problem
from config import LANGUAGES
from models.base import TextMap

CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 2_000


def name_problems(definition: Definition) -> Iterator[Problem]:
    yield from _codes(definition)
    yield from _needed(definition.name, Place())
    yield from _all_or_none(definition.description, Place())
    for step, place in places.steps(definition):
        yield from _needed(step.name, place)
        yield from _all_or_none(step.explanation, place)
        if not any(section.fields for section in step.sections):
            yield Problem(place, _("This step has no fields."))
    for section, place in places.sections(definition):
        yield from _needed(section.name, place)
        yield from _all_or_none(section.explanation, place)
    for field, place in places.fields(definition):
        yield from _texts_of(field, place)


def _texts_of(field: Field, place: Place) -> Iterator[Problem]:
    yield from _needed(field.label, place)
    for choice in field.choices:
        yield from _needed(choice.label, place.within(choice.code, to_reader(choice.label)))
    for texts in (field.help, field.placeholder, field.when_missing, field.check.sentence, *field.check_list):
        yield from _all_or_none(texts, place)


def _needed(texts: TextMap, place: Place) -> Iterator[Problem]:
    lacking = [language for language in LANGUAGES if not texts.get(language, "").strip()]
    if lacking:
        yield Problem(place, _lacks(lacking[0] if len(lacking) == 1 else ""))
    if any(len(text) > LONGEST_NAME for text in texts.values()):
        yield Problem(place, _("This name is longer than %(most)s characters.", most=LONGEST_NAME))


def _all_or_none(texts: TextMap, place: Place) -> Iterator[Problem]:
    lacking = [language for language in LANGUAGES if not texts.get(language, "").strip()]
    if 0 < len(lacking) < len(LANGUAGES):
        yield Problem(place, _lacks(lacking[0]))
    if any(len(text) > LONGEST_TEXT for text in texts.values()):
        yield Problem(place, _("This text is longer than %(most)s characters.", most=LONGEST_TEXT))


def _lacks(language: str) -> str:
    sentences: dict[str, str] = {
        "en": _("A text is missing in English."),
        "nl": _("A text is missing in Dutch."),
        "": _("This has no name yet."),
    }
    return sentences[language]


def _codes(definition: Definition) -> Iterator[Problem]:
    yield from _fit_and_once((step.code, place) for step, place in places.steps(definition))
    yield from _fit_and_once((field.code, place) for field, place in places.fields(definition))
    by_step: dict[str, list[tuple[str, Place]]] = {}
    for section, place in places.sections(definition):
        by_step.setdefault(place.path[0], []).append((section.code, place))
    for codes in by_step.values():
        yield from _fit_and_once(codes)
    for field, place in places.fields(definition):
        yield from _fit_and_once((choice.code, place) for choice in field.choices)


def _fit_and_once(codes: Iterable[tuple[str, Place]]) -> Iterator[Problem]:
    seen: set[str] = set()
    for code, place in codes:
        if not CODE.fullmatch(code):
            yield Problem(
                place,
                _("“%(code)s” is no code: use at most 40 small letters, digits and _.", code=code[:40]),
            )
        if code in seen:
            yield Problem(place, _("The code “%(code)s” is there twice.", code=code))
        seen.add(code)
