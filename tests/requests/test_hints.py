"""While a subject is typed one sees what is there about the same, and nothing hidden (C10, T24)."""

import re

import pytest
from sqlalchemy import select

from app.messages.draft import Part
from app.search.alike import words_alike
from models.subscription import Subscription
from tests.cases.steps import find, opened
from tests.cases.talk import said as noted
from tests.knowledge.steps import article, classify
from tests.messages.acts import published, taken_back
from tests.requests.steps import fill_in
from tests.worlds import World

SUBJECT = "Printer jams when printing on both sides"


def hints(world: World, person: str, typed: str) -> str:
    return world.sign_in(person).get("/cases/hints", query_string={"q": typed}).text


def test_an_open_case_of_a_colleague_is_shown_with_a_way_to_follow_it(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    said = hints(world, "lot", "The printer jams on every sheet")
    assert str(number) in said and f"/cases/{number}/subscription" in said


def test_t24_nothing_is_shown_of_a_case_that_one_may_not_see(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    assert str(number) not in hints(world, "eva", SUBJECT)


@pytest.mark.parametrize("typed", ["The printer makes coffee", "jam", "", "%", "' OR 1=1 --", "a" * 5_000])
def test_what_is_about_something_else_is_not_shown_and_no_text_is_a_command(world: World, typed: str) -> None:
    opened(world, "sam", subject=SUBJECT)
    assert hints(world, "sam", typed) == ""


def test_words_that_stand_in_any_sentence_do_not_count() -> None:
    assert words_alike("this does not work with that") == ()
    assert [word.text for word in words_alike("Mijn printer heeft geen papier")] == ["printer", "papier"]


@pytest.mark.parametrize("typed", ["jams on both drawers", "both drawers with the jams", "jams both"])
def test_two_words_that_say_something_are_enough_in_any_order(world: World, typed: str) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    assert str(number) in hints(world, "sam", typed)


def test_articles_and_messages_about_the_same_are_shown_to_whom_they_are_for(world: World) -> None:
    partner = classify(world, "Rijnmond Haven", "partner")
    article(world, "Printer jams in the duplex unit")
    article(world, "Duplex jams, for partners", audience="classification", classifications=(partner,))
    published(world, "Duplex printer jams: new parts")
    for_all = ("Printer jams in the duplex unit", "Duplex printer jams: new parts")

    said, elsewhere = hints(world, "sam", "Duplex jams"), hints(world, "eva", "Duplex jams")

    assert all(title in said and title in elsewhere for title in for_all)
    assert "for partners" in said and "for partners" not in elsewhere


def test_t24_what_is_not_out_or_for_others_is_never_a_hint(world: World) -> None:
    haven = world.account_id("Rijnmond Haven")
    article(world, "Duplex jams, a draft", state="draft")
    article(world, "Duplex jams, withdrawn", state="withdrawn")
    published(world, "Duplex jams at the harbour", parts=[Part(haven)])
    taken_back(world, published(world, "Duplex jams, taken back"))
    opened(world, "eva", subject="Duplex jams, of somebody else")
    assert "at the harbour" in hints(world, "sam", "Duplex jams")
    assert all(
        word not in hints(world, "sam", "Duplex jams") for word in ("draft", "withdrawn", "taken", "else")
    )
    assert "harbour" not in hints(world, "eva", "Duplex jams")


def test_t24_a_parallel_account_finds_the_case_and_neither_account_nor_people(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT, description="Ask for Mr Wombat.")
    said = hints(world, "lot", SUBJECT)
    assert str(number) in said and "Another account of your organisation" in said
    assert all(word not in said for word in ("Haven", "Sam", "de Boer", "Wombat"))
    assert "Rijnmond Haven" in hints(world, "sam", SUBJECT)


def test_t30_words_of_an_internal_note_find_nothing_for_customers(world: World) -> None:
    number = opened(world, "sam", subject="Something else")
    noted(world, world.sign_in("bo"), number, "Printer jams when printing", is_internal="1")
    assert str(number) not in hints(world, "sam", SUBJECT) + hints(world, "lot", SUBJECT)


def summary(world: World, who: str) -> str:
    """The last page of a question with that subject, without a script."""
    client = world.sign_in(who)
    said = {"kind": "issue", "priority": "low", "subject": SUBJECT, "description": "As said."}
    at = "/cases/new/question"
    while not at.endswith("/summary"):
        at = fill_in(world, client, at, **said).location.partition("#")[0]
        said = {}
    return client.get(at).text


def test_at_the_end_it_is_shown_again_and_followed_without_a_script(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    page = summary(world, "lot")
    form = re.search(rf'<form method="post" action="(/cases/{number}/subscription)">', page)
    assert form and "Another account of your organisation" in page and "Rijnmond Haven" not in page
    assert world.post(world.sign_in("lot"), form[1]).status_code == 303
    with world.session() as session:
        followed = select(Subscription.person_id).where(Subscription.case_id == find(world, number).id)
        assert world.person_id("lot") in set(session.scalars(followed))


def test_t24_at_the_end_a_stranger_finds_nothing_of_it(world: World) -> None:
    number = opened(world, "sam", subject=SUBJECT)
    assert str(number) not in summary(world, "eva")
    answer = world.post(world.sign_in("eva"), f"/cases/{number}/subscription")
    assert answer.status_code == 404
