"""Cases are found by what was answered, a serial number for one, and by the customer's own number.

Revision: 0021, after 0020
"""

from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

# What migration 0008 put in the words of a case, with the answers behind the description. Credentials are no answers.
POSTGRESQL = """
CREATE OR REPLACE FUNCTION write_case_words(which integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM case_words WHERE case_id = which;
  INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
  SELECT c.id::bigint * 2 + side.number, c.id, side.number = 1, c.account_id, c.root_id, c.owner_id, c.is_open,
    search_words(c.number::text, c.subject),
    search_words(c.number::text, c.subject, c.description{more},
      (SELECT string_agg(n.body, ' ' ORDER BY n.id DESC) FROM note n
       WHERE n.case_id = c.id AND (side.number = 1 OR NOT n.is_internal)))
  FROM "case" c CROSS JOIN (VALUES (0), (1)) AS side (number)
  WHERE c.id = which
    AND (side.number = 0 OR EXISTS (SELECT 1 FROM note n WHERE n.case_id = c.id AND n.is_internal));
END $$
"""
POSTGRESQL_MORE = """, c.external_number,
      (SELECT string_agg(answer.value, ' ') FROM jsonb_each_text(c."values") AS answer)"""
POSTGRESQL_TRIGGER = """
DROP TRIGGER case_words_changed ON "case";
CREATE TRIGGER case_words_changed AFTER UPDATE OF {columns} ON "case"
  FOR EACH ROW EXECUTE FUNCTION note_words_of_case()
"""

SQLITE_PUBLIC = """
INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
SELECT c.id * 2, c.id, 0, c.account_id, c.root_id, c.owner_id, c.is_open, c.number || ' ' || c.subject,
  c.description{more} || ' ' || coalesce((SELECT group_concat(substr(n.body, 1, 100000), ' ') FROM note n
    WHERE n.case_id = c.id AND NOT n.is_internal), '')
FROM "case" c WHERE c.id = NEW.id
"""
SQLITE_MORE = """ || ' ' || c.external_number || ' '
    || coalesce((SELECT group_concat(answer.atom, ' ') FROM json_tree(c."values") AS answer), '')"""
SQLITE_INTERNAL = """
INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
SELECT w.id + 1, w.case_id, 1, w.account_id, w.root_id, w.owner_id, w.is_open, w.head,
  w.words || ' ' || (SELECT group_concat(n.body, ' ') FROM note n WHERE n.case_id = w.case_id AND n.is_internal)
FROM case_words w WHERE w.id = NEW.id * 2
  AND EXISTS (SELECT 1 FROM note n WHERE n.case_id = NEW.id AND n.is_internal)
"""
BEFORE = "number, subject, description"
NOW = f'{BEFORE}, external_number, "values"'


def upgrade():
    _watch(NOW, POSTGRESQL_MORE, SQLITE_MORE)
    # Only cases that hold more than their description; the trigger writes their words.
    op.execute("""UPDATE "case" SET description = description WHERE external_number <> '' OR "values" <> '{}'""")


def downgrade():
    _watch(BEFORE, "", "")
    op.execute('UPDATE "case" SET description = description')


def _watch(columns, postgresql, sqlite):
    # As they stand: in text() a colon would begin a parameter.
    run = op.get_bind().exec_driver_sql
    if op.get_bind().dialect.name == "postgresql":
        run(POSTGRESQL.format(more=postgresql))
        run(POSTGRESQL_TRIGGER.format(columns=columns))
        return
    public = SQLITE_PUBLIC.format(more=sqlite)
    again = f"DELETE FROM case_words WHERE case_id = NEW.id; {public}; {SQLITE_INTERNAL}"
    for name, moment, steps in (
        ("case_words_new", "INSERT", public),
        ("case_words_changed", f"UPDATE OF {columns}", again),
    ):
        run(f"DROP TRIGGER {name}")
        run(f'CREATE TRIGGER {name} AFTER {moment} ON "case" BEGIN {steps}; END')
