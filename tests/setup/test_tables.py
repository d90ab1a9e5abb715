"""FAB's generated tables on PortalModelView: the holes of THREATS H1-H25, attacked one by one."""

import threading
from typing import Any

import pytest
from sqlalchemy import func, insert, select

from app import clock
from models.account import Account
from tests.setup.forms import form_at, send, words_of
from tests.setup.trial import TrialAccounts
from tests.worlds import World
from views.crud import PortalModelView

HOME = "/trial/accounts"


def phones(world: World) -> set[str]:
    with world.session() as session:
        return set(session.scalars(select(Account.phone)))


def how_many(world: World) -> int:
    with world.session() as session:
        return session.scalar(select(func.count()).select_from(Account)) or 0


def act(world: World, client: Any, name: str, *ids: int) -> Any:
    return world.post(client, f"{HOME}/action_post", {"action": name, "rowid": [str(one) for one in ids]})


def test_h1_t25_a_bulk_act_touches_nothing_when_one_row_is_foreign(trial: World) -> None:
    own, foreign = trial.account_id("Rijnmond Haven"), trial.account_id("Elders & Zoon")
    assert act(trial, trial.sign_in("sam"), "ring", own, foreign).status_code == 404
    assert phones(trial) == {""}


def test_a_bulk_act_works_on_the_rows_that_one_sees(trial: World) -> None:
    assert act(trial, trial.sign_in("sam"), "ring", trial.account_id("Rijnmond Haven")).status_code == 303
    assert phones(trial) == {"", "rung"}


def test_an_act_on_one_row_answers_for_foreign_and_missing_rows_alike(trial: World) -> None:
    sam = trial.sign_in("sam")
    for pk in (trial.account_id("Elders & Zoon"), 999_999, 9_999_999_999_999_999_999):
        assert trial.post(sam, f"{HOME}/action/ring/{pk}").status_code == 404
    assert trial.post(sam, f"{HOME}/action/ring/{trial.account_id('Rijnmond Haven')}").status_code == 303


def test_an_unknown_act_is_404(trial: World) -> None:
    own = trial.account_id("Rijnmond Haven")
    sam = trial.sign_in("sam")
    assert act(trial, sam, "no-such-act", own).status_code == 404
    assert trial.post(sam, f"{HOME}/action_post", {"rowid": str(own)}).status_code == 404


def test_a_refused_act_says_so_and_leaves_nothing_behind(trial: World) -> None:
    answer = act(trial, trial.sign_in("sam"), "refuse", trial.account_id("Rijnmond Haven"))
    assert answer.status_code == 422
    assert "Not today." in words_of(answer)
    assert phones(trial) == {""}


def test_h8_filters_belong_to_one_request(trial: World) -> None:
    view = next(v for v in trial.app.appbuilder.baseviews if isinstance(v, TrialAccounts))
    seen, both = [], threading.Barrier(2)

    def ask(query: str) -> None:
        with trial.app.test_request_context(f"{HOME}/list/{query}"):
            filters = view._filters
            both.wait()
            seen.append((id(filters), len(filters.filters)))

    threads = [threading.Thread(target=ask, args=(query,)) for query in ("", "?_flt_2_name=x")]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert len({ident for ident, _count in seen}) == 2


def test_h8_a_search_does_not_stay_for_the_next_reader(trial: World) -> None:
    noor = trial.sign_in("noor")
    assert "Logistiek" not in words_of(noor.get(f"{HOME}/list/?_flt_2_name=Haven"))
    assert "Logistiek" in words_of(noor.get(f"{HOME}/list/"))


def test_h11_t32_only_listed_columns_order_a_list(trial: World) -> None:
    noor = trial.sign_in("noor")
    plain = words_of(noor.get(f"{HOME}/list/"))
    order = [plain.index(name) for name in ("Rijnmond Groep", "Rijnmond Haven")]
    for column in ("customer_id", "manager.password", "nosuch", "name"):
        page = noor.get(f"{HOME}/list/?_oc_TrialAccounts={column}&_od_TrialAccounts=desc")
        found = [words_of(page).rindex(name) for name in ("Rijnmond Groep", "Rijnmond Haven")]
        assert page.status_code == 200
        assert (found == sorted(found)) == (column != "name"), column
    assert order == sorted(order)


STRANGE_QUERIES = [
    "page_TrialAccounts=abc",
    "page_TrialAccounts=-1",
    "page_TrialAccounts=99999999999999999999",
    "psize_TrialAccounts=abc",
    "psize_TrialAccounts=0",
    "psize_TrialAccounts=1000000",
    "_oc_TrialAccounts=nosuch&_od_TrialAccounts=asc",
    "_od_TrialAccounts=sideways",
    "_flt_9_name=x",
    "_flt_x_name=x",
    "_flt_0_customer_id=0",
    "_flt_0_nosuch=x",
    "_flt_2_name=%25_%27%22%3B--",
    "_flt_8_name=a&_flt_8_name=b",
    "_flt_2_name=" + "x" * 5000,
]


def test_h22_h23_no_address_of_a_list_breaks_it(trial: World) -> None:
    noor = trial.sign_in("noor")
    for query in STRANGE_QUERIES:
        assert noor.get(f"{HOME}/list/?{query}").status_code == 200, query


def test_h23_no_number_of_a_row_breaks_a_page(trial: World) -> None:
    noor = trial.sign_in("noor")
    for pk in ("9999999999999999999", "2147483648", "0", "abc", "-1", "1.5", "%00"):
        for route in ("show", "edit", "delete"):
            assert noor.get(f"{HOME}/{route}/{pk}").status_code in (400, 404), (route, pk)


def test_h22_a_page_and_its_count_are_capped(trial: World) -> None:
    with trial.session() as session:
        now = clock.now()
        rows = [{"customer_id": f"X{n}", "name": f"Bulk {n:04}", "created_at": now} for n in range(1_300)]
        session.execute(insert(Account), rows)
        session.commit()
    page = words_of(trial.sign_in("bo").get(f"{HOME}/list/?psize_TrialAccounts=1000000"))
    assert page.count('role="row"') == 41
    assert "1304" not in page
    assert "1040" in page.replace(",", "")


def test_h12_a_refusal_of_the_database_comes_back_in_the_form(trial: World) -> None:
    ada = trial.sign_in("ada")
    typed = {"name": "Twice", "phone": "010-1", "customer_id": "0004711000"}
    answer = trial.post(ada, f"{HOME}/add", typed)
    assert answer.status_code == 422
    assert "There is one with these values already." in words_of(answer)
    assert 'value="010-1"' in words_of(answer)
    assert "INSERT" not in words_of(answer)
    assert how_many(trial) == 4


def test_t31_a_foreign_field_in_a_form_is_refused_and_nothing_typed_is_lost(trial: World) -> None:
    sam, path = trial.sign_in("sam"), f"{HOME}/edit/{trial.account_id('Rijnmond Haven')}"
    fields = form_at(sam, path)
    answer = send(trial, sam, path, fields, name="Mine now", phone="010-2")
    assert answer.status_code == 422
    assert 'value="Mine now"' in words_of(answer)
    assert phones(trial) == {""}
    assert send(trial, sam, path, fields, phone="010-2").status_code == 303
    assert phones(trial) == {"", "010-2"}


def test_h5_t27_an_address_fills_no_field_that_the_form_does_not_ask(trial: World) -> None:
    ada, foreign = trial.sign_in("ada"), trial.account_id("Elders & Zoon")
    path = f"{HOME}/add?_flt_0_parent={foreign}&_flt_0_manager=1&parent_id={foreign}"
    assert trial.post(ada, path, {"name": "Alone", "customer_id": "X5"}).status_code == 303
    with trial.session() as session:
        made = session.scalars(select(Account).where(Account.name == "Alone")).one()
    assert (made.parent_id, made.manager_id) == (None, None)


def test_h24_t64_the_second_of_two_editors_is_shown_what_the_first_saved(trial: World) -> None:
    path = f"{HOME}/edit/{trial.account_id('Rijnmond Haven')}"
    sam, noor = trial.sign_in("sam"), trial.sign_in("noor")
    fields = form_at(sam, path)
    assert send(trial, noor, path, form_at(noor, path), phone="010-3").status_code == 303
    answer = send(trial, sam, path, fields, phone="010-4")
    assert answer.status_code == 409
    assert "010-3" in words_of(answer)
    assert 'value="010-4"' in words_of(answer)
    assert phones(trial) == {"", "010-3"}


def test_a_row_is_deleted_only_after_the_question(trial: World) -> None:
    ada = trial.sign_in("ada")
    trial.post(ada, f"{HOME}/add", {"name": "Gone", "customer_id": "X9"})
    path = f"{HOME}/delete/{trial.account_id('Gone')}"
    assert ada.get(path).status_code == 200
    assert "Gone" in words_of(trial.post(ada, path))
    assert how_many(trial) == 5
    assert trial.post(ada, path, {"confirmed": "1"}).status_code == 303
    assert how_many(trial) == 4


def test_what_is_in_use_is_not_deleted_and_it_is_said(trial: World) -> None:
    ada, parent = trial.sign_in("ada"), trial.account_id("Rijnmond Groep")
    answer = trial.post(ada, f"{HOME}/delete/{parent}", {"confirmed": "1"})
    assert answer.status_code == 422
    assert "still in use" in words_of(answer)
    assert how_many(trial) == 4


def test_h25_no_address_is_kept_in_the_cookie(trial: World) -> None:
    sam = trial.sign_in("sam")
    sam.get(f"{HOME}/list/?_flt_2_name=secret-search")
    with sam.session_transaction() as cookie:
        assert "page_history" not in cookie


def test_who_may_not_gets_403_and_who_is_not_signed_in_signs_in(trial: World) -> None:
    assert trial.sign_in("tess").get(f"{HOME}/list/").status_code == 403
    answer = trial.client().get(f"{HOME}/list/")
    assert answer.status_code == 302
    assert answer.location.startswith("/login/")


def test_a_view_that_leaves_columns_to_fab_is_not_accepted() -> None:
    with pytest.raises(TypeError, match="search_columns"):

        class Careless(PortalModelView):
            datamodel = TrialAccounts.datamodel
            include_route_methods = {"list"}
            list_title = show_title = add_title = edit_title = "Careless"
            list_columns = show_columns = add_columns = edit_columns = order_columns = ["name"]
            search_columns = None
