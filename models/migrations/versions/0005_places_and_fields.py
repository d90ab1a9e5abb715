"""Regions, classifications, product lines, and which fields customers may edit.

Revision: 0005, after 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ADDRESS = (("street", 200, "street, number"), ("postal_code", 20, "postal code"), ("city", 100, "town"))
ADDRESS += (("country", 2, "ISO 3166, NL"),)
PLACE = (("region_id", "region", "region"), ("sub_region_id", "sub_region", "sub-region, of that region"))


def _named(table, *more):
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        sa.Column("name", sa.JSON(), nullable=False, comment="Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
        *more,
    )


def upgrade():
    _named("region")
    region = sa.Column(
        "region_id", sa.Integer(), sa.ForeignKey("region.id"), nullable=False, comment="Part of this region"
    )
    _named("sub_region", region)
    op.create_index("ix_sub_region_region_id", "sub_region", ["region_id"])
    _named("classification")
    active = "Still offered; others keep what they have"
    _named("product_line", sa.Column("is_active", sa.Boolean(), nullable=False, comment=active))
    op.create_table(
        "account_product_line",
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            primary_key=True,
            comment="Which account",
        ),
        sa.Column(
            "product_line_id",
            sa.Integer(),
            sa.ForeignKey("product_line.id"),
            primary_key=True,
            comment="What it has",
        ),
    )
    op.create_index("ix_account_product_line_product_line_id", "account_product_line", ["product_line_id"])
    op.create_table(
        "customer_field",
        sa.Column("kind", sa.String(20), primary_key=True, comment="account or contact"),
        sa.Column("field", sa.String(40), primary_key=True, comment="Name of the column"),
        sa.Column("may_edit", sa.Boolean(), nullable=False, comment="Customers may change it"),
    )
    _add_address()


def _add_address():
    """Column by column: SQLite would rebuild the table otherwise, and what hangs on it would go along."""
    for name, length, words in ADDRESS:
        comment = f"Shipping address: {words}"
        column = sa.Column(name, sa.String(length), nullable=False, server_default="", comment=comment)
        op.add_column("account", column)
    for name, table, words in PLACE:
        column = sa.Column(
            name, sa.Integer(), sa.ForeignKey(f"{table}.id"), comment=f"Shipping address: {words}"
        )
        op.add_column("account", column, inline_references=True)
        op.create_index(f"ix_account_{name}", "account", [name])


def downgrade():
    for name, _table, _words in PLACE:
        op.drop_index(f"ix_account_{name}", "account")
    for name, *_more in (*PLACE, *ADDRESS):
        op.drop_column("account", name)
    for table in ("customer_field", "account_product_line", "product_line"):
        op.drop_table(table)
    for table in ("classification", "sub_region", "region"):
        op.drop_table(table)
