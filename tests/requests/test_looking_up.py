"""More accounts or contacts than a menu holds are looked up by name; devices are those of the account."""

import re

from sqlalchemy import select

from app import clock
from models.account import Account
from models.person import Person
from tests.requests.steps import drafts, field, fill_in, offer, step
from tests.worlds import World

MANY = 60


def asked(world: World) -> None:
    account = field("account", "account", column="account", is_required=True)
    contact = field("contact", "contact", column="owner")
    offer(world, step("who", account), step("whom", contact, field("serial", "serial_number")))


def crowded(world: World) -> None:
    """Rijnmond Haven has many people, and the group many accounts."""
    with world.session() as session:
        haven = session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one()
        for number in range(MANY):
            mail = f"wim{number:02}@x.example"
            name = {"first_name": f"Wim{number:02}", "last_name": "Veel", "username": mail, "email": mail}
            home = {"home_account_id": haven.id, "active": True, "is_staff": False}
            session.add(Person(**name, **home, password=""))
            place = {"parent_id": haven.parent_id, "root_id": haven.root_id, "created_at": clock.now()}
            below = Account(name=f"Kade {number:02}", customer_id=f"00099{number:05}", path="/", **place)
            session.add(below)
            session.flush()
            below.path = f"/{haven.parent_id}/{below.id}/"
        session.commit()


def hidden(page: str, name: str) -> str:
    found = re.search(rf'<input type="hidden" name="f-{name}" value="([^"]*)"', page)
    assert found, page
    return found[1]


def test_an_account_is_looked_up_where_there_are_more_than_a_menu_holds(world: World) -> None:
    asked(world)
    crowded(world)
    noor = world.sign_in("noor")
    page = noor.get("/cases/new/parcel").text
    assert "<option" not in page.partition("<main")[2] and len(page) < 60_000

    found = fill_in(world, noor, "/cases/new/parcel", "search:account", **{"account-search": "kade 1"})
    listed = noor.get(found.location).text
    assert "Kade 10" in listed and "Kade 20" not in listed and "0009900010" in listed
    step = noor.get(found.location.replace("kade+1", "Kade+17"), follow_redirects=True)
    assert hidden(step.text, "account") == str(world.account_id("Kade 17")) and "Kade 17" in step.text


def test_a_contact_is_looked_up_and_a_name_that_was_only_typed_is_not_passed_over(world: World) -> None:
    asked(world)
    crowded(world)
    sam = world.sign_in("sam")
    whom = fill_in(world, sam, "/cases/new/parcel", account=str(world.account_id("Rijnmond Haven"))).location
    assert hidden(sam.get(whom).text, "contact") == str(world.person_id("sam"))

    found = fill_in(world, sam, whom, **{"contact-search": "wim4"})
    assert "/choices/contact?" in found.location
    assert "Wim47 Veel" in sam.get(found.location).text
    one = fill_in(world, sam, whom, **{"contact-search": "wim42@x.example"}).location
    step = sam.get(one, follow_redirects=True).text
    assert hidden(step, "contact") == str(world.person_id("wim42")) and "Wim42 Veel" in step


def test_t24_nobody_of_another_account_is_found_and_no_foreign_request_is_looked_into(world: World) -> None:
    asked(world)
    crowded(world)
    sam = world.sign_in("sam")
    whom = fill_in(world, sam, "/cases/new/parcel", account=str(world.account_id("Rijnmond Haven"))).location
    there = f"{whom.partition('?')[0]}/choices/contact?q="
    assert "Wim01 Veel" in sam.get(there + "wim01").text
    for name in ("eva", "lot", "kim"):
        assert "No" in sam.get(there + name).text and f"{name}@" not in sam.get(there + name).text
    assert world.sign_in("eva").get(there + "wim01").status_code == 404
    assert sam.get(there.replace("contact", "serial")).status_code == 404
    taken = sam.get(f"{whom}?f-contact={world.person_id('eva')}").text
    assert "Eva" not in taken.partition("<main")[2]


def test_the_lookup_of_devices_lists_those_of_the_account_that_was_chosen(world: World) -> None:
    asked(world)
    noor = world.sign_in("noor")
    haven = world.account_id("Rijnmond Haven")
    whom = fill_in(world, noor, "/cases/new/parcel", account=str(haven)).location
    listed = noor.get(fill_in(world, noor, whom, "search:serial", serial="").location).text
    assert "Shown: devices of Rijnmond Haven." in listed
    assert len(drafts(world)) == 1
