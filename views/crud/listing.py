"""Reading rows for a generated list: a page at a time, in a settled order, with a count that stops."""

from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy.exc import DataError, IntegrityError, StatementError
from sqlalchemy.sql.base import ExecutableOption

from views.crud.asked import LARGEST_PAGE

MOST_COUNTED = 1_000
UNFIT = (DataError, StatementError, ValueError, OverflowError)
"""What a database says to a value that no column can hold, such as a NUL or a number too large."""


def is_duplicate(error: IntegrityError) -> bool:
    """Whether it is the value of another row that is in the way, and not a missing or foreign one."""
    return "unique" in str(error.orig).lower()


class PortalInterface(SQLAInterface):
    """FAB's way to a table. `loads` names the relations that a list shows, so that none asks row by row."""

    def __init__(self, model: type, *loads: ExecutableOption) -> None:
        super().__init__(model)
        self.loads = loads

    def query(
        self,
        filters: Any = None,
        order_column: str = "",
        order_direction: str = "",
        page: int | None = None,
        page_size: int | None = None,
        select_columns: list[str] | None = None,
        outer_default_load: bool = False,
    ) -> tuple[int, list[Any]]:
        """(count, rows). The count looks MOST_COUNTED rows past the page and no further."""
        size, page = min(page_size or LARGEST_PAGE, LARGEST_PAGE), page or 0
        found = self.apply_filters(self.session.query(self.obj), filters)
        count = found.with_entities(self.get_pk()).limit((page + 1) * size + MOST_COUNTED).count()
        ordered = self.apply_order_by(found, order_column, order_direction, add_pk=True)
        return count, ordered.options(*self.loads).offset(page * size).limit(size).all()
