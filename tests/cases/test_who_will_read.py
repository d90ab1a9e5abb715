"""D14: who will read a note, told above the button that sends it."""

from datetime import timedelta

from app import clock
from app.cases.sharing.share import share
from tests.cases.steps import opened
from tests.cases.talk import said
from tests.mail.acts import act
from tests.worlds import World


def shown(client: object, number: int) -> str:
    """The lines about the readers, in words."""
    import re

    html = client.get(f"/cases/{number}").text  # type: ignore[attr-defined]
    found = re.findall(r'<div class="readers.*?</div>', html, re.S)
    return " ".join(re.sub(r"<[^>]+>", "", " ".join(found)).split())


def test_the_readers_are_those_who_may_see_the_case(world: World) -> None:
    number = opened(world, "noor", account="Rijnmond Haven")
    world.post(world.sign_in("sam"), f"/cases/{number}/subscription")

    noors, bos = shown(world.sign_in("noor"), number), shown(world.sign_in("bo"), number)

    assert "Sam de Boer (subscribed just now), 1 colleague who may see this case, the service desk" in noors
    assert "Noor Visser (owner), Sam de Boer (subscribed just now)" in bos
    assert "1 other person at the customer" in bos  # Lot, of the account beside it


def test_t24_nobody_learns_a_name_or_number_of_a_parallel_account(world: World) -> None:
    number = opened(world, "sam")
    world.post(world.sign_in("lot"), f"/cases/{number}/subscription")

    sams, lots = shown(world.sign_in("sam"), number), shown(world.sign_in("lot"), number)

    assert "Lot" not in sams and "somebody at another account (subscribed" in sams
    assert "Somebody at another account (owner)" in lots and "Sam" not in lots and "Noor" not in lots
    assert "people of other accounts of your organisation" in lots
    assert "Lot Peters (subscribed" in shown(world.sign_in("bo"), number)


def test_another_audience_than_the_last_notes_is_told_in_words_and_colour(world: World) -> None:
    number = opened(world, "sam")
    bo, sam = world.sign_in("bo"), world.sign_in("sam")
    assert "The customer does not read this note, unlike the last one." in shown(bo, number)
    assert "Careful" not in shown(bo, number)

    said(world, bo, number, "A word among us.", is_internal="y")

    assert "Careful: the last note was internal, this one is not." in shown(bo, number)
    assert "unlike the last one" not in shown(bo, number)
    assert "Careful" not in shown(sam, number) and "Internal" not in shown(sam, number)


def test_with_whom_a_case_was_shared_is_told_too(world: World) -> None:
    number = opened(world, "sam")
    bo = world.sign_in("bo")
    assert "shared" not in shown(bo, number)
    act(
        world,
        "bo",
        number,
        share,
        whom="eva@elders.example",
        until=clock.now() + timedelta(days=7),
        may_write=False,
    )

    assert "with whom it was shared" in shown(bo, number)
    assert "More people read this than the last note." in shown(bo, number)
