"""How severe a case is, as the service desk reviewed it: apart from the priority that the customer chose."""

from sqlalchemy.orm import Mapped, mapped_column

from models.base import Model, Named, TextMap, Texts


class Severity(Named, Model):
    """One grade of the scale. The lowest rank is the most severe."""

    __tablename__ = "severity"

    definition: Mapped[TextMap] = mapped_column(Texts, comment="When it holds, per language")
    is_offered: Mapped[bool] = mapped_column(default=True, comment="May be given to cases")
