"""Cases and drafts keep what a request type asked.

Cases from before are questions: that is what the one form asked then. The columns come with a default, so that
neither database writes a case anew, and SQLite keeps the triggers of search.

Revision: 0013, after 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ANSWERS = sa.JSON().with_variant(JSONB(), "postgresql")

INDEXES = {
    "ix_case_type": ["request_type", "id"],
    "ix_case_root_type": ["root_id", "request_type", "id"],
    "ix_case_request_type_version_id": ["request_type_version_id"],
}


def upgrade():
    for column in _of_cases():
        op.add_column("case", column, inline_references=True)
    for name, columns in INDEXES.items():
        op.create_index(name, "case", columns)
    op.add_column(
        "attachment",
        sa.Column("field", sa.String(40), nullable=False, server_default="", comment="Answers which field"),
    )
    _make_drafts()


def _of_cases():
    return (
        sa.Column(
            "request_type",
            sa.String(40),
            nullable=False,
            server_default="question",
            comment="Code of the request type",
        ),
        sa.Column(
            "request_type_version_id",
            sa.Integer(),
            sa.ForeignKey("request_type_version.id"),
            comment="As which version it was filled in; empty: not with a request type",
        ),
        sa.Column("values", ANSWERS, nullable=False, server_default="{}", comment="Answers by field code"),
        sa.Column(
            "external_number",
            sa.String(100),
            nullable=False,
            server_default="",
            comment="The customer's own number for it",
        ),
    )


def _make_drafts():
    op.create_table("request_draft", *_of_drafts())
    op.create_index("ix_request_draft_person", "request_draft", ["person_id", "updated_at"])
    for column in ("expires_at", "request_type_version_id"):
        op.create_index(f"ix_request_draft_{column}", "request_draft", [column])


def _of_drafts():
    return (
        sa.Column("key", sa.String(64), primary_key=True, comment="Random; stands in the address"),
        _ours("person_id", "ab_user", "Whose it is; nobody else sees it"),
        sa.Column("request_type", sa.String(40), nullable=False, comment="Code of the request type"),
        _ours("request_type_version_id", "request_type_version", "As which version it is asked"),
        sa.Column(
            "values", ANSWERS, nullable=False, comment="Answers as typed, by field code; never a secret"
        ),
        sa.Column("step", sa.String(40), nullable=False, comment="Code of the step to go on with"),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was begun"),
        sa.Column("updated_at", sa.DateTime(), nullable=False, comment="When something was last kept"),
        sa.Column("expires_at", sa.DateTime(), nullable=False, comment="When it goes by itself"),
    )


def _ours(name, table, words):
    key = sa.ForeignKey(f"{table}.id", ondelete="CASCADE")
    return sa.Column(name, sa.Integer(), key, nullable=False, comment=words)


def downgrade():
    op.drop_table("request_draft")
    op.drop_column("attachment", "field")
    for name in INDEXES:
        op.drop_index(name, "case")
    for column in ("external_number", "values", "request_type_version_id", "request_type"):
        op.drop_column("case", column)
