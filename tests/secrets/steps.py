"""Steps that the tests of credentials share."""

from sqlalchemy import select

from app.secrets.keep import keep_on_case
from models.case import Case
from models.secret import Secret, SupportAccess
from tests.cases.steps import opened
from tests.worlds import World

PASSWORD = "canary-hunter2-ÿ"


def case_with_a_secret(world: World, person: str = "sam") -> int:
    """The number of a case of this person's account that came with a password."""
    number, by = opened(world, person), world.viewer(person)
    with world.session(person) as session:
        case = session.scalars(select(Case).where(Case.number == number)).one()
        keep_on_case(session, by=by, case=case, field="password", text=PASSWORD)
        session.commit()
    return number


def the_secret(world: World) -> Secret:
    with world.session() as session:
        return session.scalars(select(Secret)).one()


def log(world: World) -> list[tuple[str, int | None, str, str]]:
    """(kind, who, field, remark) of every access, oldest first."""
    with world.session() as session:
        rows = session.scalars(select(SupportAccess).order_by(SupportAccess.id))
        return [(row.kind, row.person_id, row.field, row.remark) for row in rows]
