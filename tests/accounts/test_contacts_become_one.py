"""A7: what is a contact's own goes along without doubles, also when something else happens at that moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import clock
from app.access.viewer import SYSTEM
from app.accounts.rearrange.merge_contact import merge_contacts, plan_contact_merge
from app.accounts.rearrange.preview import preview
from models.case import Case
from models.event import OutgoingMail
from models.list_view import ListView
from models.message import MessageRead
from models.person import Person, Preference
from tests.access.seeding import Rows, seed
from tests.accounts.test_moves_at_once import hand, later, opening, sound
from tests.jobs.hands import finish
from tests.worlds import World

HAVEN, ELDERS = "Rijnmond Haven", "Elders & Zoon"


def becoming(gone: int, kept: int) -> Callable[[Session], None]:
    def act(session: Session) -> None:
        seen = preview(session, plan_contact_merge(session, gone, kept)).fingerprint
        session.rollback()
        merge_contacts(session, gone, kept, by=SYSTEM, seen=seen)

    return act


def become_one(world: World, rows: dict[str, Rows]) -> tuple[int, int]:
    gone, kept = rows[HAVEN].person, rows[ELDERS].person
    with world.session() as session:
        becoming(gone, kept)(session)
        session.commit()
    return gone, kept


def test_choices_views_and_what_was_read_go_together_once(world: World) -> None:
    rows, now = seed(world), clock.now()
    gone, kept = rows[HAVEN].person, rows[ELDERS].person
    one, other = rows[HAVEN].message, rows[ELDERS].message
    early = now - timedelta(days=1)
    with world.session() as session:
        session.add_all(Preference(person_id=who, name="scope", value=f"{who}") for who in (gone, kept))
        session.add(Preference(person_id=gone, name="case view", value="my_open"))
        session.add_all(MessageRead(person_id=gone, message_id=m, read_at=now) for m in (one, other))
        session.add(MessageRead(person_id=kept, message_id=one, read_at=early))
        session.add(ListView(name="Mine", person_id=gone, created_at=now, settings={"owner": str(gone)}))
        session.commit()
    become_one(world, rows)
    with world.session() as session:
        chosen = select(Preference.name, Preference.value).where(Preference.person_id == kept)
        assert dict(session.execute(chosen).all()) == {"scope": f"{kept}", "case view": "my_open"}
        read = session.execute(select(MessageRead.person_id, MessageRead.message_id, MessageRead.read_at))
        assert sorted(map(tuple, read)) == sorted([(kept, one, early), (kept, other, now)])
        view = session.scalars(select(ListView).where(ListView.name == "Mine")).one()
        assert (view.person_id, view.settings) == (kept, {"owner": str(kept)})


def test_a_mail_that_waits_goes_to_the_one_who_is_kept_and_what_was_sent_stays(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        first, second = session.scalars(select(OutgoingMail).order_by(OutgoingMail.id).limit(2))
        for mail, state in ((first, "waiting"), (second, "sent")):
            mail.person_id, mail.state = rows[HAVEN].person, state
        ids = first.id, second.id
        session.commit()
    gone, kept = become_one(world, rows)
    with world.session() as session:
        assert [session.get_one(OutgoingMail, id_).person_id for id_ in ids] == [kept, gone]


def test_who_had_become_one_with_the_merged_contact_leads_to_the_kept_one(world: World) -> None:
    rows = seed(world)
    with world.session() as session:
        becoming(rows["Delta"].person, rows[HAVEN].person)(session)
        session.commit()
    become_one(world, rows)
    with world.session() as session:
        into = select(Person.merged_into_id).where(Person.id == rows["Delta"].person)
        assert session.scalar(into) == rows[ELDERS].person


@pytest.mark.parametrize("turn", range(2))
def test_two_who_are_merged_into_each_other_end_with_one(world: World, turn: int) -> None:
    rows = seed(world)
    one, other = rows[HAVEN].person, rows[ELDERS].person
    said = sorted(finish([hand(world, becoming(one, other)), hand(world, becoming(other, one))]))
    assert [word.split()[0] for word in said] == ["done", "refused"]
    with world.session() as session:
        active = select(func.count(Person.id)).where(Person.id.in_([one, other]), Person.active)
        assert session.scalar(active) == 1


def test_a_case_that_is_opened_at_that_moment_is_the_kept_ones_or_is_not_there(postgres_world: World) -> None:
    """The merge has written and not yet committed when the case comes."""
    world, rows = postgres_world, seed(postgres_world)
    gone = rows[HAVEN]

    def slowly(session: Session) -> None:
        becoming(gone.person, rows[ELDERS].person)(session)
        session.execute(select(func.pg_sleep(1.0)))

    said = finish([hand(world, slowly), hand(world, later(opening(gone)))])
    assert sorted(said) == ["done", "refused 404"]
    with world.session() as session:
        assert session.scalars(select(Case.id).where(Case.owner_id == gone.person)).all() == []
    sound(world)
