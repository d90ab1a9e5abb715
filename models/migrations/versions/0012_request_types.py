"""Request types in versions.

Revision: 0012, after 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "request_type",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in address and files"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
        sa.Column("is_offered", sa.Boolean(), nullable=False, comment="May be chosen for new cases"),
    )
    op.create_table(
        "request_type_version",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "request_type_id",
            sa.Integer(),
            sa.ForeignKey("request_type.id", ondelete="CASCADE"),
            nullable=False,
            comment="Of which request type",
        ),
        sa.Column("number", sa.Integer(), nullable=False, comment="1, 2, 3 within the request type"),
        sa.Column("state", sa.String(10), nullable=False, comment="draft, published or retired"),
        sa.Column("definition", sa.JSON(), nullable=False, comment="What it asks: see app/request_types"),
        sa.Column("edited_by_id", sa.Integer(), sa.ForeignKey("ab_user.id"), comment="Who saved it last"),
        sa.Column("edited_at", sa.DateTime(), nullable=False, comment="When it was saved last"),
        sa.Column("published_at", sa.DateTime(), comment="When it was published"),
        sa.Column("version", sa.Integer(), nullable=False, comment="Counts the edits; a stale one is refused"),
        sa.UniqueConstraint("request_type_id", "number", name="ux_request_type_version"),
    )
    for state in ("published", "draft"):
        where = sa.text(f"state = '{state}'")
        op.create_index(
            f"ux_request_type_one_{state}",
            "request_type_version",
            ["request_type_id"],
            unique=True,
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade():
    op.drop_table("request_type_version")
    op.drop_table("request_type")
