"""Writing articles: who may, what is refused, two at a time, pictures, and what hostile text becomes."""

import re
from io import BytesIO
from typing import Any

import pytest
from sqlalchemy import select

from app.files.store import file_store
from models.conversation import Attachment
from models.knowledge import Article, ArticleAnswer, KnowledgeLink, Reference
from tests.files.samples import PNG
from tests.knowledge.steps import article, form, group, stored
from tests.worlds import World


def write(world: World, who: str, path: str, **more: Any) -> Any:
    return world.post(world.sign_in(who), path, form(**more))


def errors(answer: Any) -> str:
    found = re.search(r'<div class="error-summary.*?</div>', answer.text, re.S)
    return found[0] if found else ""


@pytest.mark.parametrize("who", ["bo", "mia", "chris", "tess", "ada"])
def test_our_people_write_a_draft_and_publish_it(world: World, who: str) -> None:
    client = world.sign_in(who)
    made = world.post(client, "/knowledge/new", form(title_nl="Papierstoring", body_nl="Open de klep."))
    assert made.status_code == 303
    one = int(re.findall(r"/knowledge/(\d+)", made.headers["Location"])[0])
    assert stored(world, one).state == "draft"
    world.post(client, f"/knowledge/{one}/state", {"to": "published"})
    assert "Open de klep." in world.sign_in("sam").get(f"/knowledge/{one}?lang=nl").text


def test_a_customer_writes_nothing(world: World) -> None:
    one = article(world)
    for path in (
        "/knowledge/new",
        f"/knowledge/{one}/edit",
        f"/knowledge/{one}/state",
        "/knowledge/groups/add",
    ):
        assert write(world, "noor", path, to="withdrawn").status_code == 403
    assert stored(world, one).state == "published"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title_en": "", "body_en": ""}, "at least one language"),
        ({"body_en": ""}, "Give both title and text in English"),
        ({"title_nl": "Alleen een titel"}, "Give both title and text in Nederlands"),
        ({"title_en": "x" * 201}, "at most 200"),
        ({"body_en": "x" * 50_001}, "shorter"),
        ({"kind": "poem"}, "what kind"),
        ({"audience": "nobody"}, "who may read"),
        ({"audience": "classification"}, "at least one classification"),
        ({"group": "987654"}, "Choose a group"),
        ({"rank": "-1"}, "from 0 to 1000"),
        ({"rank": "9" * 30}, "from 0 to 1000"),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_is_kept(
    sqlite_world: World, wrong: dict[str, str], sentence: str
) -> None:
    picked = article(sqlite_world)
    answer = write(sqlite_world, "bo", "/knowledge/new", **({"body_nl": "", "another": picked} | wrong))
    assert answer.status_code == 422
    assert sentence in errors(answer)
    assert re.search(f'name="related" value="{picked}"[^>]* checked', answer.text)


ODD = {"lone": "\ud83d", "turned": "\u202eabc", "emoji": "🖨️", "control": "a\x0bb"}


@pytest.mark.parametrize("odd", ODD.values(), ids=ODD.keys())
def test_t42_odd_characters_are_stored_or_refused(world: World, odd: str) -> None:
    sent = odd.encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    assert write(world, "bo", "/knowledge/new", title_en=f"T {sent}", body_en=sent + "x").status_code < 500


def test_t64_who_saves_second_sees_the_difference_and_loses_nothing(world: World) -> None:
    one = article(world)
    bo, tess = world.sign_in("bo"), world.sign_in("tess")
    assert (
        world.post(bo, f"/knowledge/{one}/edit", form(body_en="Bo was first.", version="2")).status_code
        == 303
    )
    second = world.post(tess, f"/knowledge/{one}/edit", form(body_en="Tess was second.", version="2"))
    assert second.status_code == 409
    assert "Bo was first." in second.text and "Tess was second." in second.text
    version = re.findall(r'name="version"[^>]*value="(\d+)"', second.text)[0]
    again = form(body_en="Tess was second.", version=version)
    assert world.post(tess, f"/knowledge/{one}/edit", again).status_code == 303
    assert stored(world, one).body == {"en": "Tess was second."}


def test_saving_without_a_change_is_no_edit(world: World) -> None:
    one = article(world)
    before = stored(world, one).version
    assert write(world, "bo", f"/knowledge/{one}/edit", version="999").status_code == 303
    assert stored(world, one).version == before


def test_the_preview_is_what_readers_get_and_saves_nothing(sqlite_world: World) -> None:
    bo = sqlite_world.sign_in("bo")
    sent = form(body_en="**bold** <b>raw</b>", preview="body_en")
    fragment = sqlite_world.post(bo, "/knowledge/new", sent, headers={"X-Requested-With": "preview"}).text
    assert fragment.strip().startswith("<p><strong>bold</strong> &lt;b&gt;raw")
    page = sqlite_world.post(bo, "/knowledge/new", sent)
    assert "<strong>bold</strong>" in page.text and "Paper jams" in page.text
    with sqlite_world.session() as session:
        assert session.scalars(select(Article)).all() == []


def picture(world: World, who: str = "bo", nonce: str = "nonce-of-an-article") -> int:
    with world.app.app_context():
        assert file_store()
    sent = {"nonce": nonce, "file": (BytesIO(PNG), "flap.png")}
    return int(world.post(world.sign_in(who), "/uploads", sent).json["id"])


def test_t26_a_picture_is_seen_by_who_reads_the_article(world: World) -> None:
    shown = picture(world)
    at = f"/files/{shown}/picture?inline=1"
    assert world.sign_in("sam").get(at).status_code == 404
    made = write(world, "bo", "/knowledge/new", body_en=f"![flap]({at})")
    one = int(re.findall(r"/knowledge/(\d+)", made.headers["Location"])[0])
    assert world.sign_in("sam").get(at).status_code == 404
    write(world, "bo", f"/knowledge/{one}/state", to="published")
    sam = world.sign_in("sam")
    assert f'<img src="{at}" alt="flap">' in sam.get(f"/knowledge/{one}").text
    assert sam.get(at).data == PNG
    write(world, "bo", f"/knowledge/{one}/state", to="withdrawn")
    assert world.sign_in("sam").get(at).status_code == 404
    assert world.sign_in("tess").get(at).data == PNG


def test_without_script_a_picture_comes_with_the_form_and_its_line_is_shown(sqlite_world: World) -> None:
    sent = form(preview="body_en", files=(BytesIO(PNG), "flap.png"))
    page = sqlite_world.post(sqlite_world.sign_in("bo"), "/knowledge/new", sent).text
    with sqlite_world.session() as session:
        kept = session.scalars(select(Attachment)).one()
    assert f"![flap.png](/files/{kept.id}/picture?inline=1)" in page


PROBES = ("<script>alert(1)</script>", '<img src=x onerror="alert(1)">', "[x](javascript:alert(1))")
PROBES += (
    "![x](https://evil.example/p.png)",
    "<svg/onload=alert(1)>",
    "{{ 7*7 }}",
    "<base href=//evil.example>",
)


@pytest.mark.parametrize("probe", PROBES)
def test_t37_t38_t39_hostile_text_is_only_text(sqlite_world: World, probe: str) -> None:
    one = article(sqlite_world, title=probe, body=probe, kind="faq", group=group(sqlite_world, probe))
    for path in (f"/knowledge/{one}", "/knowledge/", "/knowledge/?q=a", "/"):
        page = sqlite_world.sign_in("sam").get(path).text
        for bad in ("<script>alert", "<img src=x", "<svg/", 'href="javascript', 'src="https://evil', "<base"):
            assert bad not in page, (path, bad)
    literal = sqlite_world.sign_in("sam").get(f"/knowledge/{one}").text
    assert "7*7" not in probe or "7*7" in literal, "nothing was worked out"


def test_a_reader_says_whether_it_helped_and_may_change_it(world: World) -> None:
    one, sam = article(world), world.sign_in("sam")
    for said, words in (("yes", ""), ("no", "Where is the <b>flap</b>?")):
        assert (
            world.post(sam, f"/knowledge/{one}/answer", {"helpful": said, "words": words}).status_code == 302
        )
    with world.session() as session:
        answer = session.scalars(select(ArticleAnswer)).one()
        assert (answer.is_helpful, answer.words) == (False, "Where is the <b>flap</b>?")
    page = world.sign_in("bo").get(f"/knowledge/{one}").text
    assert "Where is the &lt;b&gt;flap&lt;/b&gt;?" in page
    assert "Where is the" not in world.sign_in("lot").get(f"/knowledge/{one}").text


def test_an_answer_that_is_none_is_asked_again(sqlite_world: World) -> None:
    one, sam = article(sqlite_world), sqlite_world.sign_in("sam")
    for sent in ({}, {"helpful": "maybe"}, {"helpful": "yes", "words": "x" * 2_001}):
        assert sqlite_world.post(sam, f"/knowledge/{one}/answer", sent).status_code == 422
    assert sqlite_world.post(sam, "/knowledge/987654/answer", {"helpful": "yes"}).status_code == 404


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://x.example", "//x.example", "https://", "data:text/html,x", "x"]
)
def test_t38_a_link_is_a_web_address(sqlite_world: World, address: str) -> None:
    at, bo = group(sqlite_world), sqlite_world.sign_in("bo")
    sent = {"title-en": "Manual", "title-nl": "Handleiding", "group_id": at, "rank": 1, "address": address}
    assert sqlite_world.post(bo, "/knowledge/links/add", sent).status_code == 422
    good = sent | {"address": "https://docs.example/a"}
    assert sqlite_world.post(bo, "/knowledge/links/add", good).status_code == 303
    with sqlite_world.session() as session:
        assert [row.address for row in session.scalars(select(KnowledgeLink))] == ["https://docs.example/a"]
        assert [row.address for row in session.scalars(select(Reference))] == ["https://docs.example/a"]


def test_a_group_that_holds_something_stays(sqlite_world: World) -> None:
    at, bo = group(sqlite_world), sqlite_world.sign_in("bo")
    article(sqlite_world, group=at)
    answer = sqlite_world.post(bo, f"/knowledge/groups/delete/{at}", {"confirmed": "1"})
    assert answer.status_code == 422 and "Put them in another group first" in answer.text
    empty = group(sqlite_world, "Empty")
    assert sqlite_world.post(bo, f"/knowledge/groups/delete/{empty}", {"confirmed": "1"}).status_code == 303
