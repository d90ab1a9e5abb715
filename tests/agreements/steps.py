"""Agreements as the system writes them; days are counted from today."""

from datetime import date, timedelta

from sqlalchemy import delete, select

from app import clock
from models.account import Account
from models.agreement import Agreement, AgreementKind
from models.product_line import ProductLine
from tests.worlds import World


def day(number: int) -> date:
    return clock.now().date() + timedelta(days=number)


def none_agreed(world: World) -> None:
    """The cast without the agreements that it comes with."""
    with world.session() as session:
        session.execute(delete(Agreement))
        session.commit()


def agree(
    world: World, account: str, first: int = -10, last: int | None = None, *, lines: tuple[str, ...] = ()
) -> int:
    with world.session() as session:
        kind = session.scalars(select(AgreementKind).where(AgreementKind.code == "subscription")).one()
        whose = session.scalars(select(Account.id).where(Account.name == account)).one()
        ends_on = day(last) if last is not None else None
        agreement = Agreement(account_id=whose, kind=kind, starts_on=day(first), ends_on=ends_on)
        for line in session.scalars(select(ProductLine).where(ProductLine.code.in_(lines))):
            agreement.product_lines.append(line)
        session.add(agreement)
        session.commit()
        return agreement.id
