"""People follow cases of others.

Revision: 0020, after 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "subscription",
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
            comment="Who follows it",
        ),
        sa.Column("at", sa.DateTime(), nullable=False, comment="Since when"),
    )
    op.create_index("ix_subscription_person_id", "subscription", ["person_id"])


def downgrade():
    op.drop_table("subscription")
