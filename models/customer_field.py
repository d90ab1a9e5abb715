"""Which fields of accounts and contacts customers change themselves."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model


class CustomerField(Model):
    """One field. What is not here, or not open, is changed by our own people."""

    __tablename__ = "customer_field"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True, comment="account or contact")
    field: Mapped[str] = mapped_column(String(40), primary_key=True, comment="Name of the column")
    may_edit: Mapped[bool] = mapped_column(default=False, comment="Customers may change it")
