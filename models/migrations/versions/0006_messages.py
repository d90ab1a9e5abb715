"""Product updates and announcements, their audience and who has read them.

Revision: 0006, after 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        "message",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row id"),
        sa.Column("kind", sa.String(20), nullable=False, comment="update or announcement"),
        sa.Column("title", sa.JSON(), nullable=False, comment="One line, per language"),
        sa.Column("body", sa.JSON(), nullable=False, comment="Markdown, per language"),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="Titles and bodies in small letters, for search"
        ),
        sa.Column("is_urgent", sa.Boolean(), nullable=False, comment="A banner on every page until read"),
        sa.Column(
            "state",
            sa.String(20),
            nullable=False,
            comment="draft, scheduled, published, expired, withdrawn",
        ),
        sa.Column(
            "visible_from",
            sa.DateTime(),
            nullable=True,
            comment="Not seen before; empty: from publishing on",
        ),
        sa.Column(
            "visible_until",
            sa.DateTime(),
            nullable=True,
            comment="In the archive from then on; empty: no end",
        ),
        sa.Column("for_everyone", sa.Boolean(), nullable=False, comment="The audience is everybody"),
        sa.Column("by_mail", sa.Boolean(), nullable=False, comment="Also sent by mail when it is published"),
        sa.Column(
            "mail_state",
            sa.String(10),
            server_default="",
            nullable=False,
            comment="Empty, waiting or done: writing the mails",
        ),
        sa.Column(
            "mailed_up_to",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="The last person for whom the mail was written",
        ),
        sa.Column(
            "mails_written",
            sa.Integer(),
            server_default=sa.text("0"),
            nullable=False,
            comment="How many mails there are so far",
        ),
        sa.Column(
            "nonce",
            sa.String(64),
            nullable=True,
            comment="Of the form that made it: sent twice, it makes one",
        ),
        sa.Column("author_id", sa.Integer(), nullable=False, comment="Who wrote it"),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was begun"),
        sa.Column("updated_at", sa.DateTime(), nullable=False, comment="When it last changed"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the edits; a stale one is refused"
        ),
        sa.ForeignKeyConstraint(["author_id"], ["ab_user.id"]),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("nonce"),
    )
    op.create_index("ix_message_shown", "message", ["state", "visible_from", "id"])
    op.create_index("ix_message_ends", "message", ["state", "visible_until"])
    op.create_index("ix_message_mail", "message", ["mail_state"])
    _audience()
    op.create_table(
        "message_read",
        sa.Column("person_id", sa.Integer(), nullable=False, comment="Who"),
        sa.Column("message_id", sa.Integer(), nullable=False, comment="Which message"),
        sa.Column("read_at", sa.DateTime(), nullable=False, comment="When"),
        sa.ForeignKeyConstraint(["person_id"], ["ab_user.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("person_id", "message_id"),
    )
    op.create_index("ix_message_read_message_id", "message_read", ["message_id"])
    _elsewhere()


def _audience():
    op.create_table(
        "message_audience",
        sa.Column("id", sa.Integer(), nullable=False, comment="Row id"),
        sa.Column("message_id", sa.Integer(), nullable=False, comment="Of which message"),
        sa.Column("account_id", sa.Integer(), nullable=True, comment="The people of this account"),
        sa.Column(
            "with_sub_accounts",
            sa.Boolean(),
            nullable=False,
            comment="And of all accounts below that account",
        ),
        sa.Column("classification_id", sa.Integer(), nullable=True, comment="Accounts of this kind"),
        sa.Column("product_line_id", sa.Integer(), nullable=True, comment="Accounts that have this"),
        sa.ForeignKeyConstraint(["message_id"], ["message.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["classification_id"], ["classification.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["product_line_id"], ["product_line.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    for column in ("message_id", "account_id", "classification_id", "product_line_id"):
        op.create_index(f"ix_message_audience_{column}", "message_audience", [column])


REFERENCES = (
    ("attachment", "message_id", "In which message, once saved"),
    ("outgoing_mail", "about_message_id", "Which message it brings"),
)
COUNTERS = (
    ("setup_stamp", "messages", "Moves when messages or their readers change"),
    ("ab_user", "messages_read", "Moves when the person reads a message"),
)


def _elsewhere():
    """Nothing refers to the two tables that SQLite rebuilds here, so nothing goes along with them."""
    for table, column, words in REFERENCES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True, comment=words))
            batch.create_foreign_key(
                f"fk_{table}_{column}", "message", [column], ["id"], ondelete="CASCADE"
            )
    op.create_index("ix_attachment_message_id", "attachment", ["message_id"])
    op.create_index(
        "ux_outgoing_mail_message", "outgoing_mail", ["about_message_id", "person_id"], unique=True
    )
    for table, column, words in COUNTERS:
        zero = sa.text("0")
        op.add_column(
            table, sa.Column(column, sa.Integer(), server_default=zero, nullable=False, comment=words)
        )


def downgrade():
    op.drop_index("ux_outgoing_mail_message", table_name="outgoing_mail")
    op.drop_index("ix_attachment_message_id", table_name="attachment")
    for table, column, _words in REFERENCES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(f"fk_{table}_{column}", type_="foreignkey")
            batch.drop_column(column)
    for table, column, _words in COUNTERS:
        op.drop_column(table, column)
    for table in ("message_read", "message_audience", "message"):
        op.drop_table(table)
