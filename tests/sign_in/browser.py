"""A browser at the sign-in page, as the tests of signing in use it."""

from typing import Any

from flask.testing import FlaskClient

from app.demo.cast import PASSWORD, PEOPLE
from tests.worlds import World

MAIL = {first.lower(): mail for first, _last, mail, *_rest in PEOPLE}


def try_password(
    world: World,
    who: str,
    password: str = PASSWORD,
    *,
    client: FlaskClient | None = None,
    address: str = "127.0.0.1",
    query: str = "",
) -> Any:
    """POST the sign-in form. `who` is one of the cast or a mail address."""
    client = client or world.client()
    form = {"mail": MAIL.get(who, who), "password": password}
    return world.post(client, f"/login/{query}", form, environ_overrides={"REMOTE_ADDR": address})


def is_in(client: FlaskClient) -> bool:
    """Whether this browser gets a page that needs a sign-in. `/cases/` never redirects who is signed in."""
    answer = client.get("/cases/")
    assert answer.status_code in (200, 302), answer.status
    return bool(answer.status_code == 200)
