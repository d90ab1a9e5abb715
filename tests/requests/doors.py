"""Requests that come in without a page, and what pages and verbs say of wrong values."""

import html
import re
from typing import Any

import pytest
from flask import has_request_context
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from app.request_types.install import shipped
from app.requests.plain import edit_request, file_request, wrong_in
from app.requests.save import Unfinished
from models.case import Case
from models.event import CaseEvent
from tests.requests.steps import fill_in, held
from tests.worlds import World

KEY = "one-key-of-a-sender"
Values = dict[str, Any]


def by_door(world: World, who: str, code: str, values: Values, *, door: str = "api", key: str = KEY) -> Case:
    """The case of a request that came without a page."""
    by = world.viewer(who)
    with world.session(who) as session:
        assert not has_request_context()
        case = file_request(session, by=by, request_type=code, values=values, key=key, door=door)
        session.commit()
        session.refresh(case)
        return case


def edit_by_door(
    world: World, who: str, case: Case, values: Values, *, door: str = "api", lang: str = "en", key: str = ""
) -> None:
    by = world.viewer(who)
    with world.session(who) as session, force_locale(lang):
        row = session.scalars(select(Case).where(Case.id == case.id)).one()
        said = {"version": row.version, "values": values, "door": door, "key": key}
        edit_request(session, by=by, case=row, **said)
        session.commit()


def refused(world: World, who: str, code: str, values: Values, lang: str = "en") -> dict[str, str]:
    """The sentences for which it is not filed, by field; that it is not filed is seen to."""
    by = world.viewer(who)
    with world.session(who) as session, force_locale(lang):
        found = wrong_in(session, by=by, request_type=code, values=values)
        with pytest.raises(Unfinished) as caught:
            file_request(session, by=by, request_type=code, values=values, key=KEY, door="api")
        assert caught.value.errors == found
        session.rollback()
        return found


def told_by_pages(world: World, client: FlaskClient, code: str, values: Values) -> set[str]:
    """The sentences of the summary, after all of it was typed into the steps, right or wrong."""
    begun = fill_in(world, client, f"/cases/new/{code}", "later", **values)
    assert begun.status_code in (303, 422), begun.text
    draft = re.search(r"/cases/drafts/[\w-]+", client.get("/").text)
    assert draft, "no draft was kept"
    for step in shipped(code).steps:
        at = f"{draft[0]}/steps/{step.code}"
        for _more in range(2):  # an answer may lead to more questions
            if client.get(at).status_code == 200:
                fill_in(world, client, at, "later", **asked_of(client.get(at).text, values))
    return told(client.get(f"{draft[0]}/summary").text)


def edited_by_page(world: World, client: FlaskClient, case: Case, values: Values) -> Any:
    """The answer to the form, sent again from what came back: an answer may lead to more questions."""
    path = f"/cases/{case.number}/edit"
    answer = client.get(path)
    for _more in range(2):
        if answer.status_code != 302:
            typed = {f"f-{name}": value for name, value in values.items()}
            answer = world.post(client, path, {**held(answer.text), **typed})
    return answer


def asked_of(page: str, values: Values) -> Values:
    """What of it the page asks."""
    return {name: value for name, value in values.items() if f'name="f-{name}"' in page}


def told(page: str) -> set[str]:
    """The sentences in the summary of errors."""
    found = re.search(r'<div class="error-summary".*?</div>', page, re.DOTALL)
    lines = re.findall(r"<li>(.*?)</li>", found[0], re.DOTALL) if found else []
    return {html.unescape(re.sub("<[^>]*>", "", line)).strip() for line in lines}


def events(world: World, case: Case) -> list[tuple[str, str]]:
    """(kind, door) of what happened to the case, oldest first."""
    with world.session() as session:
        rows = session.scalars(select(CaseEvent).where(CaseEvent.case_id == case.id).order_by(CaseEvent.id))
        return [(row.kind, row.door) for row in rows]
