"""A page that reads asks PostgreSQL its questions one by one; an act is one transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from psycopg.pq import TransactionStatus
from sqlalchemy import Engine, event

from app.database import db
from models.person import Preference
from tests.cases.steps import opened
from tests.worlds import World


@contextmanager
def standing() -> Iterator[set[TransactionStatus]]:
    """Where the connection stands after each statement."""
    found: set[TransactionStatus] = set()

    def note(connection: Any, *_more: Any) -> None:
        found.add(connection.connection.dbapi_connection.info.transaction_status)

    event.listen(Engine, "after_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "after_cursor_execute", note)


def test_a_page_needs_no_transaction_and_a_note_does(postgres_world: World) -> None:
    number, sam = opened(postgres_world, "sam"), postgres_world.sign_in("sam")
    sam.get(f"/cases/{number}")  # the first visit is noted, in a transaction of its own
    with standing() as reading:
        assert sam.get(f"/cases/{number}").status_code == 200
    with standing() as acting:
        assert (
            postgres_world.post(
                sam, f"/cases/{number}/notes", data={"body": "Hello", "nonce": "n" * 24}
            ).status_code
            == 302
        )
    assert reading == {TransactionStatus.IDLE}
    assert acting == {TransactionStatus.INTRANS}


def test_a_file_is_read_in_one_transaction(postgres_world: World) -> None:
    opened(postgres_world, "sam")
    with standing() as found:
        answer = postgres_world.sign_in("sam").get("/cases/export?format=csv")
    assert answer.status_code == 200
    assert TransactionStatus.INTRANS in found


def test_a_page_that_reads_writes_nothing_by_the_way(world: World) -> None:
    kept = Preference(person_id=world.person_id("sam"), name="x", value="y")
    with world.app.test_request_context("/"):
        db.session.add(kept)
        with pytest.raises(AssertionError, match="unit of work"):
            db.session.flush()
