"""What a merge moves is put into the words of search once; the logs withstand what takes rows without DELETE.

A merge moves every note of a case. A trigger that writes all words of both cases for each of them takes
minutes for a long conversation; the case itself says when all of it has moved (merged_into_id). TRUNCATE on
PostgreSQL and INSERT OR REPLACE on SQLite remove rows past the triggers that refuse UPDATE and DELETE.

Revision: 0028, after 0027
"""

from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

NOTED_AGAIN = 'UPDATE "case" SET description = description WHERE id IN (OLD.case_id, NEW.case_id)'
MERGED = 'UPDATE "case" SET description = description WHERE id IN (OLD.id, OLD.merged_into_id, NEW.merged_into_id)'
POSTGRESQL_MERGED = """
CREATE FUNCTION note_words_of_merge() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_case_words(id) FROM "case" WHERE id IN (OLD.id, OLD.merged_into_id, NEW.merged_into_id);
  RETURN NULL;
END $$;
CREATE TRIGGER case_words_merged AFTER UPDATE OF merged_into_id ON "case" FOR EACH ROW
  WHEN (OLD.merged_into_id IS DISTINCT FROM NEW.merged_into_id) EXECUTE FUNCTION note_words_of_merge()
"""
LOGS = {
    "case_event": ("refuse_history_change", "the history of a case cannot be changed"),
    "support_access": ("refuse_access_change", "the log of accesses cannot be changed"),
}


def upgrade():
    run = op.get_bind().exec_driver_sql
    if op.get_bind().dialect.name == "sqlite":
        run("DROP TRIGGER case_words_noted_again")
        stays = "WHEN OLD.case_id = NEW.case_id"
        run(f"CREATE TRIGGER case_words_noted_again AFTER UPDATE ON note {stays} BEGIN {NOTED_AGAIN}; END")
        merged = "WHEN OLD.merged_into_id IS NOT NEW.merged_into_id"
        moment = f'AFTER UPDATE OF merged_into_id ON "case" {merged}'
        run(f"CREATE TRIGGER case_words_merged {moment} BEGIN {MERGED}; END")
        for table, (_refuse, said) in LOGS.items():
            again = f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)"
            refused = f"SELECT RAISE(ABORT, '{said}')"
            run(f"CREATE TRIGGER {table}_REPLACE BEFORE INSERT ON {table} {again} BEGIN {refused}; END")
        return
    run("DROP TRIGGER case_words_noted_again ON note")
    _watch_notes("AFTER UPDATE ON note FOR EACH ROW WHEN (OLD.case_id = NEW.case_id)", "case_words_noted_again")
    _watch_notes("AFTER DELETE ON note FOR EACH ROW", "case_words_unnoted")
    run(POSTGRESQL_MERGED)
    for table, (refuse, _said) in LOGS.items():
        run(f"CREATE TRIGGER {table}_stays BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {refuse}()")


def _watch_notes(moment, name):
    op.get_bind().exec_driver_sql(f"CREATE TRIGGER {name} {moment} EXECUTE FUNCTION note_words_again()")


def downgrade():
    run = op.get_bind().exec_driver_sql
    if op.get_bind().dialect.name == "sqlite":
        for name in (*(f"{table}_REPLACE" for table in LOGS), "case_words_merged", "case_words_noted_again"):
            run(f"DROP TRIGGER {name}")
        run(f"CREATE TRIGGER case_words_noted_again AFTER UPDATE ON note BEGIN {NOTED_AGAIN}; END")
        return
    for table in LOGS:
        run(f"DROP TRIGGER {table}_stays ON {table}")
    run('DROP TRIGGER case_words_merged ON "case"')
    run("DROP FUNCTION note_words_of_merge()")
    run("DROP TRIGGER case_words_unnoted ON note")
    run("DROP TRIGGER case_words_noted_again ON note")
    _watch_notes("AFTER UPDATE OR DELETE ON note FOR EACH ROW", "case_words_noted_again")
