"""Work in the background: imports and exports, with their progress.

Revision: 0003, after 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "background_work",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row id"),
        sa.Column("person_id", sa.Integer(), nullable=False, comment="For whom, and through whose eyes"),
        sa.Column("kind", sa.String(40), nullable=False, comment="export_cases, import_accounts, …"),
        sa.Column(
            "state",
            sa.String(20),
            nullable=False,
            comment="prepared, waiting, running, done, failed, cancelled",
        ),
        sa.Column("asked", sa.JSON(), nullable=False, comment="What exactly was asked"),
        sa.Column("done", sa.Integer(), nullable=False, comment="Rows dealt with so far"),
        sa.Column("total", sa.Integer(), nullable=True, comment="Rows altogether, once known"),
        sa.Column("outcome", sa.JSON(), nullable=False, comment="What came of it, in numbers"),
        sa.Column("error", sa.String(40), nullable=False, comment="Code of the sentence why it failed"),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="How often it was begun"),
        sa.Column(
            "not_before", sa.DateTime(), nullable=False, comment="Due from then on; of a lease, its end"
        ),
        sa.Column("source_key", sa.String(64), nullable=True, comment="The file it reads, in the file store"),
        sa.Column(
            "source_name", sa.String(255), nullable=False, comment="That file, as its sender called it"
        ),
        sa.Column("result_key", sa.String(64), nullable=True, comment="The file it made, in the file store"),
        sa.Column("result_name", sa.String(255), nullable=False, comment="That file, as it is downloaded"),
        sa.Column("result_size", sa.Integer(), nullable=True, comment="Bytes of that file"),
        sa.Column(
            "seen_with",
            sa.String(64),
            nullable=False,
            comment="Hash of what its person might see when the file was made",
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was asked"),
        sa.Column("started_at", sa.DateTime(), nullable=True, comment="When it was last begun"),
        sa.Column("finished_at", sa.DateTime(), nullable=True, comment="When it ended, however it did"),
        sa.ForeignKeyConstraint(["person_id"], ["ab_user.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("ix_background_work_due", "background_work", ["state", "not_before", "id"])
    op.create_index("ix_background_work_person", "background_work", ["person_id", "id"])
    op.create_index("ix_background_work_created_at", "background_work", ["created_at"])


def downgrade():
    op.drop_table("background_work")
