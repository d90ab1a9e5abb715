"""Alembic's environment, through Flask-Migrate: the application's engine and the models' metadata."""

from alembic import context
from flask import current_app

from models.all import Model
from models.base import Texts, UtcDateTime
from models.search import is_of_a_model

database = current_app.extensions["migrate"].db


def plain_type(kind: str, item: object, context: object) -> str | bool:
    """Migrations name plain types, so that an old one still runs when our own types have changed."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "sa.DateTime()"
    if kind == "type" and isinstance(item, Texts):
        return "sa.JSON()"
    return False


def run() -> None:
    if context.is_offline_mode():
        context.configure(url=str(database.engine.url), target_metadata=Model.metadata, literal_binds=True)
        with context.begin_transaction():
            context.run_migrations()
        return
    with database.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=Model.metadata,
            compare_type=True,
            include_object=is_of_a_model,
            render_item=plain_type,
            compare_server_default=False,
            render_as_batch=connection.dialect.name == "sqlite",
        )
        with context.begin_transaction():
            context.run_migrations()


run()
