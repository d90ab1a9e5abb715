"""Who else is there: names for the desk; for customers who is typing, as far as they may know."""

from typing import Any

from tests.cases.steps import opened
from tests.cases.views import colleague
from tests.mail.acts import HeldClock, held  # noqa: F401
from tests.worlds import World


def here(world: World, client: Any, number: int, **typing: str) -> str:
    answer = world.post(client, f"/cases/{number}/presence", typing)
    assert answer.status_code == 200
    return str(answer.text)


def polled(client: Any, number: int) -> str:
    return str(client.get(f"/cases/{number}/notes?after=0").text)


def test_the_desk_sees_who_looks_and_who_types(world: World) -> None:
    number = opened(world, "sam")
    bo, kim, sam = (world.sign_in(name) for name in ("bo", "kim", "sam"))
    here(world, kim, number)
    here(world, sam, number, typing="1")

    seen = here(world, bo, number)

    assert "Sam de Boer is typing." in seen and "Kim Smit is looking at this case." in seen
    assert "Bo Jansen" not in seen and "Kim Smit is looking" in polled(bo, number)
    world.post(kim, f"/cases/{number}/presence/removal")
    assert "Kim Smit" not in polled(bo, number)


def test_colleagues_of_a_customer_who_type_at_once_see_each_other(world: World) -> None:
    number, _pim = opened(world, "sam"), colleague(world)
    sam, pim, noor = (world.sign_in(name) for name in ("sam", "pim", "noor"))
    here(world, sam, number, typing="1")
    here(world, noor, number)

    assert "Sam de Boer is typing." in here(world, pim, number, typing="1")
    assert "Pim Kok is typing." in here(world, sam, number, typing="1")
    seen = polled(noor, number)
    assert "Pim Kok, Sam de Boer are typing." in seen and "looking" not in polled(sam, number)


def test_t28_of_a_parallel_account_one_reads_that_somebody_types_and_no_name(world: World) -> None:
    number = opened(world, "sam")
    sam, lot = world.sign_in("sam"), world.sign_in("lot")
    here(world, lot, number, typing="1")
    for seen in (here(world, sam, number, typing="1"), polled(lot, number)):
        assert "Somebody at another account is typing." in seen
        assert not any(name in seen for name in ("Lot", "Sam", "Peters", "Boer"))


def test_t30_customers_read_only_that_the_desk_is_writing(world: World) -> None:
    number = opened(world, "sam")
    sam, lot, bo = (world.sign_in(name) for name in ("sam", "lot", "bo"))
    here(world, lot, number)
    here(world, bo, number)
    assert sam.get(f"/cases/{number}/notes?after=0").status_code == 204
    here(world, bo, number, typing="1", is_internal="1")
    assert sam.get(f"/cases/{number}/notes?after=0").status_code == 204

    here(world, bo, number, typing="1")

    for client in (sam, lot):
        seen = polled(client, number)
        assert "The service desk is writing." in seen
        assert not any(name in seen for name in ("Bo", "Lot", "Sam"))


def test_it_is_over_after_a_while(world: World, held: HeldClock) -> None:  # noqa: F811
    number = opened(world, "sam")
    bo, kim = world.sign_in("bo"), world.sign_in("kim")
    here(world, kim, number, typing="1")
    held.move(seconds=31)
    assert "Kim Smit is looking" in polled(bo, number)
    held.move(seconds=60)
    assert polled(bo, number) == ""


def test_t22_nobody_is_present_where_they_see_nothing(world: World) -> None:
    number = opened(world, "sam")
    eva, bo = world.sign_in("eva"), world.sign_in("bo")
    assert world.post(eva, f"/cases/{number}/presence", {"typing": "1"}).status_code == 404
    assert "Eva" not in here(world, bo, number)
