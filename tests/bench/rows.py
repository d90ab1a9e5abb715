"""The rows of a large portal: 2,000 accounts in trees and alone, cases as asked, three notes each."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any, NamedTuple

from tests.bench.start import Start

ACCOUNTS = 2_000
BIG_TREE = 500  # sub-accounts of Rijnmond Groep
SMALL_TREES = 100  # of one parent and five sub-accounts
IN_BIG_TREE, OPEN, OWN = 0.75, 0.70, 0.02  # shares of all cases
NOTES = 3
SUBJECTS = (
    "Paper jam in tray {} of the device on floor {}",
    "Scan to mail fails since update {}.{}",
    "Toner for device {} in room {}",
    "Queue {} on print{} is full",
    "Label printer {} prints half a line too low, roll {}",
    "How do we print booklets on device {} in building {}?",
)
BODY = (
    "We looked at the device again this morning. The message comes back after two or three pages, "
    "with thin and with thick paper, and it does not matter from which computer one prints.\n\n"
    "- serial number: W5K{0:07d}\n- counter: {0}\n\nCould you tell us what to try next?"
)


class Place(NamedTuple):
    """An account that has cases, the top of its tree, and its contact."""

    id: int
    root_id: int
    contact_id: int


def accounts(start: Start) -> Iterator[tuple[Any, ...]]:
    """(id, customer_id, name, parent_id, root_id, path, created_at) beside those of the cast."""
    next_id = start.next_account
    for number in range(BIG_TREE - 2):
        yield _account(next_id + number, start.rijnmond, start.now)
    next_id += BIG_TREE - 2
    for _ in range(SMALL_TREES):
        yield _account(next_id, None, start.now)
        for below in range(1, 6):
            yield _account(next_id + below, next_id, start.now)
        next_id += 6
    for id_ in range(next_id, start.next_account + ACCOUNTS - start.accounts):
        yield _account(id_, None, start.now)


def _account(id_: int, parent: int | None, now: datetime) -> tuple[Any, ...]:
    path = f"/{parent}/{id_}/" if parent else f"/{id_}/"
    return (id_, f"9{id_:09d}", f"Company {id_:05d}", parent, parent or id_, path, now)


def people(start: Start, rows: list[tuple[Any, ...]]) -> Iterator[tuple[Any, ...]]:
    """(id, first_name, last_name, username, email, home_account_id): a contact for each account."""
    for number, row in enumerate(rows):
        mail = f"contact{row[0]}@company.example"
        yield (start.next_person + number, f"Contact{number}", f"Of {row[0]}", mail, mail, row[0])


def places(start: Start, rows: list[tuple[Any, ...]]) -> tuple[list[Place], list[Place]]:
    """Those in the big tree, and all others that open cases."""
    contacts = {row[0]: start.next_person + number for number, row in enumerate(rows)}
    inside, outside = [Place(start.haven, start.rijnmond, start.sam)], []
    for id_, _, _, parent, root, _, _ in rows:
        (inside if parent == start.rijnmond else outside).append(Place(id_, root, contacts[id_]))
    return inside, outside


def cases(start: Start, rows: list[tuple[Any, ...]], how_many: int) -> Iterator[dict[str, Any]]:
    """Cases over two years, the oldest first, with what notes and events need to know."""
    random = Random(7)
    inside, outside = places(start, rows)
    step = timedelta(days=730) / how_many
    for number in range(how_many):
        created = start.now - timedelta(days=731) + step * number
        place = random.choice(inside if random.random() < IN_BIG_TREE else outside)
        said = _said(random, start, number) | {"created_at": created}
        yield said | _whose(random, start, place) | _stands(random, start, created)


def _said(random: Random, start: Start, number: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "number": start.first_number + number,
        "subject": random.choice(SUBJECTS).format(random.randint(1, 99), random.randint(1, 999)),
        "description": BODY.format(number),
        "kind": random.choice(("how_to", "issue")),
        "version": 1,
    }


def _whose(random: Random, start: Start, place: Place) -> dict[str, Any]:
    is_noors = place.root_id == start.rijnmond and random.random() < OWN
    return {
        "account_id": place.id,
        "root_id": place.root_id,
        "owner_id": start.noor if is_noors else place.contact_id,
        "opened_by_id": place.contact_id,
        "assignee_id": random.choice((None, start.bo, start.kim)),
    }


def _stands(random: Random, start: Start, created: datetime) -> dict[str, Any]:
    is_open = random.random() < OPEN
    status = random.choice([status for status in start.statuses if status.is_open == is_open])
    priority = random.choice(start.priorities)
    updated = min(start.now, created + timedelta(hours=random.uniform(1, 900)))
    return {
        "priority_id": priority.id,
        "priority_rank": priority.rank,
        "status_id": status.id,
        "status_rank": status.rank,
        "is_open": is_open,
        "updated_at": updated,
        "closed_at": None if is_open else updated,
    }


def notes(start: Start, case: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """(case_id, author_id, side, is_internal, body, created_at): from both sides, one of them internal."""
    customer, agent = case["owner_id"], case["assignee_id"] or start.bo
    rest = (case["updated_at"] - case["created_at"]) / (NOTES + 1)
    for number, (author, side) in enumerate(((agent, "desk"), (customer, "customer"), (agent, "desk"))):
        body, at = BODY.format(case["id"] * 3 + number), case["created_at"] + rest * (number + 1)
        yield (case["id"], author, side, number == 2 and case["id"] % 5 == 0, body, at)


def events(case: dict[str, Any]) -> Iterator[tuple[Any, ...]]:
    """(case_id, kind, actor_id, is_internal, changes, at)"""
    opened = json.dumps({"status": [None, "new"]})
    yield (case["id"], "opened", case["owner_id"], False, opened, case["created_at"])
    if case["assignee_id"]:
        assigned = json.dumps({"assignee": [None, case["assignee_id"]]})
        yield (case["id"], "assigned", case["assignee_id"], False, assigned, case["created_at"])
