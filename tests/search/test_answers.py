"""A case is found by what was answered, and by the customer's own number (F3)."""

from sqlalchemy import select, update

from app.search.sound import flaws
from models.case import Case
from tests.cases.steps import opened
from tests.search.steps import cases
from tests.worlds import World


def answer(world: World, number: int, **facts: object) -> None:
    with world.session() as session:
        session.execute(update(Case).where(Case.number == number).values(**facts))
        session.commit()


def test_a_serial_number_and_an_own_number_lead_to_the_case(world: World) -> None:
    number = opened(world, "sam")
    answers = {"serial_number": "00W5K-77", "wanted": ["Étui", "tray"]}
    answer(world, number, values=answers, external_number="TCK/2026-0042")
    for q in ("00W5K-77", "0042", "tck 2026", "etui tray", "jam 77"):
        assert cases(world.sign_in("sam"), q) == [number], q


def test_what_is_answered_otherwise_is_found_by_the_new_answer_alone(world: World) -> None:
    number = opened(world, "sam")
    answer(world, number, values={"model": "Merel"}, external_number="A1")
    answer(world, number, values={"model": "Reiger"}, external_number="")
    assert cases(world.sign_in("sam"), "reiger") == [number]
    assert cases(world.sign_in("sam"), "merel") == cases(world.sign_in("sam"), "a1") == []


def test_the_name_of_a_field_finds_nothing_and_nobody_else_finds_an_answer(world: World) -> None:
    number = opened(world, "sam")
    answer(world, number, values={"serial_number": "00W5K-77"})
    assert cases(world.sign_in("sam"), "serial") == []
    assert cases(world.sign_in("eva"), "00W5K-77") == []


def test_the_check_compares_own_numbers_too(world: World) -> None:
    answer(world, opened(world, "sam"), external_number="TCK-1")
    with world.session() as session:
        assert list(flaws(session)) == []
        assert session.scalar(select(Case.external_number)) == "TCK-1"
