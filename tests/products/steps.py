"""A small catalogue: one product of each kind, with models and versions."""

from datetime import date

from sqlalchemy import select

from models.account import Account
from models.device import Device
from models.product import Product, ProductModel, ProductVersion
from models.product_line import AccountProductLine, ProductLine
from tests.worlds import World


def fill_catalogue(world: World) -> None:
    """Lines `devices` and `software` as they ship; the Reiger in two models, Volgprint in two versions."""
    with world.session() as session:
        lines = {line.code: line for line in session.scalars(select(ProductLine))}
        reiger = Product(code="reiger", name=_both("Reiger"), kind="hardware", product_line=lines["devices"])
        print_ = Product(
            code="volgprint", name=_both("Volgprint"), kind="software", product_line=lines["software"]
        )
        session.add_all(ProductModel(name=name, product=reiger) for name in ("Reiger C550", "Reiger C350"))
        for name, day in (("7.1", date(2025, 1, 1)), ("7.2", date(2026, 1, 1))):
            session.add(ProductVersion(product=print_, name=name, released_on=day))
        session.commit()


def give_line(world: World, account: str, code: str) -> None:
    with world.session() as session:
        line = session.scalars(select(ProductLine.id).where(ProductLine.code == code)).one()
        whose = session.scalars(select(Account.id).where(Account.name == account)).one()
        session.add(AccountProductLine(account_id=whose, product_line_id=line))
        session.commit()


def _both(name: str) -> dict[str, str]:
    return {"en": name, "nl": name}


def order(world: World, account: str, *serials: str, model: str = "Reiger C350") -> None:
    """Devices that this account ordered, as the system brings them in. Needs the catalogue."""
    with world.session() as session:
        make = session.scalars(select(ProductModel).where(ProductModel.name == model)).one()
        whose = session.scalars(select(Account).where(Account.name == account)).one()
        for serial in serials:
            device = Device(serial_number=serial, model_id=make.id, account_id=whose.id)
            device.product_line_id = make.product.product_line_id
            device.root_id = whose.root_id or whose.id
            session.add(device)
        session.commit()
