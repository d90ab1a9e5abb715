"""What the demonstration company sells and supports (`products.toml`)."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.product import Product, ProductModel, ProductVersion
from models.product_line import ProductLine

FILE = Path(__file__).parent / "products.toml"
STEP = 10  # between the ranks


def add_products(session: Session) -> None:
    lines = {line.code: line for line in session.scalars(select(ProductLine))}
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["product"]
    for number, row in enumerate(rows, start=1):
        _add(session, row, lines[row["line"]], number * STEP)
    session.flush()


def _add(session: Session, row: dict[str, Any], line: ProductLine, rank: int) -> None:
    product = Product(code=row["code"], name=row["name"], kind=row["kind"], rank=rank, product_line=line)
    session.add(product)
    session.add_all(ProductModel(name=name, product=product) for name in row.get("models", ()))
    session.add_all(ProductVersion(product=product, **version) for version in row.get("versions", ()))
