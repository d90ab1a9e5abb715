"""The class that every generated API derives from: explicit columns, refusals as 422, no ghost rows."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import request
from flask_appbuilder import ModelRestApi
from flask_appbuilder.api import expose, get_item_schema, get_list_schema, rison
from flask_appbuilder.api.convert import Model2SchemaConverter
from flask_login import current_user
from marshmallow import ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.access.manager import current_viewer
from app.database import db
from app.refused import Refused
from app.unit_of_work import unit_of_work
from views.crud.asked import LARGEST_ID, LARGEST_PAGE
from views.crud.declared import COLUMNS, refuse_undeclared
from views.crud.filters import OwnFilters
from views.crud.listing import UNFIT
from views.marks import marked

Pair = tuple[str, str]
WRONG = (ValidationError, IntegrityError, *UNFIT, SQLAlchemyError, KeyError, TypeError, RecursionError)


def answering(pair: Pair, function: Callable[..., Any]) -> Callable[..., Any]:
    """401, 403 or what the function answers; a refusal and wrong input are 422 (or 404, 409), never 500."""

    @wraps(function)
    def guarded(self: Any, *arguments: Any, **kwargs: Any) -> Any:
        if not current_user.is_authenticated:
            return self.response_401()
        if not current_viewer().may(*pair):
            return self.response_403()
        try:
            return function(self, *arguments, **kwargs)
        except HTTPException:
            raise
        except Refused as refused:
            return self.response(refused.status, message=str(refused.reason))
        except WRONG:
            db.session.rollback()
            return self.response_422(message="One of the values does not fit.")

    return marked(guarded, needed=pair)


class ValueSchemas(Model2SchemaConverter):
    """Schemas of plain values, foreign keys among them; the row is made and checked by `save`."""

    def _meta_schema_factory(
        self, columns: Any, model: Any, mixin: Any, parent_schema_name: Any = None
    ) -> Any:
        made: Any = super()._meta_schema_factory(columns, model, mixin, parent_schema_name)
        meta = type("Meta", (made.Meta,), {"include_fk": True, "load_instance": False})
        return type(made)(made.__name__, (made,), {"Meta": meta})


class PortalApi(OwnFilters, ModelRestApi):
    """Reading and writing rows as JSON. Foreign keys are plain numbers: FAB makes a missing parent up.

    Not in it: `_info`, which lists every related row, browser sign-in without CSRF, JWT.
    """

    reading: Pair = ("can_read", "Setup")
    writing: Pair = ("can_configure", "Setup")
    model2schemaconverter = ValueSchemas
    allow_browser_login = False
    csrf_exempt = False
    max_page_size = LARGEST_PAGE
    base_permissions: Any = []

    def __init_subclass__(cls, is_abstract: bool = False, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if is_abstract:
            return
        refuse_undeclared(cls, ("datamodel", "include_route_methods", *COLUMNS))
        if made := [
            c for c in (*cls.add_columns, *cls.edit_columns) if cls.datamodel.is_relation(c.split(".")[0])
        ]:
            raise TypeError(f"{cls.__name__} writes through the relations {made}; name their columns instead")
        for route in cls.include_route_methods:
            pair = cls.reading if route in ("get", "get_list") else cls.writing
            setattr(cls, route, answering(pair, getattr(cls, route)))

    def _init_properties(self) -> None:
        said = {name: list(getattr(self, name)) for name in COLUMNS}
        super()._init_properties()
        for name, columns in said.items():
            setattr(self, name, columns)

    @expose("/", methods=["GET"])
    @rison(get_list_schema)
    def get_list(self, **kwargs: Any) -> Any:
        return self.get_list_headless(**kwargs)

    @expose("/<int:pk>", methods=["GET"])
    @rison(get_item_schema)
    def get(self, pk: int, **kwargs: Any) -> Any:
        return self.get_headless(pk, **kwargs) if pk <= LARGEST_ID else self.response_404()

    @expose("/", methods=["POST"])
    def post(self) -> Any:
        with unit_of_work() as session:
            row = self.save(session, self._sent(self.add_columns), None)
            session.flush()
            pk, result = self.datamodel.get_pk_value(row), self.add_model_schema.dump(row)
        return self.response(201, id=pk, result=result)

    @expose("/<int:pk>", methods=["PUT"])
    def put(self, pk: int) -> Any:
        with unit_of_work() as session:
            row = self._row(session, pk)
            if row is None:
                return self.response_404()
            self.save(session, self._sent(self.edit_columns), row)
            session.flush()
            result = self.edit_model_schema.dump(row)
        return self.response(200, result=result)

    @expose("/<int:pk>", methods=["DELETE"])
    def delete(self, pk: int) -> Any:
        with unit_of_work() as session:
            row = self._row(session, pk)
            if row is None:
                return self.response_404()
            session.delete(row)
        return self.response(200, message="OK")

    def save(self, session: Any, values: dict[str, Any], row: Any | None) -> Any:
        """Write checked values; override it to call a verb. `row` is None for a new one."""
        row = row or self.datamodel.obj()
        for name, value in values.items():
            setattr(row, name, value)
        session.add(row)
        return row

    def _sent(self, columns: list[str]) -> dict[str, Any]:
        """The values of the listed columns; anything else is refused, not passed over."""
        sent = request.get_json(silent=True)
        if not isinstance(sent, dict) or not set(sent) <= set(columns):
            raise ValidationError("not a JSON object with the columns of this resource")
        schema = self.add_model_schema if request.method == "POST" else self.edit_model_schema
        return dict(schema.load(sent, partial=request.method == "PUT"))

    def _row(self, session: Any, pk: int) -> Any:
        if pk > LARGEST_ID:
            return None
        model = self.datamodel.obj
        found = select(model).where(self.datamodel.get_pk() == pk).with_for_update(of=model)
        return session.scalars(found.execution_options(populate_existing=True)).one_or_none()
