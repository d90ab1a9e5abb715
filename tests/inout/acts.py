"""What the tests of imports do: files in memory, an import from upload to end."""

import csv
import io
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

from app.jobs.work import work_off
from models.background_work import BackgroundWork
from tests.worlds import World

ACCOUNT = ["Customer ID", "Name", "Hangs below", "Telephone"]


def a_file(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8") -> bytes:
    """A CSV file of these rows, the headings first."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows(rows)
    return text.getvalue().encode(encoding)


def upload(world: World, client: FlaskClient, data: bytes, what: str = "accounts", **fields: str) -> Any:
    """The answer to sending a file."""
    sent = {"file": (io.BytesIO(data), "list.csv"), **fields}
    return world.post(client, f"/{what}/import", sent)


def uploaded(world: World, client: FlaskClient, data: bytes, what: str = "accounts", **fields: str) -> str:
    """The address of the import that a file begins, where its columns are chosen."""
    answer = upload(world, client, data, what, **fields)
    assert answer.status_code == 303, problems(answer.text)
    return urlsplit(answer.headers["Location"]).path


def problems(html: str) -> str:
    """What a page says, without its head."""
    return re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", html.partition("<main")[2]))


def imported(world: World, data: bytes, what: str = "accounts", who: str = "chris") -> BackgroundWork:
    """The work, once the worker has dealt with a file whose check was good."""
    client = world.sign_in(who)
    at = uploaded(world, client, data, what)
    answer = world.post(client, f"{at}/check")
    assert answer.status_code == 303, problems(client.get(f"{at}/check").text)
    work_off(world.app)
    return work_at(world, answer.headers["Location"])


def work_at(world: World, address: str) -> BackgroundWork:
    number = re.search(r"(\d+)$", address)
    assert number
    with world.session() as session:
        found = session.get(BackgroundWork, int(number[1]))
        assert found is not None
        return found
