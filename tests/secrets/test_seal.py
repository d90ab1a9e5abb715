"""What is sealed opens with its key, in its place, and nowhere else (T77)."""

import pytest

from app.secrets.seal import CannotOpen, KeyRing

OLD, NEW = "an old key that is long enough 0123456789", "a new key that is long enough 9876543210"
PLACE = "case:7:password"


def test_what_was_sealed_opens_in_its_place() -> None:
    ring = KeyRing([NEW])
    sealed = ring.seal("hunter2 é 🔑", bound_to=PLACE)
    assert ring.unseal(sealed, bound_to=PLACE) == "hunter2 é 🔑"
    assert "hunter2" not in sealed


def test_the_same_text_never_looks_the_same() -> None:
    ring = KeyRing([NEW])
    assert ring.seal("hunter2", bound_to=PLACE) != ring.seal("hunter2", bound_to=PLACE)


def test_during_a_change_of_keys_both_open_and_the_first_seals() -> None:
    before, meanwhile, after = KeyRing([OLD]), KeyRing([NEW, OLD]), KeyRing([NEW])
    kept = before.seal("hunter2", bound_to=PLACE)
    assert meanwhile.unseal(kept, bound_to=PLACE) == "hunter2"
    assert after.unseal(meanwhile.seal("hunter2", bound_to=PLACE), bound_to=PLACE) == "hunter2"


@pytest.mark.parametrize("place", ["case:8:password", "case:7:user", "draft:7:password", ""])
def test_moved_to_another_place_it_stays_closed(place: str) -> None:
    sealed = KeyRing([NEW]).seal("hunter2", bound_to=PLACE)
    with pytest.raises(CannotOpen):
        KeyRing([NEW]).unseal(sealed, bound_to=place)


def test_without_its_key_it_stays_closed() -> None:
    with pytest.raises(CannotOpen, match="no key"):
        KeyRing([OLD]).unseal(KeyRing([NEW]).seal("hunter2", bound_to=PLACE), bound_to=PLACE)


@pytest.mark.parametrize("ending", ["AAA=", "!", ""])
def test_what_was_tampered_with_stays_closed(ending: str) -> None:
    ring = KeyRing([NEW])
    sealed = ring.seal("hunter2", bound_to=PLACE)
    with pytest.raises(CannotOpen):
        ring.unseal(sealed[:-4] + ending, bound_to=PLACE)
