"""Who lives with a case: customers of each kind, the desk, and somebody who only reads.

Sam's account is a sub-account, Noor's its parent, Lot's the one beside it, Eva's stands by itself; Chris
only reads.
What a sentence of the guide asks of one person alone is tested where it is built.
"""

from typing import Any

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import select

from models.case import Case
from models.scale import Status
from tests.cases.steps import opened
from tests.mail.acts import set_status
from tests.worlds import World

OWNERS = {"sam": "sam", "noor": "sam", "lot": "sam", "eva": "eva"}  # who lives with whose case
DESK = ("bo", "mia")
BOTH = pytest.mark.parametrize("lang", ["en", "nl"])
EACH = pytest.mark.parametrize("who", OWNERS)


def in_language(world: World, lang: str, text: str, **values: Any) -> str:
    """The sentence as the catalogue has it: which words it uses is for the catalogue to say."""
    with world.app.test_request_context(), force_locale(lang):
        return gettext(text, **values)


def a_case_for(world: World, who: str) -> int:
    return opened(world, OWNERS[who])


def put_in(world: World, number: int, status: str) -> None:
    """By the desk, which may set it from anywhere here."""
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        code = session.get_one(Status, case.status_id).code
    if code != status:
        why = {"why": "fixed_by_release"} if status == "resolved" else {}
        set_status(world, "mia", number, status, reason="As it is.", **why)


def row_of(html: str, number: int) -> str:
    return html.partition(f'href="/cases/{number}"')[2].partition("</tr>")[0]
