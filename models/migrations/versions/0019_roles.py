"""Roles say whom they are for: customers, or our own people.

Revision: 0019, after 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

COLUMN = sa.Column(
    "for_customers",
    sa.Boolean(),
    nullable=False,
    server_default=sa.false(),
    comment="For people of customers; else for our own",
)


def upgrade():
    op.add_column("role_text", COLUMN)
    role = sa.table("role_text", *map(sa.column, ("role_id", "code", "for_customers")))
    row = sa.table("matrix_row", *map(sa.column, ("role_id", "kind")))
    of_customers = sa.select(row.c.role_id).where(row.c.kind != "every")
    mine = sa.or_(role.c.code == "customer", role.c.role_id.in_(of_customers))
    op.execute(role.update().where(mine).values(for_customers=sa.true()))


def downgrade():
    op.drop_column("role_text", "for_customers")
