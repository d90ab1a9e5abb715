"""What stands at the demonstration's customers, what was agreed with them, and what they have learned."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import clock
from app.demo.cast import ACCOUNTS
from models.account import Account
from models.agreement import Agreement, AgreementKind
from models.device import Device
from models.person import Person
from models.product import Product, ProductModel
from models.product_line import AccountProductLine, ProductLine
from models.qualification import AccountQualification, PersonQualification, Qualification

SEED = 4711
SOME = (6, 26)  # devices of one account
WITHOUT = "0008460000"  # Hotel-Café Zomerzon shows what happens when an agreement is over
SPECIAL = ("00012", "000120", "007K0001")  # serial numbers whose zeros count, at the Haven
SKILLED = {"0008570000": "certified_technician", "0008210000": "training_completed"}
SAMS = ("training_completed", "certified_technician")  # so that one of the cast files a technical ticket


def add_devices(session: Session) -> None:
    """Some for each account that has a product line with hardware. Needs products and product lines."""
    random, today = Random(SEED), clock.now().date()  # noqa: S311  for variety, not for secrets
    has = select(AccountProductLine.account_id, ProductModel).join(
        Product, Product.product_line_id == AccountProductLine.product_line_id
    )
    models: dict[int, list[ProductModel]] = {}
    rows = session.execute(
        has.join(ProductModel, ProductModel.product_id == Product.id).order_by(ProductModel.id)
    )
    for account_id, model in rows:
        models.setdefault(account_id, []).append(model)
    for account in session.scalars(select(Account).order_by(Account.id)):
        if account.id in models:
            _add(session, random, account, models[account.id], today)
    session.flush()


def _add(
    session: Session, random: Random, account: Account, models: Sequence[ProductModel], today: date
) -> None:
    serials = [_serial(random) for _number in range(random.randint(*SOME))]
    if account.customer_id == "0004711010":
        serials += SPECIAL
    for serial in serials:
        device = Device(serial_number=serial, model=random.choice(models), account_id=account.id)
        device.root_id = account.root_id or account.id
        device.product_line_id = device.model.product.product_line_id
        device.ordered_on = today - timedelta(days=random.randint(20, 2000))
        session.add(device)


def _serial(random: Random) -> str:
    return f"W{random.choice('25689')}{random.choice('KMRT')}{random.randint(0, 9_999_999):07}"


def add_agreements(session: Session) -> None:
    """With every tree but one; the cast brought its own."""
    random, today = Random(SEED), clock.now().date()  # noqa: S311  for variety, not for secrets
    kinds = {kind.code: kind for kind in session.scalars(select(AgreementKind))}
    lines = {line.code: line for line in session.scalars(select(ProductLine))}
    cast = [customer_id for _key, _name, customer_id, _parent in ACCOUNTS]
    tops = select(Account).where(Account.parent_id.is_(None), Account.customer_id.not_in(cast))
    for account in session.scalars(tops.order_by(Account.id)):
        is_over = account.customer_id == WITHOUT
        begun = today - timedelta(days=random.randint(400, 900))
        ends_on = today + timedelta(days=-3 if is_over else random.randint(30, 700))
        agreement = Agreement(account=account, starts_on=begun, ends_on=ends_on, kind=kinds["maintenance"])
        session.add(agreement)
        if random.random() < 0.4 and not is_over:
            more = Agreement(account=account, starts_on=begun, kind=kinds["subscription"])
            more.product_lines.append(lines["software"])
            session.add(more)
    session.flush()


def add_qualifications(session: Session) -> None:
    words = {row.code: row.id for row in session.scalars(select(Qualification))}
    for customer_id, code in SKILLED.items():
        account = session.scalars(select(Account).where(Account.customer_id == customer_id)).one()
        session.add(AccountQualification(account_id=account.id, qualification_id=words[code]))
    sam = session.scalars(select(Person).where(Person.email == "sam@haven.rijnmond.example")).one()
    session.add_all(PersonQualification(person_id=sam.id, qualification_id=words[code]) for code in SAMS)
    session.flush()
