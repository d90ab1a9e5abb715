"""Descriptions of files, files taken back, doors of events.

Revision: 0024, after 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade():
    for column in _of_files():
        op.add_column("attachment", column, inline_references=True)
    words = "Through which: page, mail, api, rule"
    op.add_column(
        "case_event", sa.Column("door", sa.String(10), nullable=False, server_default="page", comment=words)
    )


def _of_files():
    return (
        sa.Column(
            "description",
            sa.String(300),
            nullable=False,
            server_default="",
            comment="What it shows, in words of who sent it",
        ),
        sa.Column("withdrawn_at", sa.DateTime(), comment="Taken back then; the row stays as a trace"),
        sa.Column("withdrawn_by_id", sa.Integer(), sa.ForeignKey("ab_user.id"), comment="Who took it back"),
    )


def downgrade():
    op.drop_column("case_event", "door")
    for name in ("withdrawn_by_id", "withdrawn_at", "description"):
        op.drop_column("attachment", name)
