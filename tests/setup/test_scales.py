"""Priorities and statuses: data that administrators keep, and cases that follow."""

from typing import Any

from sqlalchemy import select

from app.setup.scales import scales
from models.case import Case
from models.scale import Priority, PriorityScale, Status, StatusChange
from tests.cases.steps import find, numbers, opened
from tests.setup.forms import form_at, send, words_of
from tests.worlds import World


def id_of(world: World, model: Any, code: str) -> int:
    with world.session() as session:
        found: int = session.scalars(select(model.id).where(model.code == code)).one()
        return found


def change(world: World, path: str, person: str = "ada", **changed: Any) -> Any:
    client = world.sign_in(person)
    return send(world, client, path, form_at(client, path), **changed)


def status_path(world: World, code: str) -> str:
    return f"/setup/statuses/edit/{id_of(world, Status, code)}"


def priority_path(world: World, code: str, act: str = "edit") -> str:
    return f"/setup/priorities/{act}/{id_of(world, Priority, code)}"


def test_cases_follow_the_rank_of_their_priority(world: World) -> None:
    number = opened(world)
    assert change(world, priority_path(world, "high"), rank="77").status_code == 303
    assert find(world, number).priority_rank == 77


def put_on_hold(world: World, number: int) -> None:
    on_hold = id_of(world, Status, "on_hold")
    with world.session() as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        case.status_id = on_hold
        session.commit()


def test_cases_follow_rank_and_openness_of_their_status(world: World) -> None:
    number = opened(world)
    put_on_hold(world, number)
    assert find(world, number).closed_at is None
    assert change(world, status_path(world, "on_hold"), rank="99", is_open=None).status_code == 303
    case = find(world, number)
    assert (case.status_rank, case.is_open, case.closed_at is None) == (99, False, False)
    assert change(world, status_path(world, "on_hold"), is_open="y").status_code == 303
    assert find(world, number).closed_at is None


def test_new_cases_cannot_begin_closed(world: World) -> None:
    answer = change(world, status_path(world, "new"), is_open=None)
    assert answer.status_code == 422
    assert "must count as open" in words_of(answer)


def test_one_priority_is_the_default_and_no_more(world: World) -> None:
    assert change(world, priority_path(world, "low"), is_default="y").status_code == 303
    with world.session() as session:
        codes = session.scalars(
            select(Priority.code).where(Priority.is_default, Priority.scale == "standard")
        ).all()
    assert codes == ["low"]


def test_the_last_default_cannot_be_taken_away(world: World) -> None:
    answer = change(world, priority_path(world, "medium"), is_default=None)
    assert answer.status_code == 422
    assert "One priority must be the default" in words_of(answer)


def test_a_priority_in_use_is_not_deleted_but_can_be_withdrawn(world: World) -> None:
    opened(world)
    ada = world.sign_in("ada")
    answer = world.post(ada, priority_path(world, "high", "delete"), {"confirmed": "1"})
    assert (answer.status_code, "Cases have this priority" in words_of(answer)) == (422, True)
    assert change(world, priority_path(world, "high"), is_offered=None).status_code == 303


def test_a_priority_without_cases_is_deleted(world: World) -> None:
    ada, path = world.sign_in("ada"), priority_path(world, "low", "delete")
    assert world.post(ada, path, {"confirmed": "1"}).status_code == 303
    assert ada.get(path).status_code == 404


def test_a_new_status_is_there_in_both_languages(world: World) -> None:
    ada = world.sign_in("ada")
    words = {"name-en": "Waits for parts", "name-nl": "Wacht op onderdelen", "tone": "waiting", "rank": "45"}
    answer = world.post(ada, "/setup/statuses/add", {**words, "is_open": "y"})
    assert answer.status_code == 303
    assert "Waits for parts" in words_of(ada.get("/setup/statuses/list/?lang=en"))
    assert "Wacht op onderdelen" in words_of(ada.get("/setup/statuses/list/?lang=nl"))


def test_a_text_in_one_language_only_is_asked_for_again(world: World) -> None:
    answer = change(world, priority_path(world, "high"), name__nl="", definition__en="Typed with care")
    assert answer.status_code == 422
    assert "in English and in Dutch" in words_of(answer)
    assert "Typed with care" in words_of(answer)


def test_a_shipped_status_is_renamed_not_deleted(world: World) -> None:
    ada = world.sign_in("ada")
    path = f"/setup/statuses/delete/{id_of(world, Status, 'resolved')}"
    assert world.post(ada, path, {"confirmed": "1"}).status_code == 422
    assert change(world, status_path(world, "resolved"), name__en="Done").status_code == 303


def test_an_allowed_change_is_added_once(world: World) -> None:
    ada, path = world.sign_in("ada"), "/setup/status-changes/add"
    with world.session() as session:
        role = session.scalars(select(StatusChange.role_id)).first()
    both = (id_of(world, Status, "resolved"), id_of(world, Status, "on_hold"))
    fields = {"role_id": str(role), "from_id": str(both[0]), "to_id": str(both[1])}
    assert world.post(ada, path, fields).status_code == 303
    assert "already" in words_of(world.post(ada, path, fields))
    same = world.post(ada, path, {**fields, "to_id": fields["from_id"]})
    assert "two different" in words_of(same)


def test_who_only_sees_the_set_up_may_not_change_it(world: World) -> None:
    for person in ("noor", "bo", "chris", "tess"):
        client = world.sign_in(person)
        assert client.get("/setup/").status_code == 403
        assert world.post(client, priority_path(world, "high"), {"rank": "1"}).status_code == 403
    assert world.sign_in("ada").get("/setup/").status_code == 200


def test_a_request_type_offers_the_priorities_of_its_scale(world: World) -> None:
    with world.session() as session:
        words = scales(session)
        both = [[one.code for one in words.offered_on(scale)] for scale in ("", "seven")]
    assert both[0] == ["essential", "high", "medium", "low"]
    assert both[1][0] == "major_incident" and len(both[1]) == 7


def test_lists_sort_by_urgency_across_scales(world: World) -> None:
    low, planned = opened(world, priority="low"), opened(world, priority="planning")
    worst, essential = opened(world, priority="major_incident"), opened(world, priority="essential")
    listed = numbers(world.sign_in("sam").get("/cases/?sort=-priority").text)
    assert listed == [worst, essential, low, planned]


def test_a_scale_with_priorities_is_not_deleted_and_one_without_is(world: World) -> None:
    ada = world.sign_in("ada")
    seven = id_of(world, PriorityScale, "seven")
    answer = world.post(ada, f"/setup/priority-scales/delete/{seven}", {"confirmed": "1"})
    assert answer.status_code == 422
    assert "This scale has priorities" in words_of(answer)
    names = {"name-en": "For printers", "name-nl": "Voor printers", "rank": "50"}
    assert world.post(ada, "/setup/priority-scales/add", names).status_code == 303
    added = id_of(world, PriorityScale, "for_printers")
    assert world.post(ada, f"/setup/priority-scales/delete/{added}", {"confirmed": "1"}).status_code == 303


def test_the_default_of_a_scale_stays_on_it(world: World) -> None:
    answer = change(world, priority_path(world, "medium"), scale="seven")
    assert answer.status_code == 422
    assert change(world, priority_path(world, "low"), scale="seven").status_code == 303
