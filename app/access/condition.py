"""The condition of one guarded model, hung on whatever a statement calls that model.

SQLAlchemy puts a plain criterion on the alias where the alias is what is selected from, but not where it is
joined with an ON of its own: there the condition would speak of the bare table, which the database refuses,
or, within EXISTS, would find true for every row.
"""

from typing import Any

from sqlalchemy import BindParameter, Column, ColumnElement
from sqlalchemy.orm.util import LoaderCriteriaOption
from sqlalchemy.sql import visitors


class Condition(LoaderCriteriaOption):
    """Loader criteria that follow an alias into an ON clause."""

    _traverse_internals = LoaderCriteriaOption._traverse_internals

    def _resolve_where_criteria(self, ext_info: Any) -> ColumnElement[bool]:
        criteria: ColumnElement[bool] = super()._resolve_where_criteria(ext_info)
        return _hung_on(criteria, ext_info if ext_info.is_aliased_class else None)


def _hung_on(criteria: ColumnElement[bool], alias: Any) -> ColumnElement[bool]:
    """The columns of the model's own table are those of the alias; tables with names of their own stay.

    Parameters are put back as they were before SQLAlchemy annotated them: with each execution it looks up the
    one by the other, and comparing two of them builds an expression, for fifty of them on a page.
    """
    table = alias.mapper.local_table if alias is not None else None

    def replace(element: Any, **kwargs: Any) -> Any:
        if isinstance(element, BindParameter):
            return element._deannotate()
        plain = element._deannotate() if isinstance(element, Column) else None
        if plain is not None and plain.table is table:
            return alias.selectable.corresponding_column(plain)
        return None

    return visitors.replacement_traverse(criteria, {}, replace)
