"""Steps that the tests of search share."""

import re
from typing import Any

from flask.testing import FlaskClient

from app.conversation.post_note import post_note
from tests.cases.steps import find
from tests.worlds import World


def search(client: FlaskClient, q: str, **filters: str) -> str:
    """The main part of the page of results: the header repeats nothing of it."""
    answer = client.get("/search", query_string={"q": q, **filters})
    assert answer.status_code == 200, answer.status
    return answer.text.partition('<main id="main"')[2].partition("</main>")[0]


def found(client: FlaskClient, q: str, **filters: str) -> list[str]:
    """Addresses of what was found, in order."""
    return re.findall(r'class="row-title" href="([^"]+)"', search(client, q, **filters))


def cases(client: FlaskClient, q: str, **filters: str) -> list[int]:
    return [int(path[7:]) for path in found(client, q, **filters) if path.startswith("/cases/")]


def suggested(client: FlaskClient, q: str) -> list[str]:
    """Addresses of the suggestions, without the last one, which leads to the page of results."""
    answer = client.get("/search/suggestions", query_string={"q": q})
    assert answer.status_code == 200, answer.status
    return [
        path for path in re.findall(r'role="option"[^>]* href="([^"]+)"', answer.text) if "?q=" not in path
    ]


def note(world: World, person: str, number: int, body: str, **more: Any) -> None:
    """This person adds a note to the case."""
    by = world.viewer(person)
    with world.session(person) as session:
        post_note(session, by=by, case=session.merge(find(world, number)), body=body, **more)
        session.commit()
