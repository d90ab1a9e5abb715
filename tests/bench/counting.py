"""How many questions a page asks the database."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, event

from tests.bench.pages import Page

_FRAME = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run inside, those around a transaction left out."""
    found: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_more: object) -> None:
        if not statement.upper().startswith(_FRAME):
            found.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield found
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def queries(page: Page) -> tuple[int, int]:
    """Queries and bytes of a page that this person has opened before."""
    visitor = page.visitor
    for _ in range(2):
        with counted() as found:
            if page.form is None:
                answer = visitor.client.get(page.path)
            else:
                address, data = page.form()
                answer = visitor.client.post(address, data={**data, "csrf_token": visitor.csrf_token})
    assert answer.status_code == page.expect, f"{page.name}: {answer.status}"
    return len(found), len(answer.data)
