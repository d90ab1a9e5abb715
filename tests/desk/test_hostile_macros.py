"""T39: the text of a macro is text: only names of the list are replaced, whatever stands beside them."""

import pytest
from sqlalchemy import select, update

from models.conversation import Note
from models.person import Person
from tests.cases.steps import opened
from tests.desk.test_macros import form, macro, use
from tests.worlds import World

PROBES = (
    "{{7*7}}",
    "{{ ''.__class__.__mro__ }}",
    "{% include '/etc/hostname' %}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{customer_first_name.__class__}",
    "{customer_first_name!r}",
    "{agent_name:>999999999}",
    "{0} {} {subject[0]}",
    "%(subject)s $subject #[subject] <%= subject %>",
    "{SUBJECT} { subject } {{subject",
)


def body_of(world: World) -> str:
    with world.session() as session:
        return session.scalars(select(Note.body)).one()


@pytest.mark.parametrize("probe", PROBES)
def test_t39_what_is_no_name_of_the_list_stays_as_it_is_written(world: World, probe: str) -> None:
    number = opened(world, "sam")
    texts = {"en": f"{probe} for {{account}}", "nl": f"{probe} voor {{account}}"}
    assert use(world, number, macro(world, body=texts)).status_code == 303
    assert body_of(world) == f"{probe} voor Rijnmond Haven"
    page = world.sign_in("sam").get(f"/cases/{number}").text
    assert "49" not in page.split("<main")[1].split("voor Rijnmond Haven")[0][-200:]


def test_t39_what_people_wrote_is_put_in_and_never_looked_at_again(world: World) -> None:
    number = opened(world, "sam", subject="{agent_name} {{7*7}} {customer_name}")
    with world.session() as session:
        session.execute(update(Person).where(Person.first_name == "Sam").values(last_name="{subject}"))
        session.commit()
    texts = {"en": "{subject} / {customer_name}", "nl": "{subject} / {customer_name}"}
    use(world, number, macro(world, body=texts))
    unescaped = body_of(world).replace("\\", "")  # what people wrote is no Markdown of the macro
    assert unescaped == "{agent_name} {{7*7}} {customer_name} / Sam {subject}"


def test_t37_a_name_of_a_customer_draws_nothing_in_the_note(world: World) -> None:
    number = opened(world, "sam", subject="<script>alert(1)</script> [x](javascript:alert(1))")
    use(world, number, macro(world, body={"en": "About {subject}", "nl": "Over {subject}"}))
    page = world.sign_in("sam").get(f"/cases/{number}").text
    assert "<script>alert" not in page and 'href="javascript' not in page and "Over " in page


def test_a_text_that_becomes_too_long_is_refused_and_nothing_happens(world: World) -> None:
    number = opened(world, "sam", subject="s" * 200)
    long = "{subject}" * 400
    answer = use(world, number, macro(world, body={"en": long, "nl": long}, assigns="me"))
    assert answer.status_code == 422 and "Make the text shorter" in answer.text
    with world.session() as session:
        assert session.scalars(select(Note)).all() == []


@pytest.mark.parametrize("wrong", ["{customer}", "{agent_first_names}", "{password}", "{secret_key}"])
def test_t39_a_name_that_is_not_on_the_list_is_refused_in_both_languages(
    sqlite_world: World, wrong: str
) -> None:
    mia = sqlite_world.sign_in("mia")
    for lang, sentence in (("en", "Nothing is known as"), ("nl", "Niets is bekend als")):
        answer = sqlite_world.post(
            mia, f"/setup/macros/add?lang={lang}", form(**{"body-en": f"Dear {wrong}"})
        )
        assert answer.status_code == 422
        assert f"{sentence} {wrong}" in answer.text and "{customer_first_name}" in answer.text
