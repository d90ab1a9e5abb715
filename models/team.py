"""Teams of the service desk: a case can wait for one of them instead of for a person."""

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, Named
from models.person import Person

team_member = Table(
    "team_member",
    Model.metadata,
    Column("team_id", ForeignKey("team.id", ondelete="CASCADE"), primary_key=True, comment="Which team"),
    Column(
        "person_id",
        ForeignKey("ab_user.id", ondelete="CASCADE"),
        primary_key=True,
        index=True,
        comment="Who is in it",
    ),
)


class Team(Named, Model):
    """Some agents who share a part of the queue."""

    __tablename__ = "team"

    is_active: Mapped[bool] = mapped_column(default=True, comment="Cases may be given to it")
    tells_members: Mapped[bool] = mapped_column(default=True, comment="A case that comes to it is mailed")

    members: Mapped[list[Person]] = relationship(secondary=team_member, order_by=Person.first_name)
