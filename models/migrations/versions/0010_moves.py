"""Accounts moved, merged and deactivated.

Revision: 0010, after 0008
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0008"
branch_labels = None
depends_on = None

OTHERS = (("other_id", "Now above it, or: what it went into, or what came in"), ("before_id", "Above it until then"))


def upgrade():
    op.create_table(
        "account_event",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "account_id",
            sa.Integer(),
            sa.ForeignKey("account.id", ondelete="CASCADE"),
            nullable=False,
            comment="Which account",
        ),
        sa.Column(
            "kind",
            sa.String(20),
            nullable=False,
            comment="moved, merged, took_over, deactivated, reactivated",
        ),
        *(
            sa.Column(name, sa.Integer(), sa.ForeignKey("account.id", ondelete="SET NULL"), comment=words)
            for name, words in OTHERS
        ),
        sa.Column("actor_id", sa.Integer(), sa.ForeignKey("ab_user.id"), comment="Who; empty: the system"),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When"),
    )
    op.create_index("ix_account_event_account", "account_event", ["account_id", "id"])
    for name, _words in OTHERS:
        op.create_index(f"ix_account_event_{name}", "account_event", [name])


def downgrade():
    op.drop_table("account_event")
