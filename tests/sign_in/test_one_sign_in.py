"""T4, T5: a fresh token at each sign-in, and one live sign-in per person, also under a race."""

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import func, select

from app.access.sign_in import start_sign_in
from models.person import SignIn
from tests.sign_in.browser import is_in, try_password
from tests.worlds import World


def test_t4_the_cookie_changes_at_sign_in_and_nothing_of_the_former_one_stays(world: World) -> None:
    client = world.client()
    client.get("/login/")
    with client.session_transaction() as cookie:
        cookie["planted"] = "yes"
        before = cookie["csrf_token"]
    try_password(world, "noor", client=client)
    with client.session_transaction() as cookie:
        assert cookie["_user_id"] and "planted" not in cookie
        assert cookie.get("csrf_token") != before


def test_t4_a_token_planted_before_sign_in_is_not_adopted(world: World) -> None:
    client, attacker = world.client(), world.client()
    for browser in (client, attacker):
        with browser.session_transaction() as cookie:
            cookie["_user_id"] = "planted"
    try_password(world, "noor", client=client)
    assert is_in(client) and not is_in(attacker)


def test_t5_a_second_sign_in_ends_the_first_and_tells_it_why(world: World) -> None:
    first, second = world.client(), world.client()
    try_password(world, "noor", client=first)
    try_password(world, "noor", client=second)
    answer = first.get("/cases/")
    assert answer.status_code == 302
    assert "on another device" in first.get(answer.location).text
    assert is_in(second)


def test_t5_a_script_of_the_first_gets_401_and_is_told_where_to_go(world: World) -> None:
    first = world.sign_in("noor")
    world.sign_in("noor")
    page = {"HX-Request": "true", "HX-Current-URL": "http://localhost/cases/?view=all"}
    answer = first.get("/cases/", headers=page)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/login/?next=/cases/?view%3Dall&ended=elsewhere"


def test_t5_twenty_sign_ins_at_the_same_moment_leave_exactly_one(world: World) -> None:
    person_id = world.person_id("noor")

    def sign_in(number: int) -> str:
        with world.app.test_request_context(method="POST"), world.session() as session:
            token = start_sign_in(session, person_id=person_id, address="127.0.0.1", user_agent=str(number))
            session.commit()
            return token

    with ThreadPoolExecutor(8) as threads:
        tokens = list(threads.map(sign_in, range(20)))
    with world.session() as session:
        assert session.scalar(select(func.count(SignIn.id)).where(SignIn.ended_at.is_(None))) == 1
        assert session.scalar(select(func.count(SignIn.id))) == len(set(tokens)) == 20
