"""Whether a definition makes sense, asked before it is published: problems with place and sentence."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from flask_babel import gettext as _

from app.request_types.definition import Definition
from app.request_types.examine.checks import limit_problems
from app.request_types.examine.conditions import condition_problems
from app.request_types.examine.fields import field_problems
from app.request_types.examine.names import name_problems
from app.request_types.examine.reach import reach_problems
from app.request_types.order import asks, circle
from app.request_types.problem import Place, Problem

MOST_FIELDS = 500


@dataclass(frozen=True)
class SetUp:
    """The codes that a definition may name."""

    classifications: frozenset[str] = frozenset()
    qualifications: frozenset[str] = frozenset()
    priorities: frozenset[str] = frozenset()
    """Of the scale that holds for a definition that names none."""
    scales: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The priorities of each scale."""


def problems(definition: Definition, known: SetUp) -> tuple[Problem, ...]:
    """All of them, in the order in which one meets them. None means that it may be published."""
    found = [
        *name_problems(definition),
        *_offer_problems(definition, known),
        *field_problems(definition),
        *limit_problems(definition),
        *condition_problems(definition),
    ]
    found += list(_circles(definition)) or reach_problems(definition)
    return tuple(dict.fromkeys(found))


def _offer_problems(definition: Definition, known: SetUp) -> Iterator[Problem]:
    named = (
        (definition.offer.classifications, known.classifications),
        (definition.offer.qualifications, known.qualifications),
        ((definition.scale,) if definition.scale else (), frozenset(known.scales)),
        (
            (definition.priority,) if definition.priority else (),
            known.scales.get(definition.scale, known.priorities),
        ),
    )
    for codes, there in named:
        for code in codes:
            if code not in there:
                yield Problem(Place(), _("“%(code)s” is not in the set-up (any more).", code=code[:40]))
    count = sum(1 for _one in definition.fields)
    if not count:
        yield Problem(Place(), _("It asks nothing yet: add a field."))
    if count > MOST_FIELDS:
        yield Problem(Place(), _("It has more than %(most)s fields. Split it up.", most=MOST_FIELDS))


def _circles(definition: Definition) -> Iterator[Problem]:
    codes = circle(asks(definition))
    if codes:
        names = " → ".join(f"“{code}”" for code in (*codes, codes[0]))
        yield Problem(Place(), _("These fields wait for each other: %(names)s.", names=names))
