"""Fields that nobody can ever be asked."""

from collections.abc import Iterator

from flask_babel import gettext as _

from app.request_types.definition import ALWAYS, Definition
from app.request_types.examine import places
from app.request_types.examine.possible import any_way, ways
from app.request_types.order import asks, in_order, placed
from app.request_types.problem import Problem


def reach_problems(definition: Definition) -> Iterator[Problem]:
    """Steps and fields that can never show. Asked only of a definition without circles."""
    never = never_shown(definition)
    fields = list(places.fields(definition))
    for step, place in places.steps(definition):
        codes = {field.code for section in step.sections for field in section.fields}
        retired = {field.code for section in step.sections for field in section.fields if field.is_retired}
        if codes > retired and codes <= never:
            yield Problem(place, _("This step can never show: its conditions contradict each other."))
            fields = [(field, where) for field, where in fields if field.code not in codes]
    for field, place in fields:
        if field.code in never and not field.is_retired:
            yield Problem(place, _("This field can never show: its conditions contradict each other."))


def never_shown(definition: Definition) -> set[str]:
    """Codes of fields that show for no answers; what is retired is not asked either."""
    where = {field.code: (step, section, field) for step, section, field in placed(definition)}
    fields = {field.code: field for field in definition.fields}
    never = {field.code for field in definition.fields if field.is_retired}
    for code in in_order(asks(definition)):
        step, section, field = where[code]
        stays = ways(step.skip_when, holds=False) if step.skip_when else ways(ALWAYS)
        needed = [stays, ways(section.shown_when), ways(field.shown_when)]
        if not any_way(needed, fields, never):
            never.add(code)
    return never
