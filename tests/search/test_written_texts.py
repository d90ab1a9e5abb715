"""Articles and messages are found in both languages, by those whom they are for (T24)."""

from app.messages.draft import Part
from tests.knowledge.steps import article, classify
from tests.messages.acts import published, taken_back, written
from tests.search.steps import found, search, suggested
from tests.worlds import World


def test_t24_an_article_is_found_by_its_readers_alone(world: World) -> None:
    partner = classify(world, "Rijnmond Haven", "partner")
    article(world, "Wombats in tray 2", state="draft")
    everyones = f"/knowledge/{article(world, 'Wombats: paper jams')}"
    partners = f"/knowledge/{article(world, 'Wombat', audience='classification', classifications=(partner,))}"
    for who, seen in (("sam", {everyones, partners}), ("bo", {everyones, partners}), ("eva", {everyones})):
        client = world.sign_in(who)
        assert set(found(client, "wombat")) == set(suggested(client, "womb")) == seen, who
    assert "<mark>flap</mark>" in search(world.sign_in("eva"), "wombats flap")


def test_t24_a_message_is_found_by_its_audience_once_it_is_out(world: World) -> None:
    elders = Part(world.account_id("Elders & Zoon"))
    written(world, "Wombat draft")
    for_all = f"/messages/{published(world, {'en': 'Wombat works', 'nl': 'Buideldier werkt'})}"
    for_eva = f"/messages/{published(world, 'Wombat is moved', parts=[elders])}"
    taken_back(world, published(world, "Wombat was a mistake"))
    assert set(found(world.sign_in("eva"), "wombat")) == {for_all, for_eva}
    assert (
        set(found(world.sign_in("sam"), "wombat"))
        == set(suggested(world.sign_in("sam"), "womb"))
        == {for_all}
    )
    assert found(world.sign_in("sam"), "buideldieren werkt", kind="messages") == [for_all]
