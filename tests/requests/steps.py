"""Steps and definitions that the tests of requests share."""

import re
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import func, select

from app import clock
from app.request_types.read import definition as read
from models.case import Case
from models.request_draft import RequestDraft
from models.request_type import RequestType, RequestTypeVersion
from tests.worlds import World


def both(text: str) -> dict[str, str]:
    return {"en": text, "nl": f"{text} (nl)"}


def field(code: str, kind: str = "text", **more: Any) -> dict[str, Any]:
    return {"code": code, "kind": kind, "label": both(code.replace("_", " ").capitalize()), **more}


def step(code: str, *fields: dict[str, Any], **more: Any) -> dict[str, Any]:
    section = {"code": f"{code}_all", "name": both(code.capitalize()), "fields": list(fields)}
    return {"code": code, "name": both(code.capitalize()), "sections": [section], **more}


def shown_when(code: str, value: str) -> dict[str, Any]:
    return {"match": "all", "rows": [{"field": code, "operator": "is", "value": value}]}


def offer(world: World, *steps: dict[str, Any], code: str = "parcel") -> int:
    """Publish a request type that asks these steps; answers the id of its version."""
    data = {"name": both("Parcel"), "offer": {"needs_agreement": False}, "steps": list(steps)}
    read(data)
    with world.session() as session:
        kind = RequestType(code=code, rank=99, is_offered=True)
        session.add(kind)
        session.flush()
        version = RequestTypeVersion(
            request_type_id=kind.id, number=1, state="published", definition=data, edited_at=clock.now()
        )
        session.add(version)
        session.commit()
        return version.id


def parcel(world: World) -> int:
    """Two steps for everyone, and one between them for what is fragile."""
    fragile = {"match": "all", "rows": [{"field": "fragile", "operator": "is_not", "value": "yes"}]}
    return offer(
        world,
        step(
            "what",
            field("account", "account", column="account", is_required=True),
            field("subject", column="subject", is_required=True),
            field("fragile", "yes_no"),
        ),
        step(
            "care",
            field("care", "long_text", is_required=True),
            field("pictures", "files"),
            skip_when=fragile,
        ),
        step(
            "where",
            field("street", is_required=True),
            field("remarks", "long_text", column="description", is_recommended=True),
        ),
    )


def sent_parcel(world: World, **answers: str) -> str:
    """The address of the case of a parcel that Sam sent."""
    sam = world.sign_in("sam")
    answer = fill_in(world, sam, "/cases/new/parcel", subject="A lamp", **answers)
    draft = answer.location.partition("/steps/")[0]
    for step in ("care", "where"):
        if sam.get(f"{draft}/steps/{step}").status_code == 200:
            fill_in(world, sam, f"{draft}/steps/{step}", **answers)
    return str(world.post(sam, f"{draft}/summary").location)


def fill_in(world: World, client: FlaskClient, path: str, go: str = "next", **answers: Any) -> Any:
    """Send the form on a page, as a browser does: what it holds already, and these answers."""
    page = client.get(path)
    assert page.status_code == 200, f"{path}: {page.status_code}"
    form = re.search(r'<form method="post" action="([^"]+)" enctype', page.text)
    assert form, page.text
    sent = {**held(page.text), **{f"f-{code}": value for code, value in answers.items()}}
    return world.post(client, form[1].replace("&amp;", "&"), {**sent, **({"go": go} if go else {})})


def held(html: str) -> dict[str, str]:
    """What the fields of the form hold already."""
    names = ("nonce", "asked", "version", r"f-\w+")
    found = {}
    for name in names:
        for match in re.finditer(rf'<input[^>]*name="({name})"[^>]*>', html):
            value, kind = re.search(r'value="([^"]*)"', match[0]), re.search(r'type="(\w+)"', match[0])
            if kind and kind[1] in ("radio", "checkbox") and " checked" not in match[0]:
                continue
            if value and kind and kind[1] != "file":
                found[match[1]] = value[1]
    for match in re.finditer(r'<select[^>]*name="(f-\w+)".*?</select>', html, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', match[0])
        found[match[1]] = chosen[1] if chosen else ""
    for match in re.finditer(r'<textarea[^>]*name="(f-\w+)"[^>]*>(.*?)</textarea>', html, re.DOTALL):
        found[match[1]] = match[2]
    return found


def drafts(world: World) -> list[RequestDraft]:
    with world.session() as session:
        return list(session.scalars(select(RequestDraft)))


def cases(world: World) -> int:
    with world.session() as session:
        return session.scalar(select(func.count(Case.id))) or 0
