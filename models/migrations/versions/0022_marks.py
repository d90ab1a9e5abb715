"""What is new to whom, scales of priorities, who watches which account, and the mail of the day.

Revision: 0022, after 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

FIRST_SCALE = "standard"
ON_CASE = (
    ("last_note_at", "When the last note came that the customer reads"),
    ("last_mail_at", "The same of the last mail"),
    ("owner_seen_at", "Up to when the owner has seen it"),
)


def upgrade():
    for name, comment in ON_CASE:
        op.add_column("case", sa.Column(name, sa.DateTime(), comment=comment))
    _of_subscriptions()
    _of_scales()
    _watch()
    _digest()
    _customers_say_that_it_is_solved()


def _of_subscriptions():
    op.add_column(
        "subscription",
        sa.Column(
            "is_muted",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="Wants no mail about it, though it concerns them",
        ),
    )
    op.add_column("subscription", sa.Column("seen_at", sa.DateTime(), comment="Up to when they have seen it"))


def _of_scales():
    op.create_table(
        "priority_scale",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        sa.Column("name", sa.JSON(), nullable=False, comment="Word shown, per language"),
        sa.Column("rank", sa.Integer(), nullable=False, comment="Order; the lowest comes first"),
    )
    op.add_column(
        "priority",
        sa.Column(
            "scale", sa.String(40), nullable=False, server_default=FIRST_SCALE, comment="Code of its scale"
        ),
    )


def _person(comment, **options):
    key = sa.ForeignKey("ab_user.id", ondelete="CASCADE")
    return sa.Column("person_id", sa.Integer(), key, comment=comment, **options)


def _watch():
    account = sa.ForeignKey("account.id", ondelete="CASCADE")
    op.create_table(
        "account_watch",
        sa.Column("account_id", sa.Integer(), account, primary_key=True, comment="Which account"),
        _person("Who watches it", primary_key=True),
        sa.Column(
            "with_below",
            sa.Boolean(),
            nullable=False,
            server_default=sa.false(),
            comment="The accounts below it too",
        ),
        sa.Column("at", sa.DateTime(), nullable=False, comment="Since when"),
    )
    op.create_index("ix_account_watch_person_id", "account_watch", ["person_id"])


def _digest():
    event = sa.ForeignKey("case_event.id", ondelete="CASCADE")
    message = sa.ForeignKey("message.id", ondelete="CASCADE")
    mail = sa.ForeignKey("outgoing_mail.id", ondelete="SET NULL")
    op.create_table(
        "digest_entry",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Row id"),
        _person("To whom", nullable=False),
        sa.Column("event_id", sa.Integer(), event, comment="What it tells of"),
        sa.Column("message_id", sa.Integer(), message, comment="Or which message"),
        sa.Column("due_at", sa.DateTime(), nullable=False, comment="When the day's mail goes out"),
        sa.Column("mail_id", sa.Integer(), mail, comment="The mail that tells it"),
        sa.UniqueConstraint("event_id", "person_id", name="ux_digest_entry_event"),
        sa.UniqueConstraint("message_id", "person_id", name="ux_digest_entry_message"),
    )
    op.create_index("ix_digest_entry_person_id", "digest_entry", ["person_id"])
    op.create_index("ix_digest_entry_due", "digest_entry", ["mail_id", "due_at", "person_id"])


def _customers_say_that_it_is_solved():
    """Where the portal runs already, the change that new ones ship with; administrators can take it away."""
    op.execute(
        "INSERT INTO status_change (role_id, from_id, to_id, needs_reason) "
        "SELECT r.role_id, f.id, t.id, false FROM role_text r "
        "JOIN status f ON f.is_open JOIN status t ON t.code = 'resolved' "
        "WHERE r.code = 'customer' AND NOT EXISTS (SELECT 1 FROM status_change c "
        "WHERE c.role_id = r.role_id AND c.from_id = f.id AND c.to_id = t.id)"
    )


def downgrade():
    op.drop_table("digest_entry")
    op.drop_table("account_watch")
    op.drop_column("priority", "scale")
    op.drop_table("priority_scale")
    op.drop_column("subscription", "seen_at")
    op.drop_column("subscription", "is_muted")
    for name, _comment in ON_CASE:
        op.drop_column("case", name)
