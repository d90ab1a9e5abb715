"""Products, models, versions and devices.

Revision: 0014, after 0013
"""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ACTIVE = "Still offered; others keep what they have"


def upgrade():
    op.create_table(
        "product",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        sa.Column("name", sa.JSON(), nullable=False, comment="Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
        _names("product_line", "Of this family"),
        sa.Column("kind", sa.String(10), nullable=False, comment="hardware or software"),
        sa.Column("is_active", sa.Boolean(), nullable=False, comment=ACTIVE),
    )
    op.create_index("ix_product_product_line_id", "product", ["product_line_id"])
    op.create_table(
        "product_model",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("name", sa.String(80), nullable=False, unique=True, comment="As it stands on the device"),
        _names("product", "Of which product"),
        sa.Column("is_active", sa.Boolean(), nullable=False, comment=ACTIVE),
    )
    op.create_index("ix_product_model_product_id", "product_model", ["product_id"])
    op.create_table(
        "product_version",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _names("product", "Of which product"),
        sa.Column("name", sa.String(40), nullable=False, comment="As the software calls itself"),
        sa.Column("released_on", sa.Date(), nullable=False, comment="First day"),
        sa.Column("supported_until", sa.Date(), comment="Last day; empty when none is set"),
        sa.UniqueConstraint("product_id", "name", name="ux_product_version"),
    )


def _names(table, comment):
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(f"{table}_id", sa.Integer(), key, nullable=False, comment=comment)


def downgrade():
    for table in ("product_version", "product_model", "product"):
        op.drop_table(table)
