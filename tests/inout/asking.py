"""Work that somebody asked for, without the pages."""

from datetime import timedelta

from sqlalchemy import select

from app.background.ask import ask_for
from models.background_work import BackgroundWork
from tests.worlds import World


def asked(world: World, kind: str = "export_cases", who: str = "sam", *, kind_of_file: str = "csv") -> int:
    """The id of work that somebody asked for."""
    by = world.viewer(who)
    how = {"list": {}, "format": kind_of_file, "language": "en", "zone": "UTC"}
    with world.session(who) as session:
        found = ask_for(session, by=by, kind=kind, asked=how)
        session.commit()
        return found.id


def row(world: World, work_id: int) -> BackgroundWork:
    with world.session() as session:
        return session.scalars(select(BackgroundWork).where(BackgroundWork.id == work_id)).one()


def let_the_lease_run_out(world: World) -> None:
    with world.session() as session:
        for found in session.scalars(select(BackgroundWork)):
            found.not_before -= timedelta(hours=1)
        session.commit()
