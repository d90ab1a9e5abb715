"""Credentials of a case, encrypted, and a log of their use that nothing can change.

Revision: 0018, after 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SQLITE_REFUSES = """
CREATE TRIGGER support_access_{act} BEFORE {act} ON support_access
BEGIN SELECT RAISE(ABORT, 'the log of accesses cannot be changed'); END
"""
POSTGRESQL_REFUSES = """
CREATE FUNCTION refuse_access_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the log of accesses cannot be changed'; END $$
"""


def upgrade():
    op.create_table(
        "secret",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "case_id",
            sa.Integer(),
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            comment="On which case, once sent",
        ),
        sa.Column(
            "draft_key",
            sa.String(64),
            sa.ForeignKey("request_draft.key", ondelete="CASCADE"),
            comment="In which draft, until it is sent",
        ),
        sa.Column("field", sa.String(40), nullable=False, comment="Code of the field that it answers"),
        sa.Column("sealed", sa.Text(), nullable=False, comment="Encrypted; empty: erased"),
        sa.Column("key_id", sa.String(8), nullable=False, comment="With which key; empty: erased"),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("ab_user.id"), nullable=False, comment="Who gave it"
        ),
        sa.Column("kept_at", sa.DateTime(), nullable=False, comment="When it was given"),
        sa.Column("erased_at", sa.DateTime(), comment="When it was erased"),
        sa.UniqueConstraint("case_id", "field", name="ux_secret_case"),
        sa.UniqueConstraint("draft_key", "field", name="ux_secret_draft"),
    )
    for column in ("key_id", "person_id"):
        op.create_index(f"ix_secret_{column}", "secret", [column])
    op.create_table(
        "support_access",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "case_id",
            sa.Integer(),
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            nullable=False,
            comment="On which case",
        ),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("ab_user.id"), comment="Who; empty: the system"
        ),
        sa.Column("kind", sa.String(10), nullable=False, comment="read, erased or system"),
        sa.Column("field", sa.String(40), nullable=False, comment="Which credential"),
        sa.Column("remark", sa.Text(), nullable=False, comment="What was done in the system, plain text"),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When"),
    )
    op.create_index("ix_support_access_case", "support_access", ["case_id", "id"])
    _forbid_changes()


def _forbid_changes():
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE_REFUSES.format(act=act))
        return
    op.execute(POSTGRESQL_REFUSES)
    op.execute(
        "CREATE TRIGGER support_access_unchangeable BEFORE UPDATE OR DELETE ON support_access "
        "FOR EACH ROW EXECUTE FUNCTION refuse_access_change()"
    )


def downgrade():
    op.drop_table("support_access")
    op.drop_table("secret")
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_access_change()")
