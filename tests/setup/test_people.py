"""People in the set-up area: rights, accounts and staff go together or are refused."""

from typing import Any

from sqlalchemy import select
from werkzeug.security import check_password_hash

from models.account import AccountAccess
from models.person import Person
from models.role import RoleText
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World

ADD = "/setup/people/add"


def role(world: World, code: str) -> str:
    with world.session() as session:
        return str(session.scalars(select(RoleText.role_id).where(RoleText.code == code)).one())


def new_person(world: World, **changed: Any) -> dict[str, Any]:
    fields = {
        "first_name": "Jo",
        "last_name": "d'Arc",
        "email": "Jo@haven.rijnmond.example",
        "home_account": "0004711010",
        "roles": [role(world, "customer")],
        "active": "y",
        "password": "a-long-password",
    }
    return {name: value for name, value in {**fields, **changed}.items() if value is not None}


def person(world: World, first_name: str = "Jo") -> Person | None:
    with world.session() as session:
        return session.scalar(select(Person).where(Person.first_name == first_name))


def edit(world: World, first_name: str, **changed: Any) -> Any:
    ada, path = world.sign_in("ada"), f"/setup/people/edit/{world.person_id(first_name)}"
    return send(world, ada, path, form_at(ada, path), **changed)


def test_a_new_contact_is_added_and_can_sign_in(world: World) -> None:
    assert world.post(world.sign_in("ada"), ADD, new_person(world)).status_code == 303
    made = person(world)
    assert made is not None
    assert (made.email, made.username, made.is_staff) == ("jo@haven.rijnmond.example",) * 2 + (False,)
    assert made.home_account_id == world.account_id("Rijnmond Haven")
    assert check_password_hash(made.password, "a-long-password")


def test_what_does_not_go_together_is_refused_at_its_field_and_kept(world: World) -> None:
    ada = world.sign_in("ada")
    for sentence, changed in {
        "Choose at least one role.": {"roles": []},
        "Our own people belong to no account.": {"is_staff": "y"},
        "Choose the account that this person belongs to.": {"home_account": ""},
        "for our own people only": {"roles": [role(world, "administrator")]},
        "Somebody has this mail address already.": {"email": "SAM@haven.rijnmond.example"},
        "This is not a mail address.": {"email": "sam"},
        "Use 12 to 128 characters.": {"password": "short"},
        "This time zone is not known.": {"time_zone": "Mars/Olympus"},
        "No account has this name": {"home_account": "Nobody & Co"},
        "More than one account fits.": {"home_account": "rijnmond"},
    }.items():
        answer = world.post(ada, ADD, new_person(world, **changed))
        assert answer.status_code == 422, sentence
        assert sentence in words_of(answer)
        assert 'value="d\'Arc"' in words_of(answer)
    assert person(world) is None


def test_t6_a_changed_right_holds_at_the_next_request(world: World) -> None:
    sam = world.sign_in("sam")
    logistiek = f"/accounts/{world.account_id('Rijnmond Logistiek')}"
    assert sam.get(logistiek).status_code == 404
    assert edit(world, "sam", other_accounts="Rijnmond Logistiek").status_code == 303
    assert sam.get(logistiek).status_code == 302
    assert world.sign_in("sam").get(logistiek).status_code == 200
    assert edit(world, "sam", other_accounts="").status_code == 303
    assert world.sign_in("sam").get(logistiek).status_code == 404


def test_other_accounts_are_one_on_a_line(world: World) -> None:
    lines = "0004711020\nElders & Zoon (0008150000)\n\nRijnmond Haven"
    assert edit(world, "sam", other_accounts=lines).status_code == 303
    with world.session() as session:
        found = session.scalars(select(AccountAccess.account_id)).all()
    assert set(found) == {world.account_id("Rijnmond Logistiek"), world.account_id("Elders & Zoon")}


def test_who_may_no_longer_sign_in_is_out_at_the_next_request(world: World) -> None:
    sam = world.sign_in("sam")
    assert sam.get("/accounts/").status_code == 200
    assert edit(world, "sam", active=None).status_code == 303
    assert sam.get("/accounts/").status_code == 302


def test_t6_a_new_password_signs_the_person_out(world: World) -> None:
    sam = world.sign_in("sam")
    assert edit(world, "sam", password="another-long-one").status_code == 303
    assert sam.get("/accounts/").status_code == 302


def test_the_last_administrator_stays_one(world: World) -> None:
    answer = edit(world, "ada", roles=[role(world, "agent")])
    assert answer.status_code == 422
    assert "nobody could change the set-up" in words_of(answer)
    assert edit(world, "kim", roles=[role(world, "administrator")]).status_code == 303
    assert edit(world, "ada", roles=[role(world, "agent")]).status_code == 303


def test_no_password_is_ever_shown(world: World) -> None:
    answer = world.post(world.sign_in("ada"), ADD, new_person(world, roles=[]))
    assert "a-long-password" not in words_of(answer)


def test_only_who_configures_gives_rights(world: World) -> None:
    for who in ("noor", "bo", "chris"):
        client = world.sign_in(who)
        assert client.get("/setup/people/list/").status_code == 403
        assert world.post(client, ADD, new_person(world)).status_code == 403
    assert person(world) is None
