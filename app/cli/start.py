"""What comes before web and worker: an up-to-date database, and a plain word about what is in the way."""

import errno
import logging
import sys
from typing import NoReturn

import click
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.database import db, gather_statistics
from app.demo.cast import ACCOUNTS, PASSWORD, PEOPLE
from app.factory import create_app
from app.processes import why_not_listen
from app.request_types.install import install_request_types
from app.secrets.care import flaws_of_secrets
from app.setup.install import install
from config import BASE_DIR
from models.person import Person

CANNOT_START = 2
MIGRATIONS = BASE_DIR / "models" / "migrations"


def bring_up_to_date() -> None:
    """Migrations, then what ships. Safe to repeat. Needs an application context."""
    logging.getLogger("alembic").setLevel(logging.WARNING)
    upgrade()
    session = db.session()
    see_as(session, SYSTEM)
    install(session)
    install_request_types(session)
    gather_statistics(session)
    session.commit()


def prepare_demonstration() -> bool:
    """A database with the demonstration in it. False when people were there already."""
    from app.demo.load import load_demo

    with create_app().app_context():
        bring_up_to_date()
        session = db.session()
        refuse_lost_keys(session)
        if session.scalar(select(Person.id).limit(1)) is not None:
            return False
        click.echo("Loading the demonstration company …")
        load_demo(session)
        session.flush()
        gather_statistics(session)
        session.commit()
        return True


def refuse_unready(app: Flask) -> None:
    """Stop with a plain word when the database is of another release, or was written with other keys."""
    with app.app_context():
        with db.engine.connect() as connection:
            is_at = set(MigrationContext.configure(connection).get_current_heads())
        if is_at != set(ScriptDirectory(str(MIGRATIONS)).get_heads()):
            stop_with("The database is not of this release. Run `loket migrate` first.")
        see_as(db.session(), SYSTEM)
        refuse_lost_keys(db.session())


def refuse_lost_keys(session: Session) -> None:
    """A portal that was given other keys would find out when somebody needs a password."""
    for flaw in flaws_of_secrets(session):
        stop_with(f"Loket does not start: {flaw}")


def refuse_taken_port(host: str, port: int) -> None:
    problem = why_not_listen(host, port)
    if problem is None:
        return
    if problem.errno == errno.EADDRINUSE:
        stop_with(
            f"Port {port} is taken by another program. Stop that one, or choose another port: "
            f"PORT={port + 1} make run"
        )
    stop_with(f"Loket cannot listen on {host}, port {port}: {problem.strerror}.")


def welcome(address: str, environment: str) -> None:
    """Say where it runs, and in the demonstration as whom one can sign in."""
    click.echo(f"\nLoket runs at {address}   (Ctrl+C stops it)\n")
    if environment != "demo":
        return
    click.echo(f"Sign in as one of these, with the password {PASSWORD}:\n")
    names = {key: name for key, name, *_rest in ACCOUNTS}
    for first, last, mail, role, home, _language in PEOPLE:
        where = f" of {names[home]}" if home else ""
        click.echo(f"  {mail:<32}{first} {last}, {role.replace('_', ' ')}{where}")
    click.echo()


def stop_with(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(CANNOT_START)
