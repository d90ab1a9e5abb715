"""Agreements and qualifications.

Revision: 0015, after 0014
"""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

KINDS = (
    ("maintenance", {"en": "Maintenance", "nl": "Onderhoud"}),
    ("subscription", {"en": "Subscription", "nl": "Abonnement"}),
)


def upgrade():
    _named("agreement_kind")
    _named("qualification")
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _names("account", "With which account"),
        _names("agreement_kind", "What it is", "kind_id"),
        sa.Column("starts_on", sa.Date(), nullable=False, comment="First day"),
        sa.Column("ends_on", sa.Date(), comment="Last day; empty when none is set"),
    )
    op.create_index("ix_agreement_account", "agreement", ["account_id", "ends_on"])
    op.create_index("ix_agreement_kind_id", "agreement", ["kind_id"])
    _tie("agreement", "product_line", "Row of agreement", "Row of product_line")
    _tie("account", "qualification", "Which account", "What it has")
    _tie("ab_user", "qualification", "Who", "What they have", name="person")
    _cover_the_accounts_that_are_there()


def _cover_the_accounts_that_are_there():
    """Whoever opens cases today goes on: each tree gets an agreement without an end, for all product lines."""
    account = sa.table("account", sa.column("id"), sa.column("parent_id"))
    tops = op.get_bind().scalars(sa.select(account.c.id).where(account.c.parent_id.is_(None))).all()
    if not tops:
        return
    kinds = (sa.column("id", sa.Integer), sa.column("code"), sa.column("name", sa.JSON), sa.column("rank"))
    kind = sa.table("agreement_kind", *kinds)
    op.bulk_insert(kind, [{"code": c, "name": n, "rank": r * 10} for r, (c, n) in enumerate(KINDS, 1)])
    first = op.get_bind().scalar(sa.select(kind.c.id).where(kind.c.code == "maintenance"))
    columns = ("account_id", "kind_id", "starts_on")
    agreement = sa.table("agreement", *(sa.column(name) for name in columns))
    today = date.today()
    op.bulk_insert(agreement, [dict(zip(columns, (top, first, today), strict=True)) for top in tops])


def _named(table):
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        sa.Column("name", sa.JSON(), nullable=False, comment="Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
    )


def _names(table, comment, column=""):
    key = sa.ForeignKey(f"{table}.id")
    return sa.Column(column or f"{table}_id", sa.Integer(), key, nullable=False, comment=comment)


def _tie(one, other, one_is, other_is, name=""):
    """A table of pairs; they go with the first of the two."""
    name = name or one
    key = sa.ForeignKey(f"{one}.id", ondelete="CASCADE")
    op.create_table(
        f"{name}_{other}",
        sa.Column(f"{name}_id", sa.Integer(), key, primary_key=True, comment=one_is),
        sa.Column(
            f"{other}_id", sa.Integer(), sa.ForeignKey(f"{other}.id"), primary_key=True, comment=other_is
        ),
    )
    op.create_index(f"ix_{name}_{other}_{other}_id", f"{name}_{other}", [f"{other}_id"])


def downgrade():
    for table in ("person_qualification", "account_qualification", "agreement_product_line", "agreement"):
        op.drop_table(table)
    for table in ("qualification", "agreement_kind"):
        op.drop_table(table)
