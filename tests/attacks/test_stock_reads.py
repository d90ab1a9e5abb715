"""T22, T24, T28, T30, H2, H6-H9, H11: FAB's own lists, forms, pages and API show what one may see."""

import re
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient
from sqlalchemy import update

from models.account import Account
from models.event import OutgoingMail, PendingEvent
from tests.access.seeding import Rows, canary, secret
from tests.access.who_sees import ACCOUNTS, ARTICLES, CASES, MESSAGES
from tests.attacks.answers import leaks, plain
from tests.attacks.stock import MODELS, path
from tests.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:Yielding raw tuples:DeprecationWarning")
LISTS = ("/{}/list/?psize_X=1000", "/{}/add", "/api/v1/{}/?q=(page_size:-1)", "/api/v1/{}/_info")
KEYS = {
    "Account": "account",
    "Case": "case",
    "Note": "note",
    "Attachment": "attachment",
    "CaseEvent": "event",
}
KEYS |= {"Person": "person", "OutgoingMail": "mail", "Message": "message", "Article": "article"}
NOBODY_IS = 987_654


@pytest.mark.parametrize("who", ["sam", "noor", "eva", "mo"])
def test_t24_no_list_form_or_choice_holds_a_foreign_row(
    stock: World, rows: dict[str, Rows], who: str
) -> None:
    client, seen = stock.sign_in(who), ""
    for model in MODELS:
        for address in LISTS:
            answer = client.get(address.format(path(model)))
            assert answer.status_code == 200, (model, address)
            seen += answer.text
    assert leaks(who, seen) == set()
    assert all(canary(account) in seen for account in CASES[who])
    assert all(secret(account) in seen for account in ACCOUNTS[who])


def test_h2_the_choices_of_a_relation_are_what_one_may_see(stock: World, rows: dict[str, Rows]) -> None:
    info = stock.sign_in("sam").get("/api/v1/stockcase/_info").json
    choices = {column["name"]: column.get("values") for column in info["add_columns"]}
    assert [choice["value"] for choice in choices["account"]] == ["Rijnmond Haven"]
    assert "Eva Elders" not in [choice["value"] for choice in choices["owner"]]
    assert "Lot Peters" not in [choice["value"] for choice in choices["owner"]]


@pytest.mark.parametrize("address", ["/emptyfilter/list/", "/dottedfilter/list/"])
def test_h6_h7_a_base_filter_that_fab_drops_opens_nothing(
    stock: World, rows: dict[str, Rows], address: str
) -> None:
    answer = stock.sign_in("sam").get(address)
    assert answer.status_code == 200
    assert "Rijnmond Haven" in answer.text or canary("Rijnmond Haven") in answer.text
    assert leaks("sam", answer.text) == set()
    assert "Elders" not in answer.text


def _pages(client: FlaskClient, model: type, key: int) -> Iterator[tuple[int, str]]:
    for address in ("/{}/show/{}", "/{}/edit/{}", "/api/v1/{}/{}"):
        answer = client.get(address.format(path(model), key))
        yield answer.status_code, answer.text
        client.get("/healthz")  # away from the page that a refusal sends back to


@pytest.mark.parametrize("model", [model for model in MODELS if model.__name__ in KEYS])
def test_t22_a_foreign_row_is_answered_like_one_that_is_not_there(
    stock: World, rows: dict[str, Rows], model: type
) -> None:
    client, key = stock.sign_in("sam"), KEYS[model.__name__]
    missing = [plain(page) for page in _pages(client, model, NOBODY_IS)]
    own_words = {"Message": MESSAGES, "Article": ARTICLES}
    may_see = {"Account": ACCOUNTS, "Person": ACCOUNTS, **own_words}.get(model.__name__, CASES)
    for account, row in rows.items():
        number = getattr(row, key)
        found = list(_pages(client, model, number))
        if account in may_see["sam"] and model is not OutgoingMail:
            assert {status for status, _ in found} == {200}, account
        else:
            assert [plain(page) for page in found] == missing, account


def test_t30_internal_notes_and_what_waits_for_the_worker_are_not_there(
    stock: World, rows: dict[str, Rows]
) -> None:
    client, own = stock.sign_in("sam"), rows["Rijnmond Haven"]
    assert client.get(f"/api/v1/stocknote/{own.note}").status_code == 200
    assert client.get(f"/api/v1/stocknote/{own.internal_note}").status_code == 404
    for model in (PendingEvent, OutgoingMail):
        assert client.get(f"/api/v1/{path(model)}/").json["count"] == 0
    assert stock.sign_in("bo").get(f"/api/v1/stocknote/{own.internal_note}").status_code == 200


def test_h9_rows_shown_under_a_row_are_limited_as_in_their_own_list(
    stock: World, rows: dict[str, Rows]
) -> None:
    address = f"/stockcase/show/{rows['Rijnmond Haven'].case}?section=StockNoteView"
    page = stock.sign_in("sam").get(address).text
    assert f"{canary('Rijnmond Haven')}-note" in page
    assert leaks("sam", page) == set()


ORACLES = (
    "/stockcase/list/?_oc_StockCaseView=account.name&_od_StockCaseView=asc",
    "/stockcase/list/?_oc_StockCaseView=owner.email&_od_StockCaseView=desc",
    "/stockcase/list/?_flt_2_account.name=A",
    "/api/v1/stockcase/?q=(order_column:account.name,order_direction:asc)",
    "/api/v1/stockcase/?q=(filters:!((col:account,opr:rel_o_m,value:3)))",
    "/api/v1/stockcase/?q=(columns:!(account.name,account.phone,owner.email))",
)


@pytest.mark.parametrize("address", ORACLES)
def test_h11_t32_no_order_or_filter_tells_what_a_hidden_account_is_called(
    stock: World, rows: dict[str, Rows], address: str
) -> None:
    """Sam sees cases of Logistiek; whatever Logistiek is called, his lists stay the same."""
    client = stock.sign_in("sam")
    before = _said(client.get(address).text)
    for name in ("AAA", "ZZZ"):
        with stock.session() as session:
            where = Account.id == rows["Rijnmond Logistiek"].account
            session.execute(update(Account).where(where).values(name=name, phone=name))
            session.commit()
        after = client.get(address).text
        assert _said(after) == before
        assert name not in after


def _said(text: str) -> list[str]:
    """Which rows, in which order."""
    return re.findall(r"(?:canary|secret)-[a-z-]+-ends", text)


@pytest.mark.parametrize("model", ["stockperson", "stocksignin"])
def test_h11_t32_nothing_is_sorted_or_found_by_a_secret(
    stock: World, rows: dict[str, Rows], model: str
) -> None:
    secret_column, open_column = {
        "stockperson": ("password", "email"),
        "stocksignin": ("token_hash", "address"),
    }[model]
    client, api = stock.sign_in("sam"), f"/api/v1/{model}/?q="
    order = api + "(order_column:{},order_direction:asc)"
    found = api + "(filters:!((col:{},opr:sw,value:s)))"
    for question in (order, found):
        assert client.get(question.format(secret_column)).status_code >= 400
        assert client.get(question.format(open_column)).status_code == 200


def test_h8_filters_of_one_never_reach_the_list_of_another(stock: World, rows: dict[str, Rows]) -> None:
    """FAB keeps one object of filters per view; what it forgets to filter is filtered below it."""
    sam, eva = stock.sign_in("sam"), stock.sign_in("eva")
    for _ in range(3):
        eva.get("/stockcase/list/?_flt_2_subject=canary")
        assert leaks("sam", sam.get("/stockcase/list/").text) == set()
        assert leaks("eva", eva.get("/stockcase/list/").text) == set()
