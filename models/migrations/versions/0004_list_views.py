"""Case views that people build and share.

Revision: 0004, after 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "list_view",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row id"),
        sa.Column("person_id", sa.Integer(), nullable=False, comment="Who built it"),
        sa.Column(
            "account_id", sa.Integer(), nullable=True, comment="Shared with the people of this account"
        ),
        sa.Column("audience", sa.String(10), nullable=False, comment="me, account or staff"),
        sa.Column("name", sa.String(60), nullable=False, comment="As its maker calls it"),
        sa.Column("settings", sa.JSON(), nullable=False, comment="Columns, filters, order, rows per page"),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was built"),
        sa.Column(
            "removed_at",
            sa.DateTime(),
            nullable=True,
            comment="When it was deleted; it can be taken back for a while",
        ),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the edits; a stale one is refused"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["ab_user.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_list_view_person", "list_view", ["person_id"])
    op.create_index("ix_list_view_account", "list_view", ["account_id"])
    op.create_index("ix_list_view_audience", "list_view", ["audience"])


def downgrade():
    op.drop_table("list_view")
