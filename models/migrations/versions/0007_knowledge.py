"""Knowledge groups, links and articles, whom to turn to about the portal itself.

Revision: 0007, after 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TIES = (
    ("article_tag", "tag_id", "knowledge_tag"),
    ("article_related", "related_id", "article"),
    ("article_product_line", "product_line_id", "product_line"),
    ("article_classification", "classification_id", "classification"),
)
TABLES = ("portal_contact", "reference", "article_answer", *(tie for tie, *_more in TIES))
TABLES += ("article", "knowledge_tag", "knowledge_link", "knowledge_group")


def _id():
    return sa.Column("id", sa.Integer(), primary_key=True, comment="Row id")


def _texts(name, comment):
    return sa.Column(name, sa.JSON(), nullable=False, comment=f"{comment}, per language")


def _rank(comment):
    return sa.Column("rank", sa.Integer(), nullable=False, comment=f"{comment}; the lowest comes first")


def _key(name, table, comment, *, ondelete=None, **more):
    return sa.Column(name, sa.Integer(), sa.ForeignKey(f"{table}.id", ondelete=ondelete), comment=comment, **more)


def upgrade():
    op.create_table(
        "knowledge_group", _id(), _texts("name", "Heading"), _texts("about", "What is in it"), _rank("Order")
    )
    op.create_table(
        "knowledge_link",
        _id(),
        _key("group_id", "knowledge_group", "In which group", nullable=False),
        _texts("title", "Words to click on"),
        sa.Column("address", sa.String(500), nullable=False, comment="Where it leads; http or https"),
        _rank("Order in the group"),
    )
    op.create_index("ix_knowledge_link_group_id", "knowledge_link", ["group_id"])
    op.create_table(
        "knowledge_tag",
        _id(),
        sa.Column("code", sa.String(40), nullable=False, unique=True, comment="Fixed name in code and files"),
        _texts("name", "Word shown"),
        _rank("Order"),
    )
    _article()
    for tie, column, table in TIES:
        op.create_table(
            tie,
            _key("article_id", "article", "Row of article", ondelete="CASCADE", primary_key=True),
            _key(column, table, f"Row of {table}", ondelete="CASCADE", primary_key=True),
        )
        op.create_index(f"ix_{tie}_{column}", tie, [column])
    _of_articles()
    op.create_table(
        "portal_contact",
        sa.Column("id", sa.Integer(), primary_key=True, comment="Always 1"),
        sa.Column("mail", sa.String(320), nullable=False, comment="Mail address for help"),
        sa.Column("phone", sa.String(40), nullable=False, comment="Telephone number for help"),
        _texts("hours", "When somebody answers"),
        _key("account_id", "account", "The portal's own account, made with the first feedback"),
    )
    picture = _key("article_id", "article", "In which article, once saved")
    op.add_column("attachment", picture, inline_references=True)
    op.create_index("ix_attachment_article_id", "attachment", ["article_id"])


def _article():
    op.create_table(
        "article",
        _id(),
        _key("group_id", "knowledge_group", "In which group"),
        sa.Column("kind", sa.String(20), nullable=False, comment="article, faq or guide"),
        sa.Column("state", sa.String(20), nullable=False, comment="draft, published or withdrawn"),
        sa.Column(
            "audience",
            sa.String(20),
            nullable=False,
            comment="everyone, or classification: those tied to it",
        ),
        _texts("title", "Title"),
        _texts("body", "Markdown"),
        sa.Column(
            "words", sa.Text(), nullable=False, comment="Titles, bodies and tags in small letters, for search"
        ),
        _rank("Order in the group"),
        _key("author_id", "ab_user", "Who wrote it first", nullable=False),
        _key("editor_id", "ab_user", "Who changed it last", nullable=False),
        sa.Column("created_at", sa.DateTime(), nullable=False, comment="When it was begun"),
        sa.Column("updated_at", sa.DateTime(), nullable=False, comment="When it last changed"),
        sa.Column("published_at", sa.DateTime(), comment="When it was last published"),
        sa.Column(
            "version", sa.Integer(), nullable=False, comment="Counts the edits; a stale one is refused"
        ),
    )
    op.create_index("ix_article_group", "article", ["group_id", "state", "rank", "id"])
    op.create_index("ix_article_updated_at", "article", ["updated_at"])


def _of_articles():
    op.create_table(
        "article_answer",
        _key("article_id", "article", "Of which article", ondelete="CASCADE", primary_key=True),
        _key("person_id", "ab_user", "Who", ondelete="CASCADE", primary_key=True),
        sa.Column("is_helpful", sa.Boolean(), nullable=False, comment="Yes or no"),
        sa.Column("words", sa.Text(), nullable=False, comment="What is missing, in the reader's words"),
        sa.Column("at", sa.DateTime(), nullable=False, comment="When"),
    )
    op.create_index("ix_article_answer_person_id", "article_answer", ["person_id"])
    op.create_table(
        "reference",
        _id(),
        _key("article_id", "article", "In which article", ondelete="CASCADE"),
        _key("link_id", "knowledge_link", "Or of which link", ondelete="CASCADE"),
        sa.Column("address", sa.String(500), nullable=False, comment="Where it leads"),
        sa.Column(
            "result", sa.String(20), nullable=False, comment="unchecked, ok, broken or refused"
        ),
        sa.Column("why", sa.String(200), nullable=False, comment="Code of the answer, or what went wrong"),
        sa.Column("checked_at", sa.DateTime(), comment="When it was last tried"),
    )
    for column in ("article_id", "link_id", "address"):
        op.create_index(f"ix_reference_{column}", "reference", [column])
    op.create_index("ix_reference_due", "reference", ["checked_at", "id"])


def downgrade():
    op.drop_index("ix_attachment_article_id", table_name="attachment")
    if op.get_bind().dialect.name == "sqlite":
        with op.batch_alter_table("attachment") as attachment:  # SQLite drops no column that refers elsewhere
            attachment.drop_column("article_id")
    else:
        op.drop_column("attachment", "article_id")
    for table in TABLES:
        op.drop_table(table)
