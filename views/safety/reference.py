"""A reference for each request: on the answer, on an error page and in the log."""

import secrets

from flask import g

LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is mistaken for another over the telephone


def give() -> None:
    g.request_id = "".join(secrets.choice(LETTERS) for _ in range(10))
