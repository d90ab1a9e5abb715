"""All rows of all tables, to prove that an attack wrote nothing."""

from typing import Any

from sqlalchemy import select

from app.access.visibility import GUARDS
from models.person import SignIn, SignInAttempt
from tests.worlds import World

BOOKKEEPING = (SignIn, SignInAttempt)


def everything(world: World) -> dict[str, list[Any]]:
    """Rows as text, by table; signing in writes its own."""
    models = [model for model in GUARDS if model not in BOOKKEEPING]
    with world.session() as session:
        found: dict[str, list[Any]] = {
            model.__name__: sorted(map(str, session.execute(select(*_columns(model))))) for model in models
        }
        session.rollback()
    return found


def _columns(model: Any) -> list[Any]:
    return [getattr(model, attribute.key) for attribute in model.__mapper__.column_attrs]
