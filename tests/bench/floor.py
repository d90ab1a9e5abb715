"""The floor: what the same server and database give when a page is written as plainly as it can be.

The person behind the cookie in one query, the rows with their condition in one hand-written query, one
template. No forms, languages, translations, rights or history: nothing that Loket is for.
"""

import hashlib
import os
from typing import Any

from flask import Flask, abort, render_template, session
from sqlalchemy import Connection, DateTime, create_engine, text

PERSON = text("""
    SELECT u.id, u.first_name, u.last_name, u.is_staff, u.home_account_id, a.root_id
    FROM sign_in s JOIN ab_user u ON u.id = s.person_id LEFT JOIN account a ON a.id = u.home_account_id
    WHERE s.token_hash = :hash AND s.ended_at IS NULL""")
CASES = """
    SELECT c.number, c.subject, c.kind, c.priority_rank, c.status_rank, c.created_at, c.updated_at,
           a.name AS account, u.first_name, u.last_name
    FROM "case" c JOIN account a ON a.id = c.account_id JOIN ab_user u ON u.id = c.owner_id
    WHERE c.is_open {} ORDER BY c.updated_at DESC, c.id DESC LIMIT 25"""
CASE = """
    SELECT c.number, c.subject, c.description, c.created_at AS opened, a.name AS account, u.first_name,
           u.last_name, n.body, n.side, n.created_at, w.first_name AS writer
    FROM "case" c JOIN account a ON a.id = c.account_id JOIN ab_user u ON u.id = c.owner_id
    LEFT JOIN note n ON n.case_id = c.id {} LEFT JOIN ab_user w ON w.id = n.author_id
    WHERE c.number = :number {} ORDER BY n.id"""
HEADS = ("number", "subject", "kind", "priority", "status", "owner", "created", "updated")


def create_app() -> Flask:
    """The floor on DATABASE_URL; LIST_WEIGHT and CASE_WEIGHT are the bytes that its pages are to have."""
    app = Flask("tests.bench.floor")
    app.config.update(SECRET_KEY=os.environ["SECRET_KEY"], SESSION_COOKIE_NAME="loket")
    engine = create_engine(os.environ["DATABASE_URL"])
    weights = {name: int(os.environ.get(name, "0")) for name in ("LIST_WEIGHT", "CASE_WEIGHT")}

    @app.get("/list")
    def cases() -> str:
        with engine.connect() as connection:
            me = _me(connection)
            where = "" if me.is_staff else "AND c.root_id = :root"
            rows = _rows(connection, CASES.format(where), {} if me.is_staff else {"root": me.root_id})
        return _filled(render_template("list.html", me=me, rows=rows, heads=HEADS), weights["LIST_WEIGHT"])

    @app.get("/case/<int:number>")
    def case(number: int) -> str:
        with engine.connect() as connection:
            me = _me(connection)
            where, notes = ("", "") if me.is_staff else ("AND c.root_id = :root", "AND NOT n.is_internal")
            values = {"number": number} | ({} if me.is_staff else {"root": me.root_id})
            rows = _rows(connection, CASE.format(notes, where), values)
        if not rows:
            abort(404)
        return _filled(render_template("case.html", me=me, rows=rows), weights["CASE_WEIGHT"])

    return app


def _rows(connection: Connection, query: str, values: dict[str, Any]) -> Any:
    times = {name: DateTime for name in ("created_at", "updated_at") if name in query}
    return connection.execute(text(query).columns(**times), values).all()


def _me(connection: Connection) -> Any:
    token = session.get("_user_id", "")
    found = connection.execute(PERSON, {"hash": hashlib.sha256(token.encode()).hexdigest()}).one_or_none()
    return found or abort(403)


def _filled(page: str, weight: int) -> str:
    """As heavy as the page that it stands for."""
    return page + "<!--" + "x" * max(0, weight - len(page) - 7) + "-->"
