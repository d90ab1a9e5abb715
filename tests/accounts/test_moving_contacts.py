"""A7, A8: a contact goes to another account, after a page that shows who sees what then."""

from sqlalchemy import select

from models.account import AccountAccess
from models.person import Person
from tests.access.seeding import seed
from tests.accounts.test_rearranging_pages import confirm, plain, sees
from tests.setup.forms import form_at, send
from tests.worlds import World

HAVEN, LOGISTIEK, ELDERS = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon"


def test_a8_the_preview_is_of_this_person_alone(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    found = plain(chris.get(f"/contacts/{rows[HAVEN].person}/move?to=Elders"))
    assert "The contact then belongs to Elders & Zoon." in found
    assert "1 person loses sight of cases Sam de Boer Rijnmond Haven · cases of" in found
    assert "2 cases 1 person gains sight of cases Sam de Boer" in found
    assert "Lot Peters" not in found


def test_t29_then_the_contact_sees_what_is_theirs_now(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    with world.session() as session:
        session.add(AccountAccess(person_id=rows[HAVEN].person, account_id=rows[ELDERS].account))
        session.commit()
    sam, path = world.sign_in("sam"), f"/contacts/{rows[HAVEN].person}/move"
    assert confirm(world, chris, path, "?to=Elders").status_code == 303
    assert sam.get("/").status_code == 302
    assert not sees(world, "sam", rows, HAVEN)
    assert not sees(world, "sam", rows, LOGISTIEK)
    assert sees(world, "sam", rows, ELDERS)
    with world.session() as session:
        assert session.get_one(Person, rows[HAVEN].person).home_account_id == rows[ELDERS].account
        assert session.scalars(select(AccountAccess)).all() == []


def test_the_move_is_on_record_with_both_accounts_for_our_own_people(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    assert confirm(world, chris, f"/contacts/{rows[HAVEN].person}/move", "?to=Elders").status_code == 303
    page = plain(chris.get(f"/contacts/{rows[HAVEN].person}"))
    assert "Moved: from Rijnmond Haven to Elders & Zoon · Chris Bakker" in page
    came = plain(chris.get(f"/accounts/{rows[ELDERS].account}"))
    assert "A contact came from Rijnmond Haven · Chris Bakker" in came
    assert "Moved: from" not in plain(world.sign_in("eva").get(f"/contacts/{rows[HAVEN].person}"))


def test_an_administrator_who_names_another_account_moves_the_contact_too(world: World) -> None:
    rows, ada = seed(world), world.sign_in("ada")
    path = f"/setup/people/edit/{rows[HAVEN].person}"
    assert send(world, ada, path, form_at(ada, path), home_account="0008150000").status_code == 303
    assert send(world, ada, path, form_at(ada, path), phone="+31 10 555 0199").status_code == 303
    page = plain(world.sign_in("chris").get(f"/contacts/{rows[HAVEN].person}"))
    assert page.count("Moved: from Rijnmond Haven to Elders & Zoon · Ada Kuiper") == 1
    assert "Moved: from" not in plain(ada.get(f"/contacts/{rows[ELDERS].person}"))


def test_what_cannot_be_is_said(world: World) -> None:
    rows, chris = seed(world), world.sign_in("chris")
    path = f"/contacts/{rows[HAVEN].person}/move"
    for typed, words in (
        ("Haven", "belongs there already"),
        ("zzz", "No account has"),
        ("", "Choose an account"),
    ):
        answer = chris.get(path, query_string={"to": typed})
        assert answer.status_code == 422, typed
        assert words in plain(answer), typed
    assert world.post(chris, path, {"to": "Elders", "seen": "x"}).status_code == 409
    assert sees(world, "sam", rows, HAVEN)


def test_t22_only_who_keeps_accounts_may_do_it_and_never_with_our_own_people(world: World) -> None:
    rows = seed(world)
    path = f"/contacts/{rows[HAVEN].person}/move"
    for who in ("sam", "noor", "bo", "tess"):
        assert world.sign_in(who).get(path).status_code == 403, who
    assert world.sign_in("ada").get(path).status_code == 200
    bo = world.person_id("bo")
    assert world.sign_in("chris").get(f"/contacts/{bo}/move?to=Elders").status_code == 404
