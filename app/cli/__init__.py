"""The command line: `loket run | work | migrate | demo | check | search | secrets | mail`."""

import os
import sys
from typing import Any

import click
from sqlalchemy import select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from app import check as checks
from app.access.session import see_as
from app.access.viewer import SYSTEM
from app.accounts.keep_person import keep_person
from app.cli.start import (
    bring_up_to_date,
    prepare_demonstration,
    refuse_taken_port,
    refuse_unready,
    stop_with,
    welcome,
)
from app.database import db
from app.factory import create_app
from app.mail.summary import mail_summary, try_all_again
from app.processes import answers, run_together, web_command, work_command
from app.refused import Refused
from app.search.sound import write_anew
from app.secrets.care import seal_anew
from app.secrets.seal import CannotOpen
from config import WeakSetup, read_settings
from models.person import Person
from models.role import RoleText

SHORTEST_PASSWORD = 12


class PlainErrors(click.Group):
    """A set-up that is wrong gives one clear message, no traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except WeakSetup as problem:
            stop_with(str(problem))
        except OperationalError as problem:
            where = read_settings().database_url.rpartition("@")[2]
            stop_with(f"The database does not answer or is not usable ({where}): {problem.orig}")


@click.group(cls=PlainErrors)
def main() -> None:
    """Loket, a customer service portal."""


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--workers", default=2, show_default=True, envvar="WEB_CONCURRENCY", help="Web processes.")
def run(host: str, workers: int) -> None:
    """Start web and worker together, until Ctrl+C.

    With LOKET_ENV=demo it first migrates, and loads the demonstration into an empty database.
    """
    settings = read_settings()
    refuse_taken_port(host, settings.port)
    if settings.environment == "demo":
        prepare_demonstration()
    else:
        refuse_unready(create_app())
    address = settings.base_url or f"http://{host}:{settings.port}"

    def when_up() -> bool:
        is_up = answers(host, settings.port)
        if is_up:
            welcome(address, settings.environment)
        return is_up

    os.environ.setdefault("PYTHONUNBUFFERED", "1")
    sys.exit(run_together([web_command(host, settings.port, workers), work_command()], when_up))


@main.command()
def work() -> None:
    """Start a worker alone: mails, reactions to events, what is done by the clock."""
    from app.jobs.work import run as run_worker

    app = create_app()
    refuse_unready(app)
    try:
        run_worker(app)
    except ValueError as problem:
        stop_with(f"The worker does not start: {problem}")


@main.command()
def migrate() -> None:
    """Bring the database up to date and add the set-up that ships. Safe to repeat."""
    with create_app().app_context():
        bring_up_to_date()
    click.echo("The database is up to date.")


@main.command()
def demo() -> None:
    """Load the demonstration company into an empty database (LOKET_ENV=demo only)."""
    if read_settings().environment != "demo":
        stop_with("The demonstration is for LOKET_ENV=demo only: everybody knows its password.")
    if not prepare_demonstration():
        click.echo("The database holds people already; nothing was loaded.")


@main.command()
def check() -> None:
    """Look for what cannot be true in the data; exits with 1 when something is found."""
    with create_app().app_context():
        session = db.session()
        see_as(session, SYSTEM)
        found = list(checks.flaws(session))
    for flaw in found:
        click.echo(flaw)
    click.echo(f"{len(found)} found." if found else "All is well.")
    sys.exit(1 if found else 0)


@main.command()
def search() -> None:
    """Write the index of search anew, while the portal runs."""
    with create_app().app_context():
        session = db.session()
        see_as(session, SYSTEM)
        for _cases in write_anew(session):
            session.commit()
    click.echo("The words of all cases are written anew.")


@main.command()
def secrets() -> None:
    """Seal credentials with the newest of SECRETS_KEYS; afterwards the older ones may go."""
    with create_app().app_context():
        session = db.session()
        see_as(session, SYSTEM)
        try:
            done = seal_anew(session)
        except CannotOpen as problem:
            stop_with(f"A credential cannot be opened: {problem}. Nothing of it was changed.")
    click.echo(f"{done} sealed anew.")


@main.command()
@click.option("--again", is_flag=True, help="Let the worker try once more what failed.")
def mail(again: bool) -> None:
    """Show how the mails stand, and what the worker gave up."""
    with create_app().app_context():
        session = db.session()
        see_as(session, SYSTEM)
        if again:
            click.echo(f"{try_all_again(session)} mails wait for another try.")
            session.commit()
        for line in mail_summary(session):
            click.echo(line)


@main.command()
@click.argument("address")
@click.option("--first-name", prompt=True)
@click.option("--last-name", prompt=True)
@click.password_option(help="At least 12 characters; asked for when it is not given.")
def administrator(address: str, first_name: str, last_name: str, password: str) -> None:
    """Add an administrator: the first one of an empty portal, or one when nobody can sign in any more."""
    if len(password) < SHORTEST_PASSWORD:
        stop_with(f"The password needs {SHORTEST_PASSWORD} characters or more; nobody was added.")
    with create_app().app_context():
        session = db.session()
        see_as(session, SYSTEM)
        try:
            add_administrator(session, address, first_name, last_name, password)
        except Refused as refusal:
            stop_with(f"{refusal} Nobody was added.")
        session.commit()
    click.echo(f"{address} can sign in as administrator.")


def add_administrator(session: Session, address: str, first: str, last: str, password: str) -> None:
    role = session.scalars(select(RoleText).where(RoleText.code == "administrator")).one().role
    keep_person(
        session,
        Person(),
        by=SYSTEM,
        roles=[role],
        is_staff=True,
        home_account_id=None,
        other_account_ids=(),
        active=True,
        password=password,
        email=address,
        first_name=first,
        last_name=last,
    )
