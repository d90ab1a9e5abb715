"""Answers to notes, tasks, drafts, corrections, and who is there.

Revision: 0023, after 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _to("case_id", "case", "On which case", ondelete="CASCADE"),
        sa.Column("title", sa.String(200), nullable=False, comment="What is to be done, in one line"),
        _to("owner_id", "ab_user", "Who does it"),
        sa.Column("state", sa.String(10), nullable=False, comment="open or done"),
        sa.Column("due_on", sa.Date(), nullable=True, comment="The day by which it is to be done"),
        sa.Column("is_internal", sa.Boolean(), nullable=False, comment="Its notes stay at the desk"),
        _to("created_by_id", "ab_user", "Who made it"),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was made"),
        sa.Column("done_at", sa.DateTime(), nullable=True, comment="When it was done"),
    )
    op.create_index("ix_task_case", "task", ["case_id", "id"])
    op.create_index("ix_task_owner", "task", ["owner_id", "state", "due_on", "id"])
    op.add_column("case", sa.Column("open_tasks", sa.Integer(), server_default="0", nullable=False, comment=OPEN_TASKS))
    for column in (
        sa.Column("reply_to_id", sa.Integer(), sa.ForeignKey("note.id"), comment="The note that it answers"),
        sa.Column("task_id", sa.Integer(), sa.ForeignKey("task.id"), comment="The task that it belongs to"),
    ):
        op.add_column("note", column, inline_references=True)
    for column in (
        sa.Column("task_title", sa.String(200), server_default="", nullable=False, comment="As the task says"),
        sa.Column("edited_at", sa.DateTime(), comment="When its words were changed"),
        sa.Column("withdrawn_at", sa.DateTime(), comment="When it was taken back"),
        sa.Column("changed_at", sa.DateTime(), comment="When an open page must draw it anew"),
    ):
        op.add_column("note", column)
    op.create_table(
        "note_version",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _to("case_id", "case", "On which case", ondelete="CASCADE"),
        _to("note_id", "note", "Of which note", ondelete="CASCADE"),
        _to("person_id", "ab_user", "Who wrote it"),
        sa.Column("side", sa.String(10), nullable=False, comment="As the note says"),
        sa.Column("is_internal", sa.Boolean(), nullable=False, comment="As the note says"),
        sa.Column("is_withdrawn", sa.Boolean(), nullable=False, comment="What the note said when it was taken back"),
        sa.Column("body", sa.Text(), nullable=False, comment="What the note said until then, Markdown"),
        sa.Column("at", sa.DateTime(), nullable=False, comment="Until when"),
    )
    op.create_index("ix_note_version_note", "note_version", ["note_id", "id"])
    op.create_index("ix_note_version_case", "note_version", ["case_id"])
    op.create_table(
        "note_draft",
        _to("person_id", "ab_user", "Whose", primary_key=True, ondelete="CASCADE"),
        _to("case_id", "case", "On which case", primary_key=True, index=True, ondelete="CASCADE"),
        sa.Column("body", sa.Text(), nullable=False, comment="What was typed so far"),
        sa.Column("is_internal", sa.Boolean(), nullable=False, comment="Meant for the desk only"),
        sa.Column("nonce", sa.String(64), nullable=False, comment="The form, for which files may wait"),
        sa.Column("reply_to_id", sa.Integer(), sa.ForeignKey("note.id", ondelete="SET NULL"), comment="The note that it answers"),
        sa.Column("task_id", sa.Integer(), sa.ForeignKey("task.id", ondelete="SET NULL"), comment="The task that it belongs to"),
        sa.Column("updated_at", sa.DateTime(), nullable=False, comment="When it was kept"),
    )
    op.create_table(
        "presence",
        _to("case_id", "case", "On which page", primary_key=True, ondelete="CASCADE"),
        _to("person_id", "ab_user", "Who", primary_key=True, index=True, ondelete="CASCADE"),
        sa.Column("side", sa.String(10), nullable=False, comment="customer or desk"),
        sa.Column("is_internal", sa.Boolean(), nullable=False, comment="What is being typed is for the desk only"),
        sa.Column("seen_at", sa.DateTime(), nullable=False, comment="When the page was last open"),
        sa.Column("typed_at", sa.DateTime(), nullable=True, comment="When something was last typed there"),
    )
    op.create_index("ix_presence_seen_at", "presence", ["seen_at"])


OPEN_TASKS = "How many tasks are still to be done"


def _to(name, table, comment, *, ondelete=None, index=False, **more):
    key = sa.ForeignKey(f"{table}.id", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, nullable=False, index=index, comment=comment, **more)


def downgrade():
    for table in ("presence", "note_draft", "note_version"):
        op.drop_table(table)
    for column in ("changed_at", "withdrawn_at", "edited_at", "task_title", "task_id", "reply_to_id"):
        op.drop_column("note", column)
    op.drop_column("case", "open_tasks")
    op.drop_table("task")
