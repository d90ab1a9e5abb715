"""Lists are filtered and counted within their indexes.

Revision: 0011, after 0010
"""

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

BEFORE = {
    "ix_case_updated": ["updated_at", "id"],
    "ix_case_root_updated": ["root_id", "updated_at", "id"],
    "ix_case_owner_updated": ["owner_id", "updated_at", "id"],
}
MORE = {
    "ix_case_updated": ["is_open", "status_id", "priority_id"],
    "ix_case_root_updated": ["is_open", "status_id", "priority_id"],
    "ix_case_owner_updated": ["is_open", "root_id"],
}


def upgrade():
    for name, columns in BEFORE.items():
        op.drop_index(name, "case")
        op.create_index(name, "case", [*columns, *MORE[name]])


def downgrade():
    for name, columns in BEFORE.items():
        op.drop_index(name, "case")
        op.create_index(name, "case", columns)
