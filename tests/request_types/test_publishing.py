"""Draft, publish, history, roll back: who may, what counts, and two administrators at once (I2, T64)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.viewer import Viewer
from app.refused import NotAllowed, Refused, Stale
from app.request_types.definition import Definition
from app.request_types.drafts import (
    StaleDraft,
    add_request_type,
    discard_draft,
    save_draft,
    start_draft,
)
from app.request_types.install import shipped
from app.request_types.problem import Flawed
from app.request_types.publish import keep_request_type, publish, reset, roll_back
from app.request_types.published import request_types
from app.request_types.read import definition as read_definition
from models.request_type import RequestType, RequestTypeVersion
from models.stamp import SetupStamp
from tests.request_types.definitions import ask, when
from tests.request_types.flaws import of
from tests.worlds import World

ONE, TWO = of(ask("a")), of(ask("a"), ask("b"))
FLAWED = of(ask("a", shown_when=when("gone", "is_filled")))


def kind_of(session: Session, code: str) -> RequestType:
    return session.scalars(select(RequestType).where(RequestType.code == code)).one()


def versions(session: Session, code: str) -> list[tuple[int, str]]:
    wanted = select(RequestTypeVersion).join(RequestType).where(RequestType.code == code)
    return [(one.number, one.state) for one in session.scalars(wanted.order_by(RequestTypeVersion.number))]


def drafted(
    session: Session, by: Viewer, definition: Definition, code: str = "license"
) -> RequestTypeVersion:
    draft = start_draft(session, by=by, request_type=kind_of(session, code))
    save_draft(session, by=by, draft=draft, version=draft.version, definition=definition)
    return draft


def test_a_draft_counts_for_nobody_until_it_is_published(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = drafted(session, ada, ONE)
        session.commit()
        assert request_types(session).by_code["license"].definition == shipped("license")
        publish(session, by=ada, draft=draft, version=draft.version)
        session.commit()
        assert versions(session, "license") == [(1, "retired"), (2, "published")]
        assert (draft.edited_by_id, draft.published_at is not None) == (ada.person_id, True)
    with world.session("noor") as session:
        assert request_types(session).by_code["license"].definition == ONE


def test_there_is_one_draft_and_whoever_starts_gets_it(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = drafted(session, ada, ONE)
        again = start_draft(session, by=ada, request_type=draft.request_type)
        assert again is draft and versions(session, "license") == [(1, "published"), (2, "draft")]


def test_t64_who_saves_an_older_draft_is_shown_the_difference_and_nothing_is_lost(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = start_draft(session, by=ada, request_type=kind_of(session, "license"))
        began = draft.version
        save_draft(session, by=ada, draft=draft, version=began, definition=TWO)
        with pytest.raises(StaleDraft) as caught:
            save_draft(session, by=ada, draft=draft, version=began, definition=ONE)
        assert [(one.what, one.place.path[-1]) for one in caught.value.between] == [("went", "b")]
        assert read_definition(draft.definition) == TWO
        with pytest.raises(Stale):
            publish(session, by=ada, draft=draft, version=began)
        save_draft(session, by=ada, draft=draft, version=began, definition=TWO)


def test_t64_a_draft_that_somebody_went_on_with_is_not_thrown_away(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = drafted(session, ada, ONE)
        seen = draft.version
        save_draft(session, by=ada, draft=draft, version=seen, definition=TWO)
        with pytest.raises(Stale):
            discard_draft(session, by=ada, draft=draft, version=seen)
        assert versions(session, "license") == [(1, "published"), (2, "draft")]
        discard_draft(session, by=ada, draft=draft, version=draft.version)
        assert versions(session, "license") == [(1, "published")]


def test_t64_no_version_that_a_page_showed_comes_again(world: World) -> None:
    ada, seen = world.viewer("ada"), list[int]()
    with world.session("ada") as session:
        for end in ("publish", "discard", "publish"):
            draft = drafted(session, ada, TWO if seen else ONE)
            seen.append(draft.version)
            if end == "publish":
                publish(session, by=ada, draft=draft, version=draft.version)
            else:
                discard_draft(session, by=ada, draft=draft, version=draft.version)
        reset(session, by=ada, code="license")
        seen.append(start_draft(session, by=ada, request_type=kind_of(session, "license")).version)
    assert seen == sorted(set(seen))


def test_a_draft_may_be_kept_with_problems_and_not_be_published(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = drafted(session, ada, FLAWED)
        with pytest.raises(Flawed) as caught:
            publish(session, by=ada, draft=draft, version=draft.version)
        assert [one.sentence for one in caught.value.problems] == [
            "A condition asks about “gone”, which is not there."
        ]
        assert versions(session, "license") == [(1, "published"), (2, "draft")]


def test_going_back_makes_a_new_version_and_leaves_the_draft_alone(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        first = session.scalars(
            select(RequestTypeVersion).join(RequestType).where(RequestType.code == "license")
        ).one()
        draft = drafted(session, ada, ONE)
        publish(session, by=ada, draft=draft, version=draft.version)
        waiting = drafted(session, ada, TWO)
        back = roll_back(session, by=ada, to=first)
        session.commit()
        assert read_definition(back.definition) == shipped("license")
        assert versions(session, "license") == [
            (1, "retired"),
            (2, "retired"),
            (3, "draft"),
            (4, "published"),
        ]
        publish(session, by=ada, draft=waiting, version=waiting.version)
        assert versions(session, "license")[-1] == (5, "published")


def test_one_request_type_goes_back_to_how_it_shipped(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        for code in ("license", "warranty"):
            draft = drafted(session, ada, ONE, code)
            publish(session, by=ada, draft=draft, version=draft.version)
        reset(session, by=ada, code="license")
        session.commit()
        known = request_types(session).by_code
        assert (known["license"].definition, known["warranty"].definition) == (shipped("license"), ONE)
        with pytest.raises(KeyError):
            reset(session, by=ada, code="nothing")


def test_a_new_request_type_is_a_draft_with_a_code_from_its_name(world: World) -> None:
    ada = world.viewer("ada")
    named = replace(ONE, name={"en": "Moving house", "nl": "Verhuizing"})
    with world.session("ada") as session:
        draft = add_request_type(session, by=ada, definition=named)
        assert draft.request_type.code == "moving_house"
        with pytest.raises(Refused):
            add_request_type(session, by=ada, definition=named, code="moving_house")
        publish(session, by=ada, draft=draft, version=draft.version)
        session.commit()
        assert [one.code for one in request_types(session).offered][-1] == "moving_house"


def test_a_discarded_draft_is_gone_and_so_is_a_request_type_that_never_was(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        added = add_request_type(session, by=ada, definition=ONE, code="brief")
        for draft in (drafted(session, ada, ONE), added):
            discard_draft(session, by=ada, draft=draft, version=draft.version)
        session.commit()
        assert versions(session, "license") == [(1, "published")]
        assert session.scalar(select(RequestType.id).where(RequestType.code == "brief")) is None


def test_what_is_published_never_changes(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        first = session.scalars(select(RequestTypeVersion)).first()
        assert first is not None
        for act in (
            lambda: save_draft(session, by=ada, draft=first, version=1, definition=ONE),
            lambda: discard_draft(session, by=ada, draft=first, version=first.version),
            lambda: publish(session, by=ada, draft=first, version=first.version),
        ):
            with pytest.raises(Refused):
                act()


def test_a_change_moves_the_stamp_so_that_every_process_sees_it(world: World) -> None:
    ada = world.viewer("ada")
    with world.session("ada") as session:
        draft = drafted(session, ada, ONE)
        session.commit()
        before = session.scalar(select(SetupStamp.value))
        publish(session, by=ada, draft=draft, version=draft.version)
        session.commit()
        published = session.scalar(select(SetupStamp.value))
        keep_request_type(session, draft.request_type, by=ada, rank=1, is_offered=False)
        session.commit()
        assert len({before, published, session.scalar(select(SetupStamp.value))}) == 3
        assert "license" not in [one.code for one in request_types(session).offered]


@pytest.mark.parametrize("who", ["noor", "bo", "chris", "tess"])
def test_only_who_configures_may_touch_request_types(sqlite_world: World, who: str) -> None:
    ada, by = sqlite_world.viewer("ada"), sqlite_world.viewer(who)
    with sqlite_world.session("ada") as session:
        draft = drafted(session, ada, ONE)
        session.commit()
        id_ = draft.id
    with sqlite_world.session(who) as session:
        assert session.get(RequestTypeVersion, id_) is None
        kind = kind_of(session, "license")
        for act in (
            lambda: start_draft(session, by=by, request_type=kind),
            lambda: add_request_type(session, by=by, definition=ONE),
            lambda: reset(session, by=by, code="license"),
            lambda: keep_request_type(session, kind, by=by, rank=1, is_offered=False),
        ):
            with pytest.raises(NotAllowed):
                act()


def test_t64_eight_administrators_who_start_at_once_share_one_draft(world: World) -> None:
    ada = world.viewer("ada")

    def start(_number: int) -> int:
        with world.session("ada") as session:
            found = start_draft(session, by=ada, request_type=kind_of(session, "license")).id
            session.commit()
            return found

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(start, range(8)))) == 1
    with world.session() as session:
        assert versions(session, "license") == [(1, "published"), (2, "draft")]
