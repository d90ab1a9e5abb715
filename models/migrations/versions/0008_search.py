"""Full-text search in the database that is there, written by triggers in the transaction of each change.

A later migration that makes the tables case, note, account, ab_user, article or message anew on SQLite
(batch_alter_table) loses their triggers: it has to make them again (`watch`, below). The tests of search
fail when it does not.

Another field by which cases are found is one more part of the words, in a migration of its own that makes functions
and triggers anew: see 0021.

Revision: 0008, after 0007
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# Beside cases: the table, and by which of its columns a row is found.
OTHERS = {
    "account": "name, customer_id",
    "ab_user": "first_name, last_name, email, phone, mobile",
    "article": "words",
    "message": "words",
}

# The cost is what makes the planner ask the index instead of reading each text.
# No extension and no stemmer: small letters without accents, as app/search/words.py folds what is typed.
POSTGRESQL_WORDS = r"""
CREATE FUNCTION search_words(VARIADIC parts text[]) RETURNS tsvector
LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
  SELECT array_to_tsvector(ARRAY(
    SELECT DISTINCT left(word, 40) FROM unnest(string_to_array(regexp_replace(lower(normalize(regexp_replace(
      normalize(left(array_to_string(parts, ' '), 200000), NFD), '[\u0300-\u036f]+', '', 'g'), NFC)),
      '[^[:alnum:]]+', ' ', 'g'), ' ')) AS word
    WHERE word <> '' LIMIT 8000))
$$
"""
HEAD = "c.number::text, c.subject"
POSTGRESQL_WRITE = f"""
CREATE FUNCTION write_case_words(which integer) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM case_words WHERE case_id = which;
  INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
  SELECT c.id::bigint * 2 + side.number, c.id, side.number = 1, c.account_id, c.root_id, c.owner_id, c.is_open,
    search_words({HEAD}),
    search_words({HEAD}, c.description,
      (SELECT string_agg(n.body, ' ' ORDER BY n.id DESC) FROM note n
       WHERE n.case_id = c.id AND (side.number = 1 OR NOT n.is_internal)))
  FROM "case" c CROSS JOIN (VALUES (0), (1)) AS side (number)
  WHERE c.id = which
    AND (side.number = 0 OR EXISTS (SELECT 1 FROM note n WHERE n.case_id = c.id AND n.is_internal));
END $$
"""
POSTGRESQL_CASE = """
CREATE FUNCTION note_words_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_case_words(NEW.id);
  RETURN NULL;
END $$;
CREATE FUNCTION note_place_of_case() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE case_words
  SET account_id = NEW.account_id, root_id = NEW.root_id, owner_id = NEW.owner_id, is_open = NEW.is_open
  WHERE case_id = NEW.id AND (account_id, root_id, owner_id, is_open)
    IS DISTINCT FROM (NEW.account_id, NEW.root_id, NEW.owner_id, NEW.is_open);
  RETURN NULL;
END $$;
CREATE TRIGGER case_words_new AFTER INSERT ON "case" FOR EACH ROW EXECUTE FUNCTION note_words_of_case();
CREATE TRIGGER case_words_changed AFTER UPDATE OF number, subject, description ON "case"
  FOR EACH ROW EXECUTE FUNCTION note_words_of_case();
CREATE TRIGGER case_words_moved AFTER UPDATE OF account_id, root_id, owner_id, is_open ON "case"
  FOR EACH ROW EXECUTE FUNCTION note_place_of_case()
"""
# A conversation too long for one document keeps the words that it has: no note is refused because of search.
POSTGRESQL_NOTE = """
CREATE FUNCTION note_words_of_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.is_internal THEN
    INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
    SELECT id + 1, case_id, true, account_id, root_id, owner_id, is_open, head, words
    FROM case_words WHERE case_id = NEW.case_id AND NOT is_internal ON CONFLICT (id) DO NOTHING;
  END IF;
  UPDATE case_words SET words = words || search_words(NEW.body)
  WHERE case_id = NEW.case_id AND (is_internal OR NOT NEW.is_internal) AND length(words) < 8000;
  RETURN NULL;
EXCEPTION WHEN program_limit_exceeded THEN RETURN NULL;
END $$;
CREATE FUNCTION note_words_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM write_case_words(OLD.case_id);
  IF TG_OP = 'UPDATE' AND NEW.case_id <> OLD.case_id THEN PERFORM write_case_words(NEW.case_id); END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER case_words_noted AFTER INSERT ON note FOR EACH ROW EXECUTE FUNCTION note_words_of_note();
CREATE TRIGGER case_words_noted_again AFTER UPDATE OR DELETE ON note
  FOR EACH ROW EXECUTE FUNCTION note_words_again()
"""
FUNCTIONS = ("note_words_again()", "note_words_of_note()", "note_place_of_case()", "note_words_of_case()")
FUNCTIONS += ("write_case_words(integer)", "search_words(text[])")
POSTGRESQL_TRIGGERS = {
    "case": ("case_words_new", "case_words_changed", "case_words_moved"),
    "note": ("case_words_noted", "case_words_noted_again"),
}

SQLITE_PUBLIC = """
INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
SELECT c.id * 2, c.id, 0, c.account_id, c.root_id, c.owner_id, c.is_open, c.number || ' ' || c.subject,
  c.description || ' ' || coalesce((SELECT group_concat(substr(n.body, 1, 100000), ' ') FROM note n
    WHERE n.case_id = c.id AND NOT n.is_internal), '')
FROM "case" c WHERE c.id = NEW.id
"""
SQLITE_INTERNAL = """
INSERT INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words)
SELECT w.id + 1, w.case_id, 1, w.account_id, w.root_id, w.owner_id, w.is_open, w.head,
  w.words || ' ' || (SELECT group_concat(n.body, ' ') FROM note n WHERE n.case_id = w.case_id AND n.is_internal)
FROM case_words w WHERE w.id = NEW.id * 2
  AND EXISTS (SELECT 1 FROM note n WHERE n.case_id = NEW.id AND n.is_internal)
"""
SQLITE = {
    "case_words_new": ("AFTER INSERT ON \"case\"", (SQLITE_PUBLIC,)),
    "case_words_changed": (
        'AFTER UPDATE OF number, subject, description ON "case"',
        ("DELETE FROM case_words WHERE case_id = NEW.id", SQLITE_PUBLIC, SQLITE_INTERNAL),
    ),
    "case_words_moved": (
        'AFTER UPDATE OF account_id, root_id, owner_id, is_open ON "case"',
        (
            "UPDATE case_words SET account_id = NEW.account_id, root_id = NEW.root_id, "
            "owner_id = NEW.owner_id, is_open = NEW.is_open WHERE case_id = NEW.id",
        ),
    ),
    "case_words_gone": ('BEFORE DELETE ON "case"', ("DELETE FROM case_words WHERE case_id = OLD.id",)),
    "case_words_noted": (
        "AFTER INSERT ON note",
        (
            "INSERT OR IGNORE INTO case_words (id, case_id, is_internal, account_id, root_id, owner_id, is_open, head, words) "
            "SELECT id + 1, case_id, 1, account_id, root_id, owner_id, is_open, head, words FROM case_words "
            "WHERE id = NEW.case_id * 2 AND NEW.is_internal",
            "UPDATE case_words SET words = words || ' ' || NEW.body WHERE case_id = NEW.case_id "
            "AND (is_internal OR NOT NEW.is_internal) AND length(words) < 1000000",
        ),
    ),
    "case_words_noted_again": (
        "AFTER UPDATE ON note",
        ('UPDATE "case" SET description = description WHERE id IN (OLD.case_id, NEW.case_id)',),
    ),
    "case_words_unnoted": (
        "AFTER DELETE ON note",
        ('UPDATE "case" SET description = description WHERE id = OLD.case_id',),
    ),
}


def upgrade():
    op.create_table(
        "case_words",
        sa.Column(
            "id",
            sa.BigInteger().with_variant(sa.Integer(), "sqlite"),
            autoincrement=False,
            nullable=False,
            comment="Twice the row id of the case, one more for the internal row: the newest is the highest",
        ),
        sa.Column("case_id", sa.Integer(), nullable=False, comment="Which case"),
        sa.Column("is_internal", sa.Boolean(), nullable=False, comment="With internal notes; only the desk reads it"),
        sa.Column("account_id", sa.Integer(), nullable=False, comment="As the case says"),
        sa.Column("root_id", sa.Integer(), nullable=False, comment="As the case says"),
        sa.Column("owner_id", sa.Integer(), nullable=False, comment="As the case says"),
        sa.Column("is_open", sa.Boolean(), nullable=False, comment="As the case says"),
        sa.Column("head", _document(), nullable=False, comment="Number and subject"),
        sa.Column("words", _document(), nullable=False, comment="What is found at all: description and notes too"),
        sa.ForeignKeyConstraint(["case_id"], ["case.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    watch()
    # What is there already. On SQLite the trigger does as for a change.
    if op.get_bind().dialect.name == "sqlite":
        op.execute('UPDATE "case" SET description = description')
    else:
        op.execute('SELECT write_case_words(id) FROM "case"')
    op.create_index("ix_case_words_case", "case_words", ["case_id"])
    op.create_index("ix_case_words_root", "case_words", ["root_id", "id"])
    op.create_index("ix_case_words_account", "case_words", ["account_id", "id"])
    op.create_index("ix_case_words_open", "case_words", ["is_open", "id"])


def watch():
    """The functions, triggers and indexes that keep the words."""
    if op.get_bind().dialect.name == "sqlite":
        _watch_on_sqlite()
    else:
        _watch_on_postgresql()


def downgrade():
    if op.get_bind().dialect.name == "sqlite":
        for name in (*SQLITE, *(f"{table}_fts_{act}" for table in OTHERS for act in ("new", "changed", "gone"))):
            op.execute(f"DROP TRIGGER {name}")
        for table in (*OTHERS, "case_words"):
            op.execute(f"DROP TABLE {table}_fts")
        op.drop_table("case_words")
        return
    for table, names in POSTGRESQL_TRIGGERS.items():
        for name in names:
            op.execute(f'DROP TRIGGER {name} ON "{table}"')
    for table in OTHERS:
        op.execute(f"DROP INDEX {table}_gin")
    op.drop_table("case_words")
    for function in FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")


def _document():
    return sa.Text().with_variant(TSVECTOR(), "postgresql")


def _watch_on_postgresql():
    # As they stand: in text() a colon would begin a parameter.
    run = op.get_bind().exec_driver_sql
    for part in (POSTGRESQL_WORDS, POSTGRESQL_WRITE, POSTGRESQL_CASE, POSTGRESQL_NOTE):
        run(part)
    for table, columns in OTHERS.items():
        run(f"CREATE INDEX {table}_gin ON {table} USING gin (search_words({columns}))")
    # Entries are sorted in at once: a list of pending ones would be read by each search.
    for column in ("head", "words"):
        run(f"CREATE INDEX case_{column}_gin ON case_words USING gin ({column}) WITH (fastupdate = off)")


def _watch_on_sqlite():
    run = op.get_bind().exec_driver_sql
    _index_on_sqlite(run, "case_words", "head, words")
    for table, columns in OTHERS.items():
        _index_on_sqlite(run, table, columns)
    for name, (moment, steps) in SQLITE.items():
        run(f"CREATE TRIGGER {name} {moment} BEGIN {'; '.join(steps)}; END")


def _index_on_sqlite(run, table, columns):
    """FTS5 keeps the words; the text stays in the table, and triggers tell FTS5 what changed there."""
    fts = f"{table}_fts"
    run(
        f"CREATE VIRTUAL TABLE {fts} USING fts5({columns}, content='{table}', content_rowid='id', "
        "tokenize='unicode61 remove_diacritics 2')"
    )
    run(f"INSERT INTO {fts} ({fts}) VALUES ('rebuild')")
    new, old = (", ".join(f"{row}.{name}" for name in columns.split(", ")) for row in ("NEW", "OLD"))
    take = f"INSERT INTO {fts} ({fts}, rowid, {columns}) VALUES ('delete', OLD.id, {old})"
    put = f"INSERT INTO {fts} (rowid, {columns}) VALUES (NEW.id, {new})"
    for moment, act, steps in (
        ("INSERT", "new", (put,)),
        (f"UPDATE OF {columns}", "changed", (take, put)),
        ("DELETE", "gone", (take,)),
    ):
        run(f"CREATE TRIGGER {fts}_{act} AFTER {moment} ON {table} BEGIN {'; '.join(steps)}; END")
