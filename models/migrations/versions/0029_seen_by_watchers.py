"""Up to when somebody who watches an account has seen each of its cases.

Revision: 0029, after 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "case_seen",
        sa.Column(
            "case_id",
            sa.Integer(),
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            primary_key=True,
            comment="Which case",
        ),
        sa.Column(
            "person_id",
            sa.Integer(),
            sa.ForeignKey("ab_user.id", ondelete="CASCADE"),
            primary_key=True,
            comment="Who looked",
        ),
        sa.Column("seen_at", sa.DateTime(), nullable=False, comment="Up to when they have seen it"),
    )
    op.create_index("ix_case_seen_person_id", "case_seen", ["person_id"])


def downgrade():
    op.drop_table("case_seen")
