"""T27, T31, T33: rights are given by who configures, other fields changed by whom the matrix names."""

from typing import Any

from flask_appbuilder.security.sqla import models as fab
from sqlalchemy import inspect, select

from app import clock
from models.account import Account, AccountAccess
from models.base import Model
from models.person import Person, Preference, SignIn, SignInAttempt
from models.role import MatrixRow, RoleText
from models.scale import Priority
from models.stamp import SetupStamp
from tests.access.seeding import seed
from tests.access.writes import Hands, Write, passes
from tests.worlds import World

OWN, PARALLEL, FOREIGN, PARENT = "Rijnmond Haven", "Rijnmond Logistiek", "Elders & Zoon", "Rijnmond Groep"
CHANGED: dict[type, Any] = {str: "new", int: 4711}


def _set(model: type[Model], of: str, account: str = OWN, /, **values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = hands.get(model, getattr(rows[account], of))
        for name, value in values.items():
            setattr(row, name, value(hands, rows) if callable(value) else value)

    return write


def _another_value(model: type[Model], of: str, column: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = hands.get(model, getattr(rows[OWN], of))
        before = getattr(row, column.key)
        value = CHANGED.get(column.type.python_type, clock.now())
        setattr(row, column.key, not before if isinstance(before, bool) else value)

    return write


def _role(hands: Hands, code: str) -> fab.Role:
    role: fab.Role = hands.one(select(RoleText).where(RoleText.code == code)).role
    return role


def test_t31_a_customer_changes_no_field_of_a_person_but_those_of_the_profile(world: World) -> None:
    rows = seed(world)
    open_fields = {"salutation", "phone", "mobile", "language", "time_zone", "changed_on"}
    for column in inspect(Person).columns:
        for who in ("sam", "noor"):
            taken = passes(world, who, rows, _another_value(Person, "person", column))
            assert taken is (column.key in open_fields), (who, column.key)


def test_t31_a_customer_changes_no_field_of_an_account_but_three(world: World) -> None:
    rows = seed(world)
    for column in inspect(Account).columns:
        for who in ("sam", "noor"):
            taken = passes(world, who, rows, _another_value(Account, "account", column))
            assert taken is (column.key in {"phone", "fax", "website", "version"}), (who, column.key)


def _take_role(code: str, from_the_roles_side: bool = False) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        person, role = hands.get(Person, rows[OWN].person), _role(hands, code)
        if from_the_roles_side:
            role.user.append(person)
        else:
            person.roles.append(role)

    return write


def _drop_roles(hands: Hands, rows: Any) -> None:
    hands.get(Person, rows[OWN].person).roles = []


def test_nobody_gives_roles_but_who_configures(world: World) -> None:
    rows = seed(world)
    for who in ("sam", "noor", "bo", "mia", "chris"):
        for write in (_take_role("agent"), _take_role("agent", True), _drop_roles):
            assert not passes(world, who, rows, write), who
    assert passes(world, "ada", rows, _take_role("agent"))
    assert passes(world, "ada", rows, _drop_roles)


def _new_person(role: str, home: str | None, **values: Any) -> Write:
    def write(hands: Hands, rows: Any) -> None:
        row = Person(
            first_name="New", last_name="One", username="n@x.example", email="n@x.example", active=True
        )
        row.roles = [_role(hands, role)]
        row.home_account_id = home and rows[home].account
        for name, value in values.items():
            setattr(row, name, value)
        hands.add(row)

    return write


def test_a_success_manager_adds_contacts_and_never_staff(world: World) -> None:
    rows = seed(world)
    assert passes(world, "chris", rows, _new_person("customer", OWN))
    assert not passes(world, "chris", rows, _new_person("agent", None, is_staff=True))
    assert not passes(world, "chris", rows, _new_person("agent", OWN))
    assert not passes(world, "chris", rows, _set(Person, "person", is_staff=True))
    assert not passes(world, "chris", rows, _set(Person, "person", password="scrypt:taken"))
    assert passes(world, "chris", rows, _set(Person, "person", email="moved@haven.example"))
    assert not passes(world, "sam", rows, _new_person("customer", OWN))


def test_nobody_takes_another_home_or_access(world: World) -> None:
    rows = seed(world)
    home = _set(Person, "person", home_account_id=lambda hands, rows: rows[FOREIGN].account)
    relation = _set(
        Person, "person", home_account=lambda hands, rows: hands.get(Account, rows[FOREIGN].account)
    )

    def access(account: str) -> Write:
        pair = {"person_id": rows[OWN].person, "account_id": rows[account].account}
        return lambda hands, rows: hands.add(AccountAccess(**pair))

    for who in ("sam", "noor", "bo"):
        for write in (home, relation, access(FOREIGN), access(OWN), access(PARENT)):
            assert not passes(world, who, rows, write), who
    for who in ("chris", "ada"):
        assert passes(world, who, rows, home)
        assert passes(world, who, rows, access(FOREIGN))


def test_a_tree_is_kept_true_by_whoever_moves_an_account(world: World) -> None:
    """Path and root decide who sees: they follow from the parent, also for those who may move."""
    rows = seed(world)
    parent, top = rows["Delta"].account, rows[OWN].account
    right = {"parent_id": parent, "root_id": parent, "path": f"/{parent}/{top}/"}
    assert passes(world, "chris", rows, _set(Account, "account", **right))
    for wrong in ({"path": "/"}, {"root_id": 4711}, {"parent_id": None}, {"parent_id": 4711}, {"path": ""}):
        assert not passes(world, "chris", rows, _set(Account, "account", **{**right, **wrong})), wrong
    assert not passes(world, "sam", rows, _set(Account, "account", **right))


def test_an_account_is_added_by_those_who_may_and_deleted_by_no_customer(world: World) -> None:
    rows = seed(world)

    def add(hands: Hands, rows: Any) -> None:
        hands.add(Account(name="Ghost", customer_id="ghost", created_at=clock.now()))

    for who, may in {"sam": False, "noor": False, "bo": False, "chris": True, "ada": True}.items():
        assert passes(world, who, rows, add) is may, who


def test_records_of_the_portal_itself_are_written_by_nobody(world: World) -> None:
    rows, now = seed(world), clock.now()
    sign_in = {"token_hash": "x", "address": "x", "started_at": now, "seen_at": now}
    for who in ("sam", "bo", "ada"):
        me = world.person_id(who)
        for row in (
            SignIn(person_id=me, **sign_in),
            SignInAttempt(mail="x", address="x", at=now, outcome="wrong"),
            SetupStamp(id=2, value=1),
        ):
            assert not passes(world, who, rows, lambda hands, rows, row=row: hands.add(row)), (who, row)


def test_no_row_takes_another_key(world: World) -> None:
    """Not even by who configures: other rows name it."""
    rows = seed(world)

    def unused(hands: Hands, **values: Any) -> None:
        priority = hands.one(select(Priority).where(Priority.is_default.is_(False)).limit(1))
        for name, value in values.items():
            setattr(priority, name, value)

    assert passes(world, "ada", rows, lambda hands, rows: unused(hands, colour="violet"))
    assert not passes(world, "ada", rows, lambda hands, rows: unused(hands, id=4711))


def test_set_up_is_written_by_who_configures_and_choices_by_oneself(world: World) -> None:
    rows = seed(world)

    def paint(hands: Hands, rows: Any) -> None:
        hands.one(select(Priority).limit(1)).colour = "violet"

    def open_all(hands: Hands, rows: Any) -> None:
        role = _role(hands, "customer")
        hands.add(MatrixRow(role_id=role.id, kind="sub", relation="parallel", act="account.view"))

    def choose(whose: str) -> Write:
        return lambda hands, rows: hands.add(Preference(person_id=rows[whose].person, name="a", value="b"))

    for write in (paint, open_all):
        assert [who for who in ("sam", "bo", "chris", "ada") if passes(world, who, rows, write)] == ["ada"]
    assert passes(world, "sam", rows, choose(OWN))
    assert not passes(world, "sam", rows, choose(PARALLEL))
