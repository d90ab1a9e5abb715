"""Rules and reasons for closing, links between cases.

Revision: 0026, after 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

OPEN = ("new", "new_assigned", "in_progress", "on_hold", "pending_response")


def upgrade():
    op.create_table(
        "closing_rule",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "request_type",
            sa.String(40),
            nullable=False,
            unique=True,
            comment="Code of the request type; empty: all that have no rule of their own",
        ),
        sa.Column(
            "reminds_after",
            sa.String(60),
            nullable=False,
            comment="Days without an answer after which is reminded, with commas",
        ),
        sa.Column(
            "resolves_after",
            sa.Integer(),
            nullable=False,
            comment="Days without an answer after which it counts as resolved; 0: never",
        ),
        sa.Column(
            "reopens_within",
            sa.Integer(),
            nullable=False,
            comment="Days in which a closed case may be reopened; 0: it may not",
        ),
        sa.Column(
            "counts_working_days",
            sa.Boolean(),
            nullable=False,
            comment="Weekends and holidays do not count",
        ),
        sa.Column("country", sa.String(2), nullable=False, comment="Whose holidays, ISO 3166"),
        sa.Column("time_zone", sa.String(40), nullable=False, comment="Where a day begins and ends"),
    )
    op.create_table(
        "closing_reason",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"
        ),
        sa.Column("name", sa.JSON(), nullable=False, comment="Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
        sa.Column("text", sa.JSON(), nullable=False, comment="What the customer reads, per language"),
        sa.Column(
            "link",
            sa.String(500),
            nullable=False,
            comment="Where more is to be read: a path of the portal or an address",
        ),
        sa.Column("is_offered", sa.Boolean(), nullable=False, comment="The desk may choose it"),
    )
    op.create_table(
        "case_link",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column(
            "case_id",
            sa.Integer(),
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            nullable=False,
            comment="Of which case it is said",
        ),
        sa.Column(
            "other_id",
            sa.Integer(),
            sa.ForeignKey("case.id", ondelete="CASCADE"),
            nullable=False,
            comment="About which other",
        ),
        sa.Column(
            "kind", sa.String(20), nullable=False, comment="follows, relates, duplicates or blocks"
        ),
        sa.Column(
            "person_id", sa.Integer(), sa.ForeignKey("ab_user.id"), nullable=False, comment="Who said so"
        ),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When"),
        sa.UniqueConstraint("case_id", "other_id", "kind", name="ux_case_link"),
    )
    op.create_index("ix_case_link_other_id", "case_link", ["other_id"])
    _widen()
    _allow()


def _widen():
    moments = {
        "pending_since": "Since when the customer is to answer",
        "closes_at": "Pending: counts as resolved then. Closed: until then it may be reopened",
        "next_step_at": "When the clock has something to do with it",
        "closed_for_good_at": "Since when it cannot be reopened",
    }
    for name, comment in moments.items():
        op.add_column("case", sa.Column(name, sa.DateTime(), comment=comment))
    op.add_column(
        "case",
        sa.Column(
            "closing_reason_id",
            sa.Integer(),
            sa.ForeignKey("closing_reason.id"),
            comment="Why it was closed, where the desk or the clock said so",
        ),
        inline_references=True,
    )
    op.create_index("ix_case_next_step_at", "case", ["next_step_at"])
    op.add_column(
        "request_draft",
        sa.Column(
            "follows_id",
            sa.Integer(),
            sa.ForeignKey("case.id"),
            comment="The closed case that it goes on from",
        ),
        inline_references=True,
    )
    op.add_column(
        "status",
        sa.Column(
            "needs_closing_reason",
            sa.Boolean(),
            server_default=sa.false(),
            nullable=False,
            comment="The desk says why when it sets this",
        ),
    )


def _allow():
    """What new installations get with the shipped scales: reopening, and closing with a reason."""
    op.execute("UPDATE status SET needs_closing_reason = true WHERE code = 'resolved'")
    _add_changes(("customer", "agent", "desk_manager"), ("resolved", "cancelled"), "in_progress", "true")
    _add_changes(("agent", "desk_manager"), (*OPEN, "solution_suggested"), "resolved", "false")
    _reword_resolved()


def _add_changes(roles, before, after, needs_reason):
    op.execute(
        f"""
        INSERT INTO status_change (role_id, from_id, to_id, needs_reason)
        SELECT role_text.role_id, old.id, new.id, {needs_reason}
        FROM role_text, status AS old, status AS new
        WHERE role_text.code IN ({_quoted(roles)}) AND old.code IN ({_quoted(before)})
        AND new.code = '{after}' AND NOT EXISTS (
            SELECT 1 FROM status_change AS known WHERE known.role_id = role_text.role_id
            AND known.from_id = old.id AND known.to_id = new.id)
        """
    )


def _quoted(codes):
    return ", ".join(f"'{code}'" for code in codes)


def _reword_resolved():
    """Not everything that is resolved was accepted; a text that somebody changed stays."""
    status = sa.table("status", sa.column("code"), sa.column("meaning", sa.JSON()))
    bind, is_resolved = op.get_bind(), status.c.code == "resolved"
    shipped = {"en": "You accepted the solution.", "nl": "U hebt de oplossing geaccepteerd."}
    reworded = {"en": "The case counts as solved.", "nl": "De melding geldt als opgelost."}
    if bind.scalar(sa.select(status.c.meaning).where(is_resolved)) == shipped:
        bind.execute(sa.update(status).where(is_resolved).values(meaning=reworded))


def downgrade():
    op.drop_column("status", "needs_closing_reason")
    op.drop_column("request_draft", "follows_id")
    op.drop_index("ix_case_next_step_at", "case")
    for name in ("closing_reason_id", "closed_for_good_at", "next_step_at", "closes_at", "pending_since"):
        op.drop_column("case", name)
    op.drop_table("case_link")
    op.drop_table("closing_reason")
    op.drop_table("closing_rule")
