"""A credential is read on demand by the desk alone, and each reading is on record (C12, T30, T33, T77)."""

import pytest
from sqlalchemy import select, update

from models.case import Case
from models.request_type import RequestType, RequestTypeVersion
from tests.cases.steps import opened
from tests.secrets.steps import PASSWORD, case_with_a_secret, log, the_secret
from tests.worlds import World

READ, ERASE = "/cases/{}/secrets/password/readings", "/cases/{}/secrets/password/erasure"


def test_t33_an_agent_reads_it_and_one_row_says_so(world: World) -> None:
    number = case_with_a_secret(world)
    bo = world.sign_in("bo")

    page = world.post(bo, READ.format(number))

    assert page.status_code == 200 and PASSWORD in page.text
    assert "no-store" in page.headers["Cache-Control"]
    assert log(world) == [("read", world.person_id("bo"), "password", "")]


def test_the_customer_sees_who_read_it_and_never_the_text(world: World) -> None:
    number = case_with_a_secret(world)
    world.post(world.sign_in("bo"), READ.format(number))

    html = world.sign_in("sam").get(f"/cases/{number}/access").text

    assert "Read a credential" in html and "Bo Jansen" in html
    assert PASSWORD not in html and "Show" not in html


@pytest.mark.parametrize("person", ["sam", "noor", "chris", "tess", "ada"])
def test_t33_nobody_but_the_desk_reads_it(world: World, person: str) -> None:
    number = case_with_a_secret(world)
    answer = world.post(world.sign_in(person), READ.format(number))
    assert answer.status_code in (403, 404) and PASSWORD not in answer.text
    assert log(world) == []


SEES = [("noor", 200), ("bo", 200), ("lot", 404), ("eva", 404), ("chris", 404)]


@pytest.mark.parametrize(("person", "status"), SEES)
def test_t28_a_parallel_account_does_not_learn_of_it(world: World, person: str, status: int) -> None:
    number = case_with_a_secret(world)
    client = world.sign_in(person)
    assert client.get(f"/cases/{number}/access").status_code == status
    assert (f"/cases/{number}/access" in client.get(f"/cases/{number}").text) is (status == 200)


def test_t30_no_other_page_of_the_case_and_no_export_holds_it(world: World) -> None:
    number = case_with_a_secret(world)
    for person in ("sam", "bo"):
        client = world.sign_in(person)
        for path in ("", "/history", "/files", "/access", "/edit", "/who"):
            assert PASSWORD not in client.get(f"/cases/{number}{path}").text
        for path in ("/cases/export.csv", f"/search?q={PASSWORD}"):
            assert the_secret(world).sealed not in client.get(path).text


def test_what_lies_in_the_database_is_not_the_text(world: World) -> None:
    case_with_a_secret(world)
    assert PASSWORD not in the_secret(world).sealed


def test_whose_case_it_is_erases_it_for_good(world: World) -> None:
    number, sam = case_with_a_secret(world), world.sign_in("sam")

    asked = world.post(sam, ERASE.format(number))
    assert asked.status_code == 200 and the_secret(world).sealed
    world.post(sam, ERASE.format(number), {"confirmed": "1"})

    assert the_secret(world).sealed == ""
    assert log(world) == [("erased", world.person_id("sam"), "password", "")]
    assert "erased" in world.post(world.sign_in("bo"), READ.format(number)).text


def test_a_parallel_account_that_edits_the_case_cannot_erase_it(world: World) -> None:
    number = case_with_a_secret(world)
    assert world.post(world.sign_in("lot"), ERASE.format(number), {"confirmed": "1"}).status_code == 404
    assert the_secret(world).sealed


def test_an_agent_puts_on_record_that_they_were_in_the_system(world: World) -> None:
    number, bo = case_with_a_secret(world), world.sign_in("bo")

    world.post(bo, f"/cases/{number}/access", {"remark": "Print server: restarted the <b>queue</b>"})

    html = world.sign_in("sam").get(f"/cases/{number}/access").text
    assert "restarted the &lt;b&gt;queue&lt;/b&gt;" in html


@pytest.mark.parametrize("remark", ["", "   ", "x" * 2_001])
def test_a_record_that_says_nothing_is_refused_and_kept(world: World, remark: str) -> None:
    number = case_with_a_secret(world)
    answer = world.post(world.sign_in("bo"), f"/cases/{number}/access", {"remark": remark})
    assert answer.status_code == 422 and "There is a problem" in answer.text
    assert log(world) == []


def test_a_customer_cannot_put_anything_on_record(world: World) -> None:
    number = case_with_a_secret(world)
    assert world.post(world.sign_in("sam"), f"/cases/{number}/access", {"remark": "x"}).status_code == 403


@pytest.mark.parametrize("field", ["nothing", "Password", "x" * 500])
def test_a_credential_that_is_not_there_answers_not_found(sqlite_world: World, field: str) -> None:
    number = case_with_a_secret(sqlite_world)
    answer = sqlite_world.post(sqlite_world.sign_in("bo"), f"/cases/{number}/secrets/{field}/readings")
    assert answer.status_code == 404


def asked_for_a_password(world: World) -> int:
    """A case of Sam's that was filled in with a request type that asks for one."""
    number = opened(world, "sam")
    with world.session() as session:
        asks = select(RequestTypeVersion.id).join(RequestType).where(RequestType.code == "question")
        version = session.scalars(asks.where(RequestTypeVersion.state == "published")).one()
        session.execute(update(Case).where(Case.number == number).values(request_type_version_id=version))
        session.commit()
    return number


@pytest.mark.parametrize(("person", "is_kept"), [("sam", True), ("lot", False), ("eva", False)])
def test_a_customer_gives_another_one_later_and_a_parallel_account_does_not(
    world: World, person: str, is_kept: bool
) -> None:
    number = asked_for_a_password(world)
    where = f"/cases/{number}/secrets/login_password"
    status = world.post(world.sign_in(person), where, {"secret": PASSWORD}).status_code
    assert status == (302 if is_kept else 404)
    read = world.post(world.sign_in("bo"), f"{where}/readings")
    assert (PASSWORD in read.text) is is_kept


def test_what_no_field_asks_for_is_not_taken(world: World) -> None:
    where = f"/cases/{asked_for_a_password(world)}/secrets/anything"
    assert world.post(world.sign_in("sam"), where, {"secret": PASSWORD}).status_code == 404


def test_one_that_is_too_long_is_refused_and_not_shown_again(world: World) -> None:
    where = f"/cases/{asked_for_a_password(world)}/secrets/login_password"
    answer = world.post(world.sign_in("sam"), where, {"secret": "x" * 4_001})
    assert answer.status_code == 422 and "x" * 100 not in answer.text


def test_another_one_instead_is_on_record(world: World) -> None:
    number = asked_for_a_password(world)
    where, sam = f"/cases/{number}/secrets/login_password", world.sign_in("sam")
    for text in ("first", PASSWORD):
        world.post(sam, where, {"secret": text})
    assert [kind for kind, *_rest in log(world)] == ["replaced"]
    assert "Gave another credential" in world.sign_in("bo").get(f"/cases/{number}/access").text


def test_t77_a_form_that_could_not_be_taken_gives_no_credential_back(sqlite_world: World) -> None:
    number = asked_for_a_password(sqlite_world)
    sam = sqlite_world.sign_in("sam")
    said = {"secret": PASSWORD, "credential": "secret", "remark": "kept", "csrf_token": "stale"}
    headers = {"Referer": f"http://localhost/cases/{number}/access"}
    answer = sam.post(f"/cases/{number}/secrets/login_password", data=said, headers=headers)
    assert answer.status_code == 400 and PASSWORD not in answer.text
