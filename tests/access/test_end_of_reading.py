"""How a database session ends: reading keeps what PostgreSQL has planned, and half an act leaves nothing."""

from sqlalchemy import select, text

from app.database import db
from models.account import Account
from tests.worlds import World

PREPARED = text("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE '%sign_in.token_hash%'")


def test_the_questions_of_a_page_are_planned_once_for_a_connection(postgres_world: World) -> None:
    sam = postgres_world.sign_in("sam")
    with postgres_world.app.app_context():
        db.engine.dispose()

    assert sam.get("/messages/").status_code == sam.get("/messages/").status_code == 200

    with postgres_world.app.app_context(), db.engine.connect() as connection:
        assert connection.scalar(PREPARED) == 1


def test_what_was_written_and_not_committed_is_gone_when_the_session_closes(world: World) -> None:
    with world.session() as session:
        session.scalars(select(Account).where(Account.name == "Rijnmond Haven")).one().phone = "never saved"
        session.flush()
    with world.session() as session:
        session.scalars(select(Account).where(Account.name == "Rijnmond Groep")).one().phone = "saved"
        session.commit()

    with world.session() as session:
        phones = {a.name: a.phone for a in session.scalars(select(Account))}
    assert phones["Rijnmond Haven"] != "never saved"
    assert phones["Rijnmond Groep"] == "saved"


def test_nor_is_what_a_bulk_update_wrote(world: World) -> None:
    with world.session() as session:
        session.execute(Account.__table__.update().values(fax="never saved"))
        session.scalars(select(Account)).all()

    with world.session() as session:
        assert "never saved" not in set(session.scalars(select(Account.fax)))
