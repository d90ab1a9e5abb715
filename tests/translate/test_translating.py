"""Texts that lack a language are found and translated by who may, and nothing else of the row (T33)."""

import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.access.session import seeing_as
from app.access.viewer import SYSTEM
from app.refused import OutOfReach
from models.knowledge import KnowledgeGroup, KnowledgeTag
from models.message import Message
from models.scale import Priority, Status
from tests.cases.steps import hidden
from tests.knowledge.steps import article, group, tag
from tests.messages.acts import for_accounts, published, unread_in_tab, written
from tests.search.steps import found
from tests.worlds import World


def listed(client: FlaskClient) -> list[str]:
    return re.findall(r'href="(/translate/[a-z-]+/\d+)"', client.get("/translate/").text)


def sent(world: World, client: FlaskClient, path: str, **texts: str) -> Any:
    """The form as it opens, with these texts: title_nl="…"."""
    page = client.get(path).text
    names = re.findall(r'name="([a-z]+-(?:en|nl))"', page)
    values = {name: hidden_or_text(page, name) for name in names}
    values |= {name.replace("_", "-"): text for name, text in texts.items()}
    return world.post(client, path, {**values, "seen": hidden(client, path, "seen")})


def translated(world: World, client: FlaskClient, path: str, **texts: str) -> None:
    assert sent(world, client, path, **texts).status_code == 303, path


def hidden_or_text(page: str, name: str) -> str:
    line = re.search(f'name="{name}"[^>]* value="([^"]*)"', page)
    area = re.search(f'<textarea[^>]*name="{name}"[^>]*>\r?\n?([^<]*)</textarea>', page)
    return line[1] if line else area[1] if area else ""


def lacking(world: World, model: Any, **values: Any) -> int:
    with world.session() as session:
        row = model(**values)
        session.add(row)
        session.commit()
        return int(row.id)


def test_a_translator_finds_what_lacks_a_language_and_gives_it(world: World) -> None:
    one, tess = article(world, "Paper jams"), world.sign_in("tess")
    message = published(world, "Maintenance", parts=for_accounts(world, "Elders & Zoon"))
    assert listed(tess) == [f"/translate/message/{message}", f"/translate/article/{one}"]

    translated(world, tess, f"/translate/article/{one}", title_nl="Papier", body_nl="Klep.")
    translated(world, tess, f"/translate/message/{message}", title_nl="Onderhoud", body_nl="Wij verhuizen.")

    assert listed(tess) == []
    assert "Klep." in world.sign_in("sam").get(f"/knowledge/{one}?lang=nl").text
    eva = world.sign_in("eva")
    assert found(eva, "onderhoud") == [f"/messages/{message}"]
    assert "Wij verhuizen." in eva.get(f"/messages/{message}?lang=nl").text


def test_a_translation_changes_nothing_else_of_a_message(world: World) -> None:
    message = published(world, is_urgent=True, parts=for_accounts(world, "Elders & Zoon"))
    with world.session() as session:
        before = _besides(session.get_one(Message, message))
    path = f"/translate/message/{message}"
    translated(world, world.sign_in("tess"), path, title_nl="Onderhoud", body_nl="Weg.")
    with world.session() as session:
        row = session.get_one(Message, message)
        assert _besides(row) == before and row.version > 2 and "onderhoud" in row.words


def _besides(message: Message) -> dict[str, Any]:
    texts = ("title", "body", "words", "version", "updated_at")
    columns = [column.key for column in Message.__mapper__.column_attrs if column.key not in texts]
    return {key: getattr(message, key) for key in columns}


def test_words_of_the_set_up_are_translated_where_one_is_missing(world: World) -> None:
    number = lacking(world, Status, code="odd", name={"en": "Odd"}, meaning={}, rank=99, tone="info")
    tess = world.sign_in("tess")
    assert listed(tess) == [f"/translate/status/{number}"]
    translated(world, tess, f"/translate/status/{number}", name_nl="Vreemd")
    with world.session() as session:
        assert session.get_one(Status, number).name == {"en": "Odd", "nl": "Vreemd"}


def test_a_tag_is_found_by_its_translation_at_once(world: World) -> None:
    word = lacking(world, KnowledgeTag, code="w", name={"en": "wombat"})
    one, tess = article(world, "Jams", tags=(word,)), world.sign_in("tess")
    translated(world, tess, f"/translate/tag/{word}", name_nl="buideldier")
    assert found(world.sign_in("sam"), "buideldier") == [f"/knowledge/{one}"]


def test_who_keeps_rows_translates_theirs_and_others_nothing(world: World) -> None:
    message, one = written(world), article(world)
    assert listed(world.sign_in("chris")) == [f"/translate/message/{message}", f"/translate/article/{one}"]
    assert listed(world.sign_in("bo")) == listed(world.sign_in("ada")) == [f"/translate/article/{one}"]
    assert world.sign_in("bo").get(f"/translate/message/{message}").status_code == 404
    assert world.sign_in("ada").get("/translate/priority/1").status_code == 200
    assert world.sign_in("bo").get("/translate/priority/1").status_code == 404
    for who in ("noor", "sam"):
        client = world.sign_in(who)
        for path in ("/translate/", f"/translate/article/{one}", f"/translate/message/{message}"):
            assert client.get(path).status_code == 403
        assert world.post(client, f"/translate/article/{one}", {"title-nl": "x"}).status_code == 403


def test_t33_a_translator_changes_texts_and_nothing_besides(world: World) -> None:
    message, tess = written(world), world.sign_in("tess")
    closed = ("/setup/priorities/edit/1", "/setup/", "/cases/", "/accounts/")
    for path in (f"/messages/write/{message}", *closed):
        assert tess.get(path).status_code in (403, 404), path
    for model, row_id, field, value in (
        (Message, message, "is_urgent", True),
        (Priority, 1, "rank", 99),
        (Status, 1, "is_open", False),
    ):
        with world.session("tess") as session:
            with seeing_as(session, SYSTEM):
                row = session.get_one(model, row_id)
            setattr(row, field, value)
            with pytest.raises(OutOfReach):
                session.flush()
    urgent = published(world, is_urgent=True, parts=for_accounts(world, "Elders & Zoon"))
    assert unread_in_tab(tess, "/messages/") == "" and "data-message" not in tess.get("/").text
    assert tess.get(f"/messages/{urgent}").status_code == 404, "a text to translate is no message to read"


def test_a_text_is_not_taken_away_and_too_much_is_refused(world: World) -> None:
    at, tess = group(world), world.sign_in("tess")
    path = f"/translate/group/{at}"
    for texts, sentence in (
        ({"name_nl": ""}, "This text can be changed, but not taken away."),
        ({"name_nl": "x" * 81}, "Use at most 80 characters."),
        ({"about_en": "x" * 301}, "Use at most 300 characters."),
    ):
        answer = sent(world, tess, path, **texts)
        assert answer.status_code == 422 and sentence in answer.text
    half = sent(world, tess, f"/translate/article/{article(world)}", title_nl="Alleen een titel")
    assert half.status_code == 422 and "Give both title and text" in half.text
    assert "Alleen een titel" in half.text
    with world.session() as session:
        assert session.get_one(KnowledgeGroup, at).name == {"en": "Printers", "nl": "Printers"}


def test_t64_who_saves_second_sees_the_difference(world: World) -> None:
    word, tess = tag(world, "jam"), world.sign_in("tess")
    path = f"/translate/tag/{word}"
    seen = hidden(tess, path, "seen")
    translated(world, world.sign_in("bo"), path, name_nl="storing")
    answer = world.post(tess, path, {"name-en": "jam", "name-nl": "klem", "seen": seen})
    assert answer.status_code == 409
    assert "storing" in answer.text and "klem" in answer.text


@pytest.mark.parametrize(
    "path", ["article/0", "article/999999", "article/99999999999", "nothing/1", "?after=x", "?before=%00"]
)
def test_t42_whatever_is_asked_is_answered(sqlite_world: World, path: str) -> None:
    assert sqlite_world.sign_in("tess").get(f"/translate/{path}").status_code < 500


def test_many_are_shown_page_by_page(world: World) -> None:
    rows = [article(world, f"Jam {number}") for number in range(27)]
    tess = world.sign_in("tess")
    first = tess.get("/translate/").text
    following = re.search(r'href="(/translate/\?after=[^"]+)"', first)
    assert "27 texts" in first and following is not None
    rest = re.findall(r"/translate/article/(\d+)", tess.get(following[1]).text)
    assert [*re.findall(r"/translate/article/(\d+)", first), *rest] == [str(row) for row in rows[::-1]]
