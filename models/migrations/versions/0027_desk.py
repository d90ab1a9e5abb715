"""Teams, macros, merged cases, severity.

The columns of a case are empty for those that are there, so that neither database writes a case anew.

Revision: 0027, after 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

OF_CASES = {
    "team_id": ("team", "Waits for which team"),
    "severity_id": ("severity", "How severe it is, as the desk reviewed it"),
    "merged_into_id": ("case", "Into which case it was merged"),
}


def upgrade():
    _named("team", _flag("is_active", "Cases may be given to it"), _flag("tells_members", "A case that comes to it is mailed"))
    op.create_table(
        "team_member",
        _key("team_id", "team", "Which team", primary_key=True),
        _key("person_id", "ab_user", "Who is in it", primary_key=True),
    )
    op.create_index("ix_team_member_person_id", "team_member", ["person_id"])
    _named("severity", _texts("definition", "When it holds, per language"), _flag("is_offered", "May be given to cases"))
    _make_macros()
    for name, (table, comment) in OF_CASES.items():
        column = sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), comment=comment)
        op.add_column("case", column, inline_references=True)
    queue = ["is_open", "team_id", sa.literal_column("priority_rank DESC"), "created_at", "id"]
    op.create_index("ix_case_team_queue", "case", queue)
    _make_merges()


def _make_macros():
    _named(
        "macro",
        _flag("is_active", "Agents are offered it"),
        _names("for_team_id", "team", "Only for members of this team; empty: for the whole desk"),
        _names("status_id", "status", "Sets this status"),
        _names("priority_id", "priority", "Sets this priority"),
        sa.Column("assigns", sa.String(10), nullable=False, comment="me, nobody, or empty: stays"),
        _names("team_id", "team", "Gives it to this team"),
        _texts("body", "Text of the note, Markdown, per language"),
        _flag("is_internal", "Only the desk reads the note"),
        _texts("task_title", "Title of a task it adds, per language"),
    )


def _make_merges():
    op.create_table(
        "case_merge",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _key("case_id", "case", "Which case ended", nullable=False),
        _key("into_id", "case", "Into which case", nullable=False),
        _names("person_id", "ab_user", "Who merged them", nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When"),
        sa.Column("carried", sa.JSON(), nullable=False, comment="Notes, files, subscribers; how it stood"),
        sa.Column("undone_at", sa.DateTime(), comment="When it was taken back"),
        _names("undone_by_id", "ab_user", "Who took it back"),
    )
    op.create_index("ix_case_merge_case", "case_merge", ["case_id", "id"])
    op.create_index("ix_case_merge_into", "case_merge", ["into_id", "id"])


def _named(table, *columns):
    op.create_table(
        table,
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        _texts("name", "Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
        *columns,
    )


def _texts(name, comment):
    return sa.Column(name, sa.JSON(), nullable=False, comment=comment)


def _flag(name, comment):
    return sa.Column(name, sa.Boolean(), nullable=False, comment=comment)


def _names(name, table, comment, **more):
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id"), comment=comment, **more)


def _key(name, table, comment, **more):
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete="CASCADE"), comment=comment, **more)


def downgrade():
    op.drop_table("case_merge")
    op.drop_index("ix_case_team_queue", "case")
    for name in OF_CASES:
        op.drop_column("case", name)
    for table in ("macro", "severity", "team_member", "team"):
        op.drop_table(table)
