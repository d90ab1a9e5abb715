"""T22, T24, T27, T31: FAB's own pages on articles give nothing away, and take nothing from a customer."""

import pytest

from tests.access.seeding import Rows, article_word
from tests.access.who_sees import ALL, ARTICLES
from tests.attacks.everything import everything
from tests.worlds import World

pytestmark = pytest.mark.filterwarnings("ignore:Yielding raw tuples:DeprecationWarning")
LISTS = ("/stockarticle/list/?psize_X=1000", "/api/v1/stockarticle/?q=(page_size:-1)")
LISTS += ("/api/v1/stockarticleanswer/_info", "/stockarticleanswer/add", "/stockattachment/add")


@pytest.mark.parametrize("who", ["sam", "noor", "bo"])
def test_t24_no_list_or_choice_holds_an_article_for_others(
    stock: World, rows: dict[str, Rows], who: str
) -> None:
    client = stock.sign_in(who)
    seen = "".join(client.get(address).text for address in LISTS)
    assert {name for name in ALL if article_word(name) in seen} == ARTICLES[who]


def test_t27_t31_a_customer_writes_no_article_and_answers_for_nobody_else(
    stock: World, rows: dict[str, Rows]
) -> None:
    client, before = stock.sign_in("sam"), everything(stock)
    own, foreign = rows["Rijnmond Haven"], rows["Elders & Zoon"]
    for field in (
        {"state": "draft"},
        {"audience": "everyone"},
        {"body": {"en": "x"}},
        {"editor": own.person},
    ):
        assert client.put(f"/api/v1/stockarticle/{own.article}", json=field).status_code >= 400
        assert client.put(f"/api/v1/stockarticle/{foreign.article}", json=field).status_code == 404
    said = {"is_helpful": True, "words": "x", "at": "2026-11-22T00:00:00"}
    for article, person in ((foreign.article, own.person), (own.article, foreign.person)):
        sent = {**said, "article": article, "person": person}
        assert client.post("/api/v1/stockarticleanswer/", json=sent).status_code >= 400
    client.post("/api/v1/stockknowledgegroup/", json={"name": {"en": "x"}, "about": {}, "rank": 1})
    client.delete(f"/api/v1/stockarticle/{own.article}")
    assert everything(stock) == before
