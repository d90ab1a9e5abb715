"""Where accounts are: regions and the sub-regions in them."""

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named


class Region(Named, Model):
    """A part of the world."""

    __tablename__ = "region"


class SubRegion(Named, Model):
    """A part of a region."""

    __tablename__ = "sub_region"

    region_id: Mapped[int] = mapped_column(ForeignKey("region.id"), index=True, comment="Part of this region")

    region: Mapped[Region] = relationship()
