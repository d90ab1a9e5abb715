"""What an account is to us: end customer, partner, sales company."""

from models.base import Model, Named


class Classification(Named, Model):
    """One kind of customer. `Account.classification` holds the code."""

    __tablename__ = "classification"
