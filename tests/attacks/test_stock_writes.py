"""T25, T27, T31, H1, H3-H5, H10: FAB's own forms, actions and API write nothing that is not theirs.

FAB answers a refused write with 500 or a page; what counts here is that every table stays as it was.
"""

from typing import Any

import pytest
from sqlalchemy import select

from models.case import Case
from models.knowledge import Article
from models.role import RoleText
from models.scale import Priority, Status
from tests.access.seeding import Rows, canary
from tests.attacks.everything import everything
from tests.attacks.stock import MODELS, path
from tests.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:Yielding raw tuples:DeprecationWarning")
OWN, PARALLEL, FOREIGN, PARENT = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon", "Rijnmond Groep"
GHOST = 987_654


def _subjects(world: World) -> dict[int, str]:
    with world.session() as session:
        return dict(session.execute(select(Case.id, Case.subject)).all())  # type: ignore[arg-type]


def test_h1_t25_an_action_on_foreign_rows_changes_none(stock: World, rows: dict[str, Rows]) -> None:
    client, before = stock.sign_in("sam"), everything(stock)
    foreign = rows[FOREIGN].case
    stock.post(client, "/stockcase/action_post", {"action": "mark", "rowid": [str(foreign)]})
    stock.post(client, f"/stockcase/action/mark/{foreign}")
    client.get(f"/stockcase/action/mark/{foreign}")
    assert everything(stock) == before

    mixed = [str(foreign), str(rows[OWN].case)]
    stock.post(client, "/stockcase/action_post", {"action": "mark", "rowid": mixed})
    found = _subjects(stock)
    assert found[foreign] == f"{canary(FOREIGN)}-subject"
    assert found[rows[OWN].case] == "marked"


def _fields(world: World, account: Any, me: int, **more: Any) -> dict[str, Any]:
    with world.session() as session:
        priority = session.scalars(select(Priority.id).limit(1)).first()
        status = session.scalars(select(Status.id).order_by(Status.rank).limit(1)).first()
    fields = {"account": account, "owner": me, "opened_by": me, "priority": priority, "status": status}
    return {**fields, "subject": "new", "description": "new", "kind": "issue", **more}


def test_h3_h4_t27_the_api_opens_cases_only_where_one_may(stock: World, rows: dict[str, Rows]) -> None:
    client, me = stock.sign_in("sam"), rows[OWN].person
    before = everything(stock)
    accounts = [rows[name].account for name in (FOREIGN, PARALLEL, PARENT)]
    for account in (*accounts, GHOST, -1, {"id": GHOST}, "x", None):
        answer = client.post("/api/v1/stockcase/", json=_fields(stock, account, me))
        assert answer.status_code >= 400, account
    for person in (rows[FOREIGN].person, rows[PARALLEL].person, GHOST):
        for field in ("owner", "opened_by"):
            refused = _fields(stock, rows[OWN].account, me, **{field: person})
            assert client.post("/api/v1/stockcase/", json=refused).status_code >= 400
    assert everything(stock) == before

    answer = client.post("/api/v1/stockcase/", json=_fields(stock, rows[OWN].account, me))
    assert answer.status_code == 201, answer.text


def test_t28_a_parents_person_opens_for_a_sub_account_and_never_for_the_parent(
    stock: World, rows: dict[str, Rows]
) -> None:
    client, me = stock.sign_in("noor"), rows[PARENT].person
    for account, status in ((PARENT, 500), (FOREIGN, 500), (OWN, 201)):
        answer = client.post("/api/v1/stockcase/", json=_fields(stock, rows[account].account, me))
        assert (answer.status_code < 300) is (status < 300), account


def test_h3_t27_the_api_moves_no_case(stock: World, rows: dict[str, Rows]) -> None:
    client, before = stock.sign_in("sam"), everything(stock)
    own = f"/api/v1/stockcase/{rows[OWN].case}"
    for account in (rows[FOREIGN].account, rows[PARALLEL].account, GHOST):
        assert client.put(own, json={"account": account}).status_code >= 400
    for name in (FOREIGN, PARENT):
        address = f"/api/v1/stockcase/{rows[name].case}"
        assert client.put(address, json={"subject": "taken"}).status_code == 404
        assert client.put(address, json={"account": rows[OWN].account}).status_code == 404
        assert client.post("/api/v1/stockcase/", json={"id": rows[name].case}).status_code >= 400
    assert everything(stock) == before
    assert client.put(own, json={"subject": "mine"}).status_code == 200


def _note(case: int, author: int, **more: Any) -> dict[str, Any]:
    return {"case": case, "author": author, "side": "customer", "body": "said", **more}


def test_h4_h5_a_note_lands_on_no_foreign_case_by_form_or_api(stock: World, rows: dict[str, Rows]) -> None:
    client, me, before = stock.sign_in("sam"), rows[OWN].person, everything(stock)
    for case in (rows[FOREIGN].case, rows[PARENT].case, GHOST):
        assert client.post("/api/v1/stocknote/", json=_note(case, me)).status_code >= 400
        stock.post(client, "/stocknote/add", _note(case, me))
        stock.post(client, f"/stocknote/add?_flt_0_case={case}", _note(case, me))
        stock.post(
            client, f"/stocknote/add?_flt_0_case={case}", {"side": "customer", "body": "x", "author": me}
        )
    stock.post(client, f"/stocknote/add?_flt_0_author={rows[FOREIGN].person}", _note(rows[OWN].case, me))
    assert everything(stock) == before

    assert client.post("/api/v1/stocknote/", json=_note(rows[OWN].case, me)).status_code == 201
    stock.post(client, f"/stocknote/add?_flt_0_case={rows[OWN].case}", _note(rows[OWN].case, me))
    assert len(everything(stock)["Note"]) == len(before["Note"]) + 2


def test_t31_no_field_that_is_not_on_the_form_is_taken(stock: World, rows: dict[str, Rows]) -> None:
    client, me = stock.sign_in("sam"), rows[OWN].person
    before = everything(stock)
    person, account = f"/api/v1/stockperson/{me}", f"/api/v1/stockaccount/{rows[OWN].account}"
    for field in ({"is_staff": True}, {"email": "x@x.example"}, {"password": "x"}, {"home_account": None}):
        assert client.put(person, json=field).status_code >= 400, field
    for field in ({"name": "x"}, {"is_active": False}, {"path": "/"}, {"customer_id": "1"}, {"manager": me}):
        assert client.put(account, json=field).status_code >= 400, field
    for role in _roles(stock):
        assert client.put(person, json={"roles": [role]}).status_code >= 400
    assert (
        client.post("/api/v1/stocknote/", json=_note(rows[OWN].case, me, is_internal=True)).status_code >= 400
    )
    assert everything(stock) == before
    assert client.put(person, json={"mobile": "1"}).status_code == 200
    assert client.put(account, json={"website": "https://haven.example"}).status_code == 200


def _roles(world: World) -> list[int]:
    with world.session() as session:
        own = select(RoleText.role_id).where(RoleText.code != "customer")
        return list(session.scalars(own))


def test_nothing_is_deleted_that_one_may_not_delete(stock: World, rows: dict[str, Rows]) -> None:
    client, before = stock.sign_in("noor"), everything(stock)
    for model in MODELS:
        for key in range(1, 10):
            client.delete(f"/api/v1/{path(model)}/{key}")
            stock.post(client, f"/{path(model)}/delete/{key}")
    assert everything(stock) == before


def test_what_somebody_may_delete_is_deleted(stock: World, rows: dict[str, Rows]) -> None:
    """The twin of the test above: who configures deletes a step of the scale through the same routes."""
    client, before = stock.sign_in("ada"), everything(stock)
    assert client.delete("/api/v1/stockstatuschange/1").status_code == 200
    stock.post(client, "/stockstatuschange/delete/2")
    assert len(everything(stock)["StatusChange"]) == len(before["StatusChange"]) - 2


def test_set_up_is_written_by_nobody_but_who_configures(stock: World, rows: dict[str, Rows]) -> None:
    before = everything(stock)
    for who, writes in {"sam": (), "bo": (Article,), "chris": (Article,)}.items():
        client = stock.sign_in(who)
        for model in [model for model in MODELS if model not in writes]:
            address = f"/api/v1/{path(model)}/1"
            for field in ({"act": "case.view"}, {"name": {"en": "x"}}, {"is_open": False}, {"rank": 1}):
                client.put(address, json=field)
            client.post(
                f"/api/v1/{path(model)}/", json={"name": "x", "code": "x", "title": {}, "purpose": {}}
            )
    assert everything(stock) == before


@pytest.mark.parametrize("name", ["x", "canary", "../loket.db", "a_sep_b"])
def test_h10_fabs_download_serves_none_of_our_files(stock: World, rows: dict[str, Rows], name: str) -> None:
    client = stock.sign_in("sam")
    for model in (Case, *MODELS[:3]):
        answer = client.get(f"/{path(model)}/download/{name}")
        assert answer.status_code >= 400
        assert canary(OWN) not in answer.text
