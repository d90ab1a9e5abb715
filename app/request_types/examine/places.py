"""Walking through a definition with the place of each thing."""

from collections.abc import Iterator

from app.content.texts import to_reader
from app.request_types.definition import Condition, Definition, Field, Section, Step
from app.request_types.problem import Place


def steps(definition: Definition) -> Iterator[tuple[Step, Place]]:
    for number, step in enumerate(definition.steps, start=1):
        yield step, Place().within(step.code or str(number), to_reader(step.name))


def sections(definition: Definition) -> Iterator[tuple[Section, Place]]:
    for step, place in steps(definition):
        for number, section in enumerate(step.sections, start=1):
            yield section, place.within(section.code or str(number), to_reader(section.name))


def fields(definition: Definition) -> Iterator[tuple[Field, Place]]:
    for section, place in sections(definition):
        for number, field in enumerate(section.fields, start=1):
            yield field, place.within(field.code or str(number), to_reader(field.label))


def conditions(definition: Definition) -> Iterator[tuple[Condition, Place]]:
    """Every condition that has rows."""
    found = [
        *((step.skip_when, place) for step, place in steps(definition)),
        *((section.shown_when, place) for section, place in sections(definition)),
        *((field.shown_when, place) for field, place in fields(definition)),
        *((field.required_when, place) for field, place in fields(definition)),
    ]
    return ((condition, place) for condition, place in found if condition)
