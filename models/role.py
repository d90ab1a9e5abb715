"""What a role is called, and the permission matrix: role, kind of account, relation, act."""

from flask_appbuilder.security.sqla.models import Role
from sqlalchemy import ForeignKey, String, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Model, TextMap, Texts

KINDS = ("parent", "sub", "standard")
RELATIONS = ("own", "descendant", "parallel")
EVERY = "every"
ACTS = (
    "account.view",
    "account.edit",
    "account.create",
    "contact.view",
    "contact.edit",
    "contact.create",
    "case.view",
    "case.create",
    "case.edit",
    "note.internal",
)


class RoleText(Model):
    """Code, title and purpose of a role in both languages; the role itself is FAB's row."""

    __tablename__ = "role_text"

    role_id: Mapped[int] = mapped_column(
        ForeignKey("ab_role.id", ondelete="CASCADE"), primary_key=True, comment="The role"
    )
    code: Mapped[str] = mapped_column(String(40), unique=True, comment="Fixed name in code and files")
    title: Mapped[TextMap] = mapped_column(Texts, comment="Name, per language")
    purpose: Mapped[TextMap] = mapped_column(Texts, comment="What the role is for, per language")
    for_customers: Mapped[bool] = mapped_column(
        default=False, server_default=false(), comment="For people of customers; else for our own"
    )

    role: Mapped[Role] = relationship(lazy="joined")

    def __repr__(self) -> str:
        return self.title.get("en", self.code)


class MatrixRow(Model):
    """One "yes" of the permission matrix; what is not here is a no.

    Kind and relation are "every" for roles that act for all accounts alike (our own staff).
    """

    __tablename__ = "matrix_row"
    __table_args__ = (UniqueConstraint("role_id", "kind", "relation", "act", name="ux_matrix_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, comment="Row id")
    role_id: Mapped[int] = mapped_column(
        ForeignKey("ab_role.id", ondelete="CASCADE"), index=True, comment="Who: the role"
    )
    kind: Mapped[str] = mapped_column(String(20), comment="Kind of the person's account, or every")
    relation: Mapped[str] = mapped_column(String(20), comment="own, descendant, parallel, or every")
    act: Mapped[str] = mapped_column(String(30), comment="What may be done, such as case.edit")

    role: Mapped[Role] = relationship()
