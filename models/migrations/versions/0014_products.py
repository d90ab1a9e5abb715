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
INDEXES = {
    "serial": [],
    "line": ["product_line_id"],
    "root_serial": ["root_id"],
    "root_line": ["root_id", "product_line_id"],
    "root_model": ["root_id", "model_id"],
    "account_serial": ["account_id"],
    "account_model": ["account_id", "model_id"],
}


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
    _add_devices()


def _add_devices():
    serial = sa.String(60).with_variant(sa.String(60, collation="C"), "postgresql")
    op.create_table(
        "device",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("serial_number", serial, nullable=False, comment="As on its plate; zeros count"),
        _names("product_model", "Which model it is", "model_id"),
        _names("product_line", "That of its model, repeated for lists"),
        _names("account", "The account that ordered it"),
        _names("account", "Top of that account's tree", "root_id"),
        sa.Column("ordered_on", sa.Date(), comment="When it was ordered, if that is known"),
        sa.Column("note", sa.String(500), nullable=False, comment="For our own people"),
        sa.UniqueConstraint("model_id", "serial_number", name="ux_device_model_serial"),
    )
    for name, first in INDEXES.items():
        op.create_index(f"ix_device_{name}", "device", [*first, "serial_number", "id"])


def _names(table, comment, column=""):
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(column or f"{table}_id", sa.Integer(), key, nullable=False, comment=comment)


def downgrade():
    for table in ("device", "product_version", "product_model", "product"):
        op.drop_table(table)
