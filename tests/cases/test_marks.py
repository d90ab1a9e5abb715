"""The marks beside a case: what is new goes when the owner looks, and who follows has an own mark."""

import re

import pytest

from app.conversation.post_note import post_note
from app.events import record
from models.case import Case
from tests.cases.steps import find, opened
from tests.files.queries import queries
from tests.worlds import World


def write(world: World, person: str, number: int, *, internal: bool = False) -> None:
    case_id, by = find(world, number).id, world.viewer(person)
    with world.session(person) as session:
        case = session.get_one(Case, case_id)
        post_note(session, by=by, case=case, body="Look at the tray.", is_internal=internal)
        session.commit()


def look(world: World, person: str, number: int) -> int:
    return world.post(world.sign_in(person), f"/cases/{number}/reading").status_code


def follow(world: World, person: str, number: int) -> None:
    world.post(world.sign_in(person), f"/cases/{number}/subscription")


def marks(world: World, person: str, number: int, path: str = "/cases/?view=account_open") -> set[str]:
    """The marks beside the case in this person's list."""
    html = world.sign_in(person).get(path).text
    row = html.partition(f'href="/cases/{number}"')[2].partition("</td>")[0]
    return set(re.findall(r'class="mark (\w+)"', row))


def test_new_is_gone_when_the_owner_looks_and_not_before(world: World) -> None:
    number = opened(world, "sam")
    write(world, "bo", number)
    for reader in ("sam", "noor", "bo"):
        assert "has_new_note" in marks(world, reader, number)
    follow(world, "noor", number)
    for somebody_else in ("noor", "bo", "lot"):
        assert look(world, somebody_else, number) == 303
    assert "has_new_note" in marks(world, "noor", number)
    look(world, "sam", number)
    for reader in ("sam", "noor", "bo"):
        assert "has_new_note" not in marks(world, reader, number)


def test_who_follows_has_an_own_mark_besides(world: World) -> None:
    number = opened(world, "sam")
    follow(world, "noor", number)
    assert marks(world, "noor", number) == {"is_followed"}
    write(world, "bo", number)
    look(world, "sam", number)
    assert marks(world, "noor", number) == {"is_followed", "is_unread"}
    look(world, "noor", number)
    assert marks(world, "noor", number) == {"is_followed"}


def watch(world: World, person: str, account: str, **sent: str) -> None:
    world.post(world.sign_in(person), f"/accounts/{world.account_id(account)}/watch", sent)


def test_who_watches_the_account_has_an_own_mark_as_one_who_is_subscribed(world: World) -> None:
    watch(world, "noor", "Rijnmond Groep", with_below="1")
    number = opened(world, "sam")
    assert marks(world, "noor", number) == {"is_followed"}
    write(world, "bo", number)
    look(world, "sam", number)
    assert marks(world, "noor", number) == {"is_followed", "is_unread"}
    assert "Mark as seen" in world.sign_in("noor").get(f"/cases/{number}").text
    look(world, "noor", number)
    assert marks(world, "noor", number) == {"is_followed"}
    write(world, "bo", number)
    assert "is_unread" in marks(world, "noor", number)


def test_what_was_said_before_one_watched_is_not_new_and_neither_is_what_one_says_oneself(
    world: World,
) -> None:
    number = opened(world, "sam")
    write(world, "bo", number)
    look(world, "sam", number)
    watch(world, "noor", "Rijnmond Haven")
    assert marks(world, "noor", number) == {"is_followed"}
    write(world, "noor", number)
    assert marks(world, "noor", number) == {"is_followed", "has_new_note"}
    world.post(world.sign_in("noor"), f"/cases/{number}/subscription/removal")
    write(world, "bo", number)
    assert marks(world, "noor", number) == {"has_new_note"}


def test_nobody_is_told_that_the_own_note_is_new(world: World) -> None:
    number = opened(world, "sam")
    follow(world, "noor", number)
    write(world, "sam", number)
    assert marks(world, "sam", number) == {"is_followed"}
    write(world, "noor", number)
    assert marks(world, "noor", number) == {"is_followed", "has_new_note"}


def test_t30_an_internal_note_marks_nothing(world: World) -> None:
    number = opened(world, "sam")
    follow(world, "noor", number)
    write(world, "bo", number, internal=True)
    assert marks(world, "sam", number) == marks(world, "noor", number) == {"is_followed"}


def test_a_mail_has_a_mark_of_its_own(world: World) -> None:
    number = opened(world, "sam")
    case_id = find(world, number).id
    with world.session() as session:
        case = session.get_one(Case, case_id)
        record(session, case, "mail_sent", by=None)
        session.commit()
    assert marks(world, "sam", number) == {"is_followed", "has_new_mail"}


def test_opening_the_page_alone_marks_nothing_as_seen_and_its_button_does(world: World) -> None:
    number = opened(world, "sam")
    write(world, "bo", number)
    sam = world.sign_in("sam")
    html = sam.get(f"/cases/{number}").text
    assert "Mark as seen" in html and "New note" in html
    assert "has_new_note" in marks(world, "sam", number)
    world.post(sam, f"/cases/{number}/reading")
    assert "New note" not in sam.get(f"/cases/{number}").text


@pytest.mark.parametrize("person", ["eva"])
def test_t24_nobody_looks_at_what_is_not_to_be_seen(world: World, person: str) -> None:
    number = opened(world, "sam")
    write(world, "bo", number)
    assert look(world, person, number) == 404
    assert "has_new_note" in marks(world, "sam", number)


def test_the_marks_cost_one_query_for_one_case_and_for_thirty(world: World) -> None:
    numbers = [opened(world, "sam")]
    noor = world.sign_in("noor")
    for _warm in range(2):  # the first one remembers which view was chosen
        noor.get("/cases/?view=account_open&size=50")
    with queries() as for_one:
        noor.get("/cases/?view=account_open&size=50")
    numbers += [opened(world, "sam") for _one in range(29)]
    with queries() as for_thirty:
        html = noor.get("/cases/?view=account_open&size=50").text
    assert len(for_one) == len(for_thirty) <= 5
    assert all(str(number) in html for number in numbers)


def test_the_list_says_what_the_marks_mean(world: World) -> None:
    opened(world, "sam")
    html = world.sign_in("sam").get("/cases/?lang=nl").text
    assert "Wat de tekens betekenen" in html and "Nieuwe notitie" in html
