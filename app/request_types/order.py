"""In which order fields are looked at: one that a condition asks about comes before the one that asks."""

from collections.abc import Iterator

from app.request_types.definition import Condition, Definition, Field, Section, Step

Asks = dict[str, tuple[str, ...]]


def placed(definition: Definition) -> Iterator[tuple[Step, Section, Field]]:
    """Every field with the step and the section it stands in."""
    for step in definition.steps:
        for section in step.sections:
            for field in section.fields:
                yield step, section, field


def asked_fields(condition: Condition) -> tuple[str, ...]:
    return tuple(row.field for row in condition.rows)


def asks(definition: Definition) -> Asks:
    """For each field the fields that decide whether it shows, and what may be chosen in it."""
    found: Asks = {}
    for step, section, field in placed(definition):
        conditions = (step.skip_when, section.shown_when, field.shown_when)
        wanted = [code for condition in conditions for code in asked_fields(condition)]
        wanted += [field.depends_on] if field.depends_on else []
        found[field.code] = tuple(dict.fromkeys(wanted))
    return found


def in_order(wanted: Asks) -> list[str]:
    """All codes, each behind what it asks about. In a circle one has to begin, and sees the next as empty.

    Without recursion: a definition may have hundreds of fields that each ask about the next one.
    """
    done: dict[str, None] = {}
    for code in wanted:
        waiting, under_way = [code], set()
        while waiting:
            now = waiting[-1]
            under_way.add(now)
            more = [one for one in wanted[now] if one in wanted and one not in done and one not in under_way]
            if more:
                waiting.append(more[0])
            else:
                done[waiting.pop()] = None
    return list(done)


def circle(wanted: Asks) -> tuple[str, ...]:
    """Fields that wait for each other, the first one found; nothing when there is no such circle."""
    left = {code: [one for one in ones if one in wanted] for code, ones in wanted.items()}
    while free := [code for code, ones in left.items() if not any(one in left for one in ones)]:
        for code in free:
            del left[code]
    return _walk(left) if left else ()


def _walk(left: dict[str, list[str]]) -> tuple[str, ...]:
    """Each of those left asks about another one of them, so that a walk must come round."""
    path = [next(iter(left))]
    while True:
        following = next(one for one in left[path[-1]] if one in left)
        if following in path:
            return tuple(path[path.index(following) :])
        path.append(following)
