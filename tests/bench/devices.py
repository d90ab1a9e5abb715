"""Devices of a large portal: as many as cases, and a million beside a hundred thousand of them."""

import json
from collections.abc import Iterator
from random import Random
from typing import Any

from tests.bench.rows import IN_BIG_TREE, places
from tests.bench.start import Start

MODELS = 60  # of two product lines, the second with a tenth of them
Row = tuple[Any, ...]

PRODUCT = "id, code, name, rank, product_line_id, kind, is_active"
MODEL = "id, name, product_id, is_active"
DEVICE = "serial_number, model_id, product_line_id, account_id, root_id, note"


def products(lines: tuple[int, int]) -> Iterator[Row]:
    for number, line in enumerate(lines, start=1):
        name = json.dumps({"en": f"Product {number}", "nl": f"Product {number}"})
        yield (number, f"product{number}", name, number, line, "hardware", True)


def models() -> Iterator[Row]:
    for number in range(1, MODELS + 1):
        yield (number, f"Model {number:02}", product_of(number), True)


def product_of(model: int) -> int:
    return 2 if model % 10 == 0 else 1


def devices(start: Start, accounts: list[Row], cases: int) -> Iterator[Row]:
    """Rows in the columns of DEVICE, each serial number once."""
    random = Random(11)
    inside, outside = places(start, accounts)
    for number in range(max(cases, cases * cases // 10_000)):
        place = random.choice(inside if random.random() < IN_BIG_TREE else outside)
        serial = f"W{random.choice('25689')}K{number:07}"
        model = random.randint(1, MODELS)
        line = start.lines[product_of(model) - 1]
        yield (serial, model, line, place.id, place.root_id, "")
