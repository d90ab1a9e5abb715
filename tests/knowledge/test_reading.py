"""Who finds and reads which article, and what stands around it."""

import pytest
from flask.testing import FlaskClient

from tests.files.queries import queries
from tests.knowledge.steps import article, classify, group, link, tag
from tests.worlds import World


def test_a_published_article_is_read_and_found_by_everybody(world: World) -> None:
    at = group(world)
    one = article(world, group=at)
    for who in ("sam", "eva", "bo", "tess", "chris"):
        client = world.sign_in(who)
        assert "left cover" in client.get(f"/knowledge/{one}-paper-jams").text
        assert "Paper jams" in client.get("/knowledge/").text
        assert "Paper jams" in client.get("/knowledge/?q=LEFT+cover").text
        assert "Paper jams" not in client.get("/knowledge/?q=left+nothing").text


@pytest.mark.parametrize("state", ["draft", "withdrawn"])
def test_what_is_not_published_is_there_for_writers_only(world: World, state: str) -> None:
    one = article(world, state=state, group=group(world))
    sam, bo = world.sign_in("sam"), world.sign_in("bo")
    missing = sam.get("/knowledge/987654")
    assert sam.get(f"/knowledge/{one}").status_code == missing.status_code == 404
    for path in ("/knowledge/", "/knowledge/?q=paper", f"/knowledge/?state={state}"):
        assert "Paper jams" not in sam.get(path).text
    assert bo.get(f"/knowledge/{one}").status_code == 200
    assert "Paper jams" in bo.get(f"/knowledge/?state={state}").text


def test_t24_an_article_for_a_classification_is_for_its_accounts_and_our_people(world: World) -> None:
    partner = classify(world, "Rijnmond Haven", "partner")
    one = article(world, group=group(world), audience="classification", classifications=(partner,))
    read = {who: world.sign_in(who).get(f"/knowledge/{one}").status_code for who in ("sam", "lot", "eva")}
    assert read == {"sam": 200, "lot": 404, "eva": 404}
    assert world.sign_in("bo").get(f"/knowledge/{one}").status_code == 200
    for path in ("/knowledge/", "/knowledge/?q=paper", "/"):
        assert "Paper jams" not in world.sign_in("lot").get(path).text


def test_t29_another_classification_ends_the_sight_of_it_at_the_next_request(world: World) -> None:
    partner = classify(world, "Rijnmond Haven", "partner")
    one = article(world, audience="classification", classifications=(partner,))
    sam = world.sign_in("sam")
    assert sam.get(f"/knowledge/{one}").status_code == 200
    classify(world, "Rijnmond Haven", "end_customer")
    assert sam.get(f"/knowledge/{one}").status_code == 404


def test_a_text_in_one_language_is_shown_in_the_other_and_marked(world: World) -> None:
    one = article(world, title="Only English")
    page = world.sign_in("sam").get(f"/knowledge/{one}?lang=nl").text
    assert '<span lang="en">Only English</span>' in page
    assert 'class="prose readable" lang="en"' in page
    assert "Deze tekst is er nog niet in uw taal." in page


def test_related_are_the_chosen_ones_then_those_that_share_tags(world: World) -> None:
    jam, toner = tag(world, "jam"), tag(world, "toner")
    far = article(world, "Far off")
    article(world, "One tag", tags=(jam,))
    article(world, "Two tags", tags=(jam, toner))
    article(world, "Draft with tags", tags=(jam, toner), state="draft")
    one = article(world, "Here", tags=(jam, toner), related=(far,))
    page = world.sign_in("sam").get(f"/knowledge/{one}").text
    places = [page.index(title) for title in ("Far off", "Two tags", "One tag")]
    assert places == sorted(places)
    assert "Draft with tags" not in page


def test_tags_kinds_and_groups_narrow_the_list(world: World) -> None:
    at, jam = group(world), tag(world, "jam")
    article(world, "About jams", tags=(jam,), group=at)
    article(world, "Asked often", kind="faq")
    sam = world.sign_in("sam")
    for path, there, gone in (
        ("/knowledge/?tag=jam", "About jams", "Asked often"),
        ("/knowledge/?kind=faq", "Asked often", "About jams"),
        (f"/knowledge/?group={at}", "About jams", "Asked often"),
    ):
        page = sam.get(path).text
        assert there in page and gone not in page, path


def test_a_group_without_anything_for_the_reader_is_not_shown(world: World) -> None:
    article(world, group=group(world, "Secret shelf"), state="draft")
    link(world, group(world, "Useful links"))
    page = world.sign_in("sam").get("/knowledge/").text
    assert "Useful links" in page and "docs.example" in page
    assert "Secret shelf" not in page


HOSTILE = (
    "?q=%25",
    "?q=_",
    "?q=%27%22%3B--",
    "?group=99999999999999999999",
    "?line=x",
    "?tag=%00",
    "?kind=no",
)
HOSTILE += ("?after=xx", "?before=%ff", "?q=" + "a" * 5_000, "?group=²", "?state=draft&state=published")


@pytest.mark.parametrize("query", HOSTILE)
def test_t41_t42_whatever_is_asked_is_answered(world: World, query: str) -> None:
    article(world)
    assert world.sign_in("sam").get(f"/knowledge/{query}").status_code < 500


def test_t41_signs_of_like_are_only_text(world: World) -> None:
    article(world, "Half price", body="At 50% now")
    sam = world.sign_in("sam")
    assert "Half price" in sam.get("/knowledge/?q=50%25").text
    assert "Half price" not in sam.get("/knowledge/?q=5_%25").text


@pytest.mark.parametrize("path", ["/knowledge/", "/knowledge/?q=left", "/knowledge/{one}"])
def test_thirty_articles_take_no_more_questions_than_one(sqlite_world: World, path: str) -> None:
    at, jam = group(sqlite_world), tag(sqlite_world, "jam")
    one = article(sqlite_world, group=at, tags=(jam,), kind="faq")
    article(sqlite_world, group=at, tags=(jam,), kind="faq")
    sam = sqlite_world.sign_in("sam")
    few = asked(sam, path.format(one=one))
    for number in range(30):
        article(sqlite_world, f"Jam {number}", group=at, tags=(jam,), kind="faq")
    assert asked(sam, path.format(one=one)) == few


def asked(client: FlaskClient, path: str) -> int:
    """How many questions the database gets for a page that was opened before."""
    client.get(path)
    with queries() as seen:
        assert client.get(path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("sign", ["#", "##", "###"])
def test_headings_of_a_text_come_right_below_its_title(sqlite_world: World, sign: str) -> None:
    one = article(sqlite_world, body=f"{sign} First\n\nWords\n\n{sign}# Second")
    page = sqlite_world.sign_in("sam").get(f"/knowledge/{one}").text
    assert "<h2>First</h2>" in page and "<h3>Second</h3>" in page
