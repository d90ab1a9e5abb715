"""Ten thousand rows come in within a minute of work; pages ask as much for thirty rows as for one."""

import time

import pytest

from tests.files.queries import queries
from tests.inout.acts import a_file, imported, uploaded
from tests.worlds import World

MANY = 10_000
HEADINGS = ["Customer ID", "Name", "Hangs below", "Country"]


def many(number: int) -> bytes:
    """Every tenth account stands on top, and the others hang below it."""
    rows = (
        (f"00{n:06}", f"Bedrijf {n}", f"00{n // 10 * 10:06}" if n % 10 else "", "NL") for n in range(number)
    )
    return a_file(HEADINGS, *rows)


@pytest.mark.slow
def test_ten_thousand_accounts_and_their_contacts_come_in_within_a_minute(sqlite_world: World) -> None:
    begun = time.process_time()  # of this process: others at work beside it do not count
    assert imported(sqlite_world, many(MANY)).outcome["added"] == MANY
    people = ((f"p{n}@kade.example", "An", f"Nummer {n}", f"00{n:06}") for n in range(MANY))
    contacts = a_file(["E-mail", "First name", "Last name", "Customer ID"], *people)
    assert imported(sqlite_world, contacts, "contacts").outcome["added"] == MANY
    assert time.process_time() - begun < 120


@pytest.mark.parametrize("more", ["", "/check"])
def test_the_steps_of_an_import_ask_the_same_for_many_rows(sqlite_world: World, more: str) -> None:
    chris, asked = sqlite_world.sign_in("chris"), []
    for number in (2, 2, 30):
        at = uploaded(sqlite_world, chris, many(number))
        with queries() as found:
            assert chris.get(at + more).status_code == 200
        asked.append(len(found))
    assert asked[1] == asked[2]


@pytest.mark.parametrize("what", ["cases", "accounts", "contacts"])
def test_a_file_of_many_rows_asks_the_same(sqlite_world: World, what: str) -> None:
    chris, asked = sqlite_world.sign_in("chris"), []
    chris.get(f"/{what}/export")
    for number in (1, 30):
        imported(sqlite_world, many(number))
        chris = sqlite_world.sign_in("chris")
        chris.get(f"/{what}/export")
        with queries() as found:
            assert chris.get(f"/{what}/export").data
        asked.append(len(found))
    assert asked[0] == asked[1]
