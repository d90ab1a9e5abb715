"""PortalApi: explicit columns, refusals as 422, no ghost rows, nothing by a browser without CSRF."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from models.account import Account
from models.case import Case
from models.role import MatrixRow
from tests.cases.steps import find, opened
from tests.setup.trial import TrialCases
from tests.worlds import World
from views.crud import PortalApi

CASES, MATRIX = "/api/v1/trial-cases/", "/api/v1/trial-matrix/"
ROW = {"role_id": 1, "kind": "sub", "relation": "parallel", "act": "account.view"}


def call(world: World, client: FlaskClient, method: str, path: str, **kwargs: Any) -> Any:
    return client.open(path, method=method, headers={"X-CSRFToken": world.csrf_token(client)}, **kwargs)


def rows(world: World, model: Any) -> int:
    with world.session() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_h3_t27_a_case_cannot_be_moved_to_a_foreign_account(trial: World) -> None:
    case, sam = find(trial, opened(trial)), trial.sign_in("sam")
    foreign = {"account_id": trial.account_id("Elders & Zoon")}
    assert call(trial, sam, "PUT", f"{CASES}{case.id}", json=foreign).status_code in (404, 422)
    assert find(trial, case.number).account_id == case.account_id
    assert call(trial, sam, "PUT", f"{CASES}{case.id}", json={"subject": "Mended"}).status_code == 200
    assert find(trial, case.number).subject == "Mended"


def test_h4_a_missing_account_is_refused_and_not_made_up(trial: World) -> None:
    case, sam, before = find(trial, opened(trial)), trial.sign_in("sam"), rows(trial, Account)
    answer = call(trial, sam, "PUT", f"{CASES}{case.id}", json={"account_id": 987_654})
    assert answer.status_code in (404, 422)
    assert rows(trial, Account) == before


def test_t23_foreign_and_missing_rows_look_alike(trial: World) -> None:
    case, eva = find(trial, opened(trial)), trial.sign_in("eva")
    for method in ("GET", "PUT", "DELETE"):
        answers = [call(trial, eva, method, f"{CASES}{pk}", json={}) for pk in (case.id, 999_999, 10**19)]
        assert [one.status_code for one in answers] == [404, 404, 404]
        assert len({one.data for one in answers}) == 1
    assert call(trial, trial.sign_in("sam"), "GET", f"{CASES}{case.id}").status_code == 200


def test_t23_a_list_holds_what_one_sees_and_pages_are_capped(trial: World) -> None:
    opened(trial)
    answer = trial.sign_in("eva").get(f"{CASES}?q=(page_size:-1)").get_json()
    assert (answer["count"], answer["result"]) == (0, [])
    answer = trial.sign_in("sam").get(f"{CASES}?q=(page_size:1000000000)").get_json()
    assert [row["subject"] for row in answer["result"]] == ["Paper jam"]


STRANGE_QUESTIONS = [
    "((((",
    "(page:-1)",
    "(page:99999999999999999999)",
    "(order_column:description,order_direction:asc)",
    "(order_column:nosuch,order_direction:asc)",
    "(filters:!((col:description,opr:sw,value:Since)))",
    "(filters:!((col:subject,opr:sw,value:7)))",
    "(filters:!((col:subject,opr:nosuch,value:a)))",
    "(filters:!(7))",
    "(columns:!(description))",
]


def test_h11_h23_t32_no_question_breaks_it_or_tells_more(trial: World) -> None:
    opened(trial)
    sam = trial.sign_in("sam")
    for q in STRANGE_QUESTIONS:
        answer = sam.get(CASES, query_string={"q": q})
        assert answer.status_code in (200, 400, 422), q
        assert b"Since this morning" not in answer.data


def test_a_refusal_is_422_with_its_sentence(trial: World) -> None:
    answer = call(trial, trial.sign_in("ada"), "POST", MATRIX, json={**ROW, "kind": "moon"})
    assert (answer.status_code, answer.get_json()["message"]) == (422, "Nobody lives there.")


def test_what_a_table_cannot_hold_is_422_and_leaves_nothing(trial: World) -> None:
    ada, before = trial.sign_in("ada"), rows(trial, MatrixRow)
    for wrong in ({**ROW, "role_id": 987_654}, {**ROW, "id": 5}, {"kind": "sub"}, []):
        assert call(trial, ada, "POST", MATRIX, json=wrong).status_code == 422, wrong
    assert call(trial, ada, "POST", MATRIX, json=ROW).status_code == 201
    assert call(trial, ada, "POST", MATRIX, json=ROW).status_code == 422
    assert rows(trial, MatrixRow) == before + 1


def test_h16_a_browser_needs_the_csrf_token_here_too(trial: World) -> None:
    case, sam = find(trial, opened(trial)), trial.sign_in("sam")
    assert sam.put(f"{CASES}{case.id}", json={"subject": "Forged"}).status_code == 400
    assert find(trial, case.number).subject == "Paper jam"


def test_who_may_not_gets_403_and_a_stranger_401(trial: World) -> None:
    assert trial.client().get(CASES).status_code == 401
    assert trial.sign_in("tess").get(CASES).status_code == 403
    assert call(trial, trial.sign_in("sam"), "POST", MATRIX, json=ROW).status_code == 403


def test_h2_there_is_no_list_of_every_related_row(trial: World) -> None:
    assert trial.sign_in("sam").get(f"{CASES}_info").status_code == 404


def test_h4_an_api_that_writes_through_a_relation_is_not_accepted() -> None:
    with pytest.raises(TypeError, match="account"):

        class Careless(PortalApi):
            datamodel = TrialCases.datamodel
            include_route_methods = {"post"}
            list_columns = show_columns = order_columns = search_columns = ["number"]
            add_columns = edit_columns = ["account"]


def test_a_case_that_is_not_theirs_to_remove_stays(trial: World) -> None:
    case = find(trial, opened(trial))
    answer = call(trial, trial.sign_in("sam"), "DELETE", f"{CASES}{case.id}")
    assert answer.status_code in (403, 404, 422)
    assert rows(trial, Case) == 1
