"""Escalations and ratings.

Revision: 0025, after 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

RULE = sa.table("escalation_rule", sa.column("id"), sa.column("allowance"), sa.column("counted_for"))


def _person(name, comment, **kwargs):
    return sa.Column(name, sa.Integer(), sa.ForeignKey("ab_user.id"), comment=comment, **kwargs)


def _case(**kwargs):
    key = sa.ForeignKey("case.id", ondelete="CASCADE")
    return sa.Column("case_id", sa.Integer(), key, nullable=False, comment="Which case", **kwargs)


def upgrade():
    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _case(),
        sa.Column(
            "state",
            sa.String(20),
            nullable=False,
            comment="raised, in_progress, on_hold, cancelled, closed, completed",
        ),
        sa.Column("reason", sa.Text(), nullable=False, comment="Why it was raised, plain text"),
        sa.Column(
            "expectation", sa.Text(), nullable=False, comment="What is expected to happen, plain text"
        ),
        sa.Column("answer", sa.Text(), nullable=False, comment="What management says to it, plain text"),
        sa.Column(
            "counted_as", sa.String(40), nullable=False, comment="Whose and of which month: 7:2026-11"
        ),
        sa.Column("slot", sa.Integer(), nullable=False, comment="The how manieth of those"),
        _person("raised_by_id", "Who raised it", nullable=False),
        sa.Column("raised_at", sa.DateTime(), nullable=False, comment="When it was raised"),
        _person("handled_by_id", "Who of management answered last"),
        sa.Column("handled_at", sa.DateTime(), comment="When that was"),
        _person("ended_by_id", "Who ended it"),
        sa.Column("ended_at", sa.DateTime(), comment="When it ended; empty: it goes on"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the changes; a stale one is refused"
        ),
        sa.UniqueConstraint("counted_as", "slot", name="ux_escalation_slot"),
    )
    op.create_index("ix_escalation_case", "escalation", ["case_id", "id"])
    op.create_index("ix_escalation_state", "escalation", ["state", "id"])
    op.create_index("ix_escalation_raised_by_id", "escalation", ["raised_by_id"])
    is_open = sa.text("ended_at IS NULL")
    op.create_index(
        "ux_escalation_open",
        "escalation",
        ["case_id"],
        unique=True,
        sqlite_where=is_open,
        postgresql_where=is_open,
    )
    _settings()
    _ratings()
    _shares()


def _settings():
    op.create_table(
        "escalation_rule",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Always 1"),
        sa.Column("allowance", sa.Integer(), nullable=False, comment="How many in a month"),
        sa.Column(
            "counted_for",
            sa.String(10),
            nullable=False,
            comment="Of whom they are counted: account or tree",
        ),
    )
    op.bulk_insert(RULE, [{"id": 1, "allowance": 5, "counted_for": "account"}])
    op.add_column(
        "account",
        sa.Column(
            "escalation_allowance",
            sa.Integer(),
            comment="How many escalations in a month; empty: as for all",
        ),
    )
    op.add_column(
        "case",
        sa.Column("escalation_state", sa.String(20), comment="State of its last escalation; empty: none"),
    )


def _ratings():
    op.create_table(
        "rating",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _case(unique=True),
        _person("person_id", "Who rated last", nullable=False),
        sa.Column(
            "score", sa.Integer(), nullable=False, comment="1, very dissatisfied, to 5, very satisfied"
        ),
        sa.Column("remark", sa.Text(), nullable=False, comment="What the customer adds, plain text"),
        sa.Column("rated_at", sa.DateTime(), nullable=False, comment="When it was given first"),
        sa.Column("changed_at", sa.DateTime(), comment="When it was changed last"),
    )
    for column in ("person_id", "rated_at"):
        op.create_index(f"ix_rating_{column}", "rating", [column])
    op.add_column("case", sa.Column("rating", sa.Integer(), comment="What the customer gave, 1 to 5"))


def _shares():
    account = sa.ForeignKey("account.id", ondelete="CASCADE")
    person = sa.ForeignKey("ab_user.id", ondelete="CASCADE")
    op.create_table(
        "case_share",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _case(),
        sa.Column("person_id", sa.Integer(), person, comment="With whom; empty: with an account"),
        sa.Column("account_id", sa.Integer(), account, comment="With whose people; empty: a person"),
        sa.Column("may_write", sa.Boolean(), nullable=False, comment="They may write notes, not only read"),
        sa.Column("until", sa.DateTime(), nullable=False, comment="When it ends"),
        _person("shared_by_id", "Who shared it", nullable=False),
        sa.Column("shared_at", sa.DateTime(), nullable=False, comment="When"),
    )
    for column in ("case_id", "person_id", "account_id", "shared_by_id"):
        op.create_index(f"ix_case_share_{column}", "case_share", [column])


def downgrade():
    for table, column in (("case", "rating"), ("case", "escalation_state"), ("account", "escalation_allowance")):
        op.drop_column(table, column)
    for table in ("case_share", "rating", "escalation_rule", "escalation"):
        op.drop_table(table)
