"""Articles that are found by their title come first.

A plain column: a table made anew would lose its triggers on SQLite (see 0008).

Revision: 0017, after 0016
"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

COMMENT = "Words of the titles without accents, each between spaces: what is found by them comes first"
ARTICLE = sa.table(
    "article", sa.column("id", sa.Integer), sa.column("title", sa.JSON), sa.column("head", sa.Text)
)


def upgrade():
    op.add_column("article", sa.Column("head", sa.Text(), server_default="", nullable=False, comment=COMMENT))
    bind = op.get_bind()
    for row in bind.execute(sa.select(ARTICLE.c.id, ARTICLE.c.title)).all():
        bind.execute(sa.update(ARTICLE).where(ARTICLE.c.id == row.id).values(head=_head(row.title)))


def downgrade():
    op.drop_column("article", "head")


def _head(title):
    bare = re.sub("[\u0300-\u036f]+", "", unicodedata.normalize("NFD", " ".join(title.values())))
    words = re.findall(r"[^\W_]+", unicodedata.normalize("NFC", bare.lower()))
    return f" {' '.join(words)} "
