"""A9: who can see this case, what can this person see, and why; and no name for who may not know it."""

import pytest
from sqlalchemy import update

from models.person import Person
from tests.access.seeding import Rows, seed
from tests.accounts.test_rearranging_pages import plain
from tests.worlds import World

GROEP, HAVEN, LOGISTIEK, ELDERS = "Rijnmond Groep", "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon"


LINES = (
    "Rijnmond Haven Sam de Boer Because they belong to Rijnmond Haven, "
    "and people of a sub-account may view its own cases.",
    "Rijnmond Groep Noor Visser Because Rijnmond Haven stands below Rijnmond Groep, "
    "and people of a parent account may view the cases of sub-accounts.",
    "Rijnmond Logistiek Lot Peters Because Rijnmond Haven stands beside Rijnmond Logistiek, "
    "and people of a sub-account may view the cases of accounts beside it.",
    "Service desk agent Bo Jansen, Kim Smit "
    "Because the role Service desk agent may view the cases of every account.",
)


def who(world: World, person: str, row: Rows) -> str:
    return plain(world.sign_in(person).get(f"/cases/{row.number}/who"))


def test_each_line_says_who_and_why(world: World) -> None:
    rows = seed(world)
    found = who(world, "bo", rows[HAVEN])
    for line in LINES:
        assert line in found
    assert "Eva Elders" not in found and "Tess" not in found


def test_t28_who_sees_it_as_a_parallel_account_learns_no_name(world: World) -> None:
    rows = seed(world)
    found = who(world, "sam", rows[LOGISTIEK])
    for name in ("Lot", "Peters", LOGISTIEK, "Noor", "Visser", GROEP):
        assert name not in found, name
    assert "The account of the case itself" in found
    assert "An account above it" in found
    assert "Rijnmond Haven Sam de Boer" in found


def test_t24_a_parents_person_reads_the_names_that_are_theirs_to_see(world: World) -> None:
    found = who(world, "noor", seed(world)[HAVEN])
    for name in ("Sam de Boer", "Lot Peters", "Noor Visser", HAVEN, LOGISTIEK):
        assert name in found


def test_t22_a_foreign_case_has_no_such_page(world: World) -> None:
    rows = seed(world)
    for person, account, status in (("eva", HAVEN, 404), ("sam", GROEP, 404), ("sam", LOGISTIEK, 200)):
        answer = world.sign_in(person).get(f"/cases/{rows[account].number}/who")
        assert answer.status_code == status, (person, account)


def test_what_a_person_can_see_and_do(world: World) -> None:
    rows = seed(world)
    found = plain(world.sign_in("chris").get(f"/contacts/{rows[HAVEN].person}/sight"))
    own, beside = found.partition("The accounts beside Rijnmond Haven")[::2]
    assert "Because Rijnmond Haven is a sub-account and they have the role Customer." in own
    assert "Cases they can see 1 May See the account" in own
    assert "Open cases for it" in own and "Open cases for it" not in beside
    assert "Accounts Rijnmond Logistiek Cases they can see 1 May See its cases" in beside


@pytest.mark.parametrize(
    ("account", "words"),
    [
        (LOGISTIEK, "Yes. 90000003"),
        (LOGISTIEK, "Because Rijnmond Logistiek stands beside Rijnmond Haven"),
        (ELDERS, "No. 90000004"),
        (ELDERS, "No row of the matrix lets this person see cases of Elders & Zoon"),
    ],
)
def test_one_case_is_asked_about(world: World, account: str, words: str) -> None:
    rows = seed(world)
    path = f"/contacts/{rows[HAVEN].person}/sight?case={rows[account].number}"
    assert words in plain(world.sign_in("chris").get(path))


def test_no_number_breaks_the_question(world: World) -> None:
    rows = seed(world)
    for typed in ("1", "x", "9" * 40, "-1", "%25", "１２"):
        answer = world.sign_in("chris").get(f"/contacts/{rows[HAVEN].person}/sight?case={typed}")
        assert answer.status_code == 200
        assert "There is no case with this number" in plain(answer), typed


def test_who_may_not_sign_in_sees_nothing_and_the_page_says_so(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        session.execute(update(Person).where(Person.id == rows[HAVEN].person).values(active=False))
        session.commit()
    found = plain(world.sign_in("chris").get(f"/contacts/{rows[HAVEN].person}/sight"))
    assert "Nothing: this person, or their account, is not active" in found
    assert "Sam" not in who(world, "bo", rows[HAVEN])


def test_t33_only_our_own_people_ask_what_somebody_sees(world: World) -> None:
    rows = seed(world)
    path = f"/contacts/{rows[HAVEN].person}/sight"
    for person, status in {"sam": 403, "noor": 403, "eva": 404, "bo": 200, "ada": 200, "tess": 403}.items():
        assert world.sign_in(person).get(path).status_code == status, person


def test_our_own_people_too_are_explained(world: World) -> None:
    seed(world)
    bo = world.person_id("bo")
    found = plain(world.sign_in("chris").get(f"/contacts/{bo}/sight"))
    assert "Every account Because of the role Service desk agent." in found
    assert "Read and write internal notes" in found
