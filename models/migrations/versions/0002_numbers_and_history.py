"""Case numbers from a sequence on PostgreSQL, a history that nothing can change, the circle of keys closed.

Revision: 0002, after 0001
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SQLITE_REFUSES = """
CREATE TRIGGER case_event_{act} BEFORE {act} ON case_event
BEGIN SELECT RAISE(ABORT, 'the history of a case cannot be changed'); END
"""
POSTGRESQL_REFUSES = """
CREATE FUNCTION refuse_history_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the history of a case cannot be changed'; END $$
"""


def upgrade():
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(SQLITE_REFUSES.format(act=act))
        return
    op.execute("CREATE SEQUENCE case_number START 10000001")
    op.create_foreign_key("fk_account_manager", "account", "ab_user", ["manager_id"], ["id"])
    op.execute(POSTGRESQL_REFUSES)
    op.execute(
        "CREATE TRIGGER case_event_unchangeable BEFORE UPDATE OR DELETE ON case_event "
        "FOR EACH ROW EXECUTE FUNCTION refuse_history_change()"
    )


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            op.execute(f"DROP TRIGGER case_event_{act}")
        return
    op.execute("DROP TRIGGER case_event_unchangeable ON case_event")
    op.execute("DROP FUNCTION refuse_history_change()")
    op.drop_constraint("fk_account_manager", "account", type_="foreignkey")
    op.execute("DROP SEQUENCE case_number")
