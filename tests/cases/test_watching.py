"""Watching all cases of an account, and the warning when nobody is told any more."""

from tests.cases.steps import opened
from tests.cases.test_marks import marks
from tests.mail.acts import open_case_of, part_ways, told, write
from tests.worlds import World

LAST = "Nobody of yours is told about this case any more"


def watch(world: World, person: str, account: str, path: str = "", **sent: str) -> int:
    address = f"/accounts/{world.account_id(account)}/watch{path}"
    return world.post(world.sign_in(person), address, sent).status_code


def test_who_watches_an_account_is_told_of_all_its_cases(world: World) -> None:
    assert watch(world, "noor", "Rijnmond Haven") == watch(world, "noor", "Rijnmond Haven") == 303
    opened(world, "sam")
    assert told(world) == ["noor", "sam"]
    write(world, "bo", open_case_of(world, "lot"))
    assert told(world) == ["lot"]
    watch(world, "noor", "Rijnmond Haven", "/removal")
    opened(world, "sam")
    assert told(world) == ["lot", "sam"]


def test_who_watches_from_above_may_watch_what_is_below_too(world: World) -> None:
    watch(world, "noor", "Rijnmond Groep")
    number = open_case_of(world, "sam")
    write(world, "bo", number)
    assert told(world) == ["sam"]
    watch(world, "noor", "Rijnmond Groep", with_below="1")
    write(world, "bo", number)
    assert told(world) == ["noor", "sam", "sam"]
    assert "You are subscribed: you watch" in world.sign_in("noor").get(f"/cases/{number}").text
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription/removal")
    write(world, "bo", number)
    assert told(world) == ["noor", "sam", "sam", "sam"]


def test_what_is_beside_the_watched_account_is_not_watched(world: World) -> None:
    watched, beside = open_case_of(world, "sam"), open_case_of(world, "lot")
    watch(world, "noor", "Rijnmond Haven", with_below="1")
    noor = world.sign_in("noor")
    assert "You are subscribed: you watch" in noor.get(f"/cases/{watched}").text
    assert "You are subscribed: you watch" not in noor.get(f"/cases/{beside}").text
    assert [number for number in (watched, beside) if marks(world, "noor", number)] == [watched]


def test_t24_nobody_watches_an_account_that_is_not_to_be_seen(world: World) -> None:
    assert watch(world, "eva", "Rijnmond Haven") == watch(world, "sam", "Rijnmond Logistiek") == 404
    assert watch(world, "tess", "Rijnmond Haven") == 403


def test_t34_who_sees_the_account_no_more_is_told_no_more(world: World) -> None:
    watch(world, "noor", "Rijnmond Logistiek")
    number = open_case_of(world, "lot")
    part_ways(world, "Rijnmond Logistiek")
    write(world, "bo", number)
    assert told(world) == ["lot"]


def test_the_last_of_the_customer_who_leaves_is_warned(world: World) -> None:
    number = opened(world, "sam")
    sam, noor = world.sign_in("sam"), world.sign_in("noor")
    world.post(noor, f"/cases/{number}/subscription")
    world.post(noor, f"/cases/{number}/subscription/removal")
    assert LAST not in noor.get(f"/cases/{number}").text
    world.post(sam, f"/cases/{number}/subscription/removal")
    assert LAST in sam.get(f"/cases/{number}").text
