"""Contacts merged: whose a person is now, and the record of it. Lists are sorted by how a description begins.

Revision: 0016, after 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

INTO = "The person that this one was merged into; empty: a person of their own"


def upgrade():
    into = sa.Column("merged_into_id", sa.Integer(), sa.ForeignKey("ab_user.id"), comment=INTO)
    op.add_column("ab_user", into, inline_references=True)
    op.create_index("ix_ab_user_merged_into_id", "ab_user", ["merged_into_id"])
    op.create_table(
        "person_event",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _person("person_id", "Which person", ondelete="CASCADE", nullable=False),
        sa.Column("kind", sa.String(20), nullable=False, comment="merged, took_over"),
        _person("other_id", "What they went into, or who came in", ondelete="SET NULL"),
        _person("actor_id", "Who; empty: the system"),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When"),
    )
    op.create_index("ix_person_event_person", "person_event", ["person_id", "id"])
    op.create_index("ix_person_event_other_id", "person_event", ["other_id"])
    begins = sa.text("substr(description, 1, 60)")
    op.create_index("ix_case_beginning", "case", [begins, "id"])
    op.create_index("ix_case_root_beginning", "case", ["root_id", begins, "id"])


def _person(name, words, ondelete=None, nullable=True):
    key = sa.ForeignKey("ab_user.id", ondelete=ondelete)
    return sa.Column(name, sa.Integer(), key, nullable=nullable, comment=words)


def downgrade():
    for name in ("ix_case_root_beginning", "ix_case_beginning"):
        op.drop_index(name, "case")
    op.drop_table("person_event")
    op.drop_index("ix_ab_user_merged_into_id", "ab_user")
    op.drop_column("ab_user", "merged_into_id")
