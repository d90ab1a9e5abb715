"""Related articles are picked by words of their title, with suggestions, and without script by a button."""

import re
from typing import Any

from flask.testing import FlaskClient

from models.knowledge import Article
from tests.knowledge.steps import article, form, tag
from tests.worlds import World

FORM = "/knowledge/new"


def offered(client: FlaskClient, typed: str) -> list[str]:
    page = client.get("/knowledge/choices", query_string={"another": typed}).text
    return re.findall(r'value="([^"]*)"', page)


def chosen(answer: Any) -> list[str]:
    return re.findall(r'name="related" value="(\d+)"[^>]* checked', answer.text)


def related(world: World, article_id: int) -> list[int]:
    with world.session() as session:
        return sorted(one.id for one in session.get_one(Article, article_id).related)


def saved(answer: Any) -> int:
    assert answer.status_code == 303, answer.text
    return int(re.findall(r"/knowledge/(\d+)", answer.location)[0])


def test_titles_with_the_words_are_offered_to_writers_alone(world: World) -> None:
    jam = article(world, "Wombat jams")
    draft = article(world, "A wombat draft", state="draft")
    article(world, "Not that one", body="Wombat in the text.")
    assert offered(world.sign_in("bo"), "wombat") == [f"A wombat draft ({draft})", f"Wombat jams ({jam})"]
    assert offered(world.sign_in("bo"), "  ") == offered(world.sign_in("bo"), "%") == []
    assert world.sign_in("sam").get("/knowledge/choices?another=wombat").status_code == 403


def test_an_article_is_added_without_script_and_taken_off_again(world: World) -> None:
    jam, toner, bo = article(world, "Wombat jams"), article(world, "Toner"), world.sign_in("bo")
    first = world.post(bo, FORM, form(another="wombat", add="related"))
    assert first.status_code == 200 and chosen(first) == [str(jam)]
    assert "Open the **left cover**" in first.text, "what was typed is kept"
    second = world.post(bo, FORM, form(related=[jam], another=f"Toner ({toner})"))
    one = saved(second)
    assert related(world, one) == sorted([jam, toner])
    assert "Wombat jams" in world.sign_in("sam").get(f"/knowledge/{jam}").text
    assert set(chosen(bo.get(f"/knowledge/{one}/edit"))) == {str(jam), str(toner)}
    saved(world.post(bo, f"/knowledge/{one}/edit", form(related=[toner])))
    assert related(world, one) == [toner]


def test_a_number_or_an_address_will_do(world: World) -> None:
    jam, bo = article(world, "Wombat jams"), world.sign_in("bo")
    for typed in (str(jam), f"/knowledge/{jam}-wombat-jams", f"https://portal.example/knowledge/{jam}"):
        answer = world.post(bo, FORM, form(another=typed, add="related"))
        assert chosen(answer) == [str(jam)], typed


def test_what_means_none_or_several_is_asked_again(world: World) -> None:
    article(world, "Wombat jams"), article(world, "Wombat toner")
    bo = world.sign_in("bo")
    for typed, sentence in (
        ("wombat", "More than one article fits. Which do you mean: "),
        ("quokka", "No article has these words in its title."),
        ("999999", "No article has these words in its title."),
        ("9" * 40, "No article has these words in its title."),
        ("Wombat jams (999999)", "No article has these words in its title."),
        ("%_'", "No article has these words in its title."),
    ):
        answer = world.post(bo, FORM, form(another=typed))
        assert answer.status_code == 422 and sentence in answer.text, typed


def test_too_many_are_refused_and_the_article_itself_is_left_out(world: World) -> None:
    many = [article(world, f"Wombat {number}") for number in range(13)]
    answer = world.post(world.sign_in("bo"), FORM, form(related=many))
    assert answer.status_code == 422 and "Choose at most 12 related articles." in answer.text
    one = many[0]
    saved(world.post(world.sign_in("bo"), f"/knowledge/{one}/edit", form(related=many[:5], version="2")))
    assert related(world, one) == many[1:5]


def test_the_preview_keeps_what_was_picked(world: World) -> None:
    jam, _word = article(world, "Wombat jams"), tag(world, "jam")
    answer = world.post(world.sign_in("bo"), FORM, form(another="wombat", preview="body_en"))
    assert answer.status_code == 200 and chosen(answer) == [str(jam)]
