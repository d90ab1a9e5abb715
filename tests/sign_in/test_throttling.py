"""T1, T2: guessing is slowed down, per person and per address, and nobody is locked out for good."""

from datetime import timedelta

import pytest

from app import clock
from app.access import throttle
from tests.sign_in.browser import try_password
from tests.worlds import World


@pytest.fixture(autouse=True)
def fewer_per_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try costs a hash: twenty tell as much as fifty."""
    monkeypatch.setattr(throttle, "PER_ADDRESS", 20)


def later(monkeypatch: pytest.MonkeyPatch, wait: timedelta) -> None:
    now = clock.now() + wait
    monkeypatch.setattr(clock, "now", lambda: now)


def guess(world: World, times: int) -> list[int]:
    """Wrong passwords for Noor, each from another address; the statuses."""
    return [try_password(world, "noor", "wrong", address=f"192.0.2.{n}").status_code for n in range(times)]


def test_t1_twenty_guesses_for_one_person_from_twenty_addresses_are_throttled(world: World) -> None:
    assert guess(world, 20) == [422] * 10 + [429] * 10


def test_t1_a_throttled_try_reads_like_a_wrong_one_even_with_the_right_password(world: World) -> None:
    wrong = try_password(world, "noor", "wrong", address="192.0.2.99").text
    guess(world, 10)
    throttled = try_password(world, "noor")
    assert throttled.status_code == 429
    assert 880 <= int(throttled.headers["Retry-After"]) <= 900
    assert without_secrets(throttled.text) == without_secrets(wrong)


def test_t1_after_the_window_the_person_can_get_in(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    guess(world, 20)
    later(monkeypatch, throttle.WINDOW + timedelta(seconds=1))
    assert try_password(world, "noor").status_code == 303


def test_t1_a_stranger_cannot_keep_a_person_out_of_where_the_person_signed_in_before(world: World) -> None:
    assert try_password(world, "noor", address="198.51.100.7").status_code == 303
    guess(world, 11)
    assert try_password(world, "noor", address="198.51.100.8").status_code == 429
    assert try_password(world, "noor", address="198.51.100.7").status_code == 303


def test_t1_others_are_not_held_up_by_guesses_for_one(world: World) -> None:
    guess(world, 11)
    assert try_password(world, "sam").status_code == 303


def test_t2_one_guess_for_each_of_many_people_from_one_address_is_throttled(world: World) -> None:
    tries = [try_password(world, f"person{n}@rijnmond.example", "wrong").status_code for n in range(22)]
    assert tries == [422] * 20 + [429] * 2
    assert try_password(world, "noor").status_code == 429
    assert try_password(world, "noor", address="192.0.2.1").status_code == 303


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("unix:", "unix:"),
    ],
)
def test_a_network_of_ipv6_counts_as_one_address(address: str, counted: str) -> None:
    assert throttle.origin(address) == counted


def without_secrets(page: str) -> str:
    """The page without what differs between any two: nonce and token."""
    return "\n".join(line for line in page.splitlines() if "nonce" not in line and "csrf" not in line)
